"""Tests of the pooled numbers."""
