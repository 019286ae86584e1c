"""The tree of the organisation: units, their mission and objectives."""
