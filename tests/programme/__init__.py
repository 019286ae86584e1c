"""Tests of the programme wing."""
