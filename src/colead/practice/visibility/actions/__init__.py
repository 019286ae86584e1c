"""What changes in this room, one verb in one function."""
