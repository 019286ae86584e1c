"""What a pair asks of its sponsor, with both keys, and what became of it."""
