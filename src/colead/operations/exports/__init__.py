"""One's own words as a file to take away."""
