"""Joint memos, signed by both in the same words, and presentations of two."""
