"""Puts the viewer on the request."""
