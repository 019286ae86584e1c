"""Shared goals: at most five, accepted with two keys, looked at once a month, closed with what was learned."""
