"""Hard talks."""
