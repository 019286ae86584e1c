"""Decisions with two sealed views, and the one voice that follows."""
