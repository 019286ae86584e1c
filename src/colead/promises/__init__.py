"""The six mechanisms that carry every promise: space, sealed round, two-key release, grant, vault, trail; and the retention clock."""
