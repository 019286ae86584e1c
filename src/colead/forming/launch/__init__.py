"""Launch: the first hundred days of a partnership, its role descriptions and its agreement."""
