"""The statistics engine, held against numbers that other programs computed."""
