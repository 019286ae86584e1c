"""Appreciation between two; wins, lessons and stories, told to others when both agree."""
