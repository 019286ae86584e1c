"""The demo: Riverside with two years behind it, on this machine only."""
