"""Attacks on the promises: each suite is a function that returns faults, and is seen to find a planted one."""
