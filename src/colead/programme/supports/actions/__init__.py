"""What changes a request: the two who ask, the sponsor who answers."""
