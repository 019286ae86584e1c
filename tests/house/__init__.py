"""Tests of the house itself: what the import linter cannot see. Each check is seen to fail on a planted fault."""
