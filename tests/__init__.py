"""Tests mirror src; house tests hold the house; journeys read aloud."""
