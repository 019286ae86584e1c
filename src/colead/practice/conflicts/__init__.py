"""A hard talk and its repair: prepared alone, invited, held in person, looked at after a fortnight, and forgotten."""
