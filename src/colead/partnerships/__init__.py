"""Partnerships: the pair, their seats, sponsors and allies."""
