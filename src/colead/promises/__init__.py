"""The mechanisms behind every promise: space, sealed round, two keys, grant, vault, trail, retention."""
