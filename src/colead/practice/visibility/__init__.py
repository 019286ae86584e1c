"""How two leaders are seen: their page, where they appear, who sits in with them."""
