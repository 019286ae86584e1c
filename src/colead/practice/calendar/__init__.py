"""Partner time in calendars: an address for each person and relation, and a delegate who holds it."""
