"""Wing of the daily and weekly work of two leaders."""
