"""Fetching a request and its answers is the check."""
