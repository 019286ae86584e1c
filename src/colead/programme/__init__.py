"""What the programme office keeps and reads: the organisation, never a pair."""
