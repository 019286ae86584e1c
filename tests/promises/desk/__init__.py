"""A desk for the tests of the mechanisms: plain kinds of private items that no room shapes."""
