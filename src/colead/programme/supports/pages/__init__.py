"""What stands on the pages of the two, of their sponsor, of the programme office."""
