"""What the organisation promises, and what each kind of person can open: said plainly, always linked."""
