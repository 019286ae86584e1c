"""Tests of settings and the server's entry."""
