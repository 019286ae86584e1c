"""What stands on each page of this room, in words."""
