"""Journeys read aloud: named people in real browsers, each ending in an accessibility pass."""
