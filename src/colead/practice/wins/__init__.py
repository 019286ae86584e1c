"""Appreciation today; wins and lessons to come."""
