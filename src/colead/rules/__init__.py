"""Pure rules: abilities, roles, legal moves, cadence, retention. Knows neither Django nor the database."""
