"""Accounts: who is invited, who may sign in, who holds which role, and what happens after a reset. No content."""
