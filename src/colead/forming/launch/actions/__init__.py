"""Everything that changes in the launch of a pair, by what is changed."""
