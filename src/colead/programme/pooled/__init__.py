"""Pooled numbers: of the whole organisation, for half-years that are over, published once."""
