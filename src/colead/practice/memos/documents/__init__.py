"""Memos and presentations as files: tagged PDF, and slides that the two go on editing."""
