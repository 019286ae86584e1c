"""Tests of taking one's words along."""
