"""How Colead looks and speaks: the base page, components, form widgets, static files."""
