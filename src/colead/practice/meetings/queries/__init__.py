"""Fetching is the check: as one of the two, in their space; what both let out, as its audience."""
