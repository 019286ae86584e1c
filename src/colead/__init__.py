"""Colead: the software a health system installs to run its clinical partnerships."""
