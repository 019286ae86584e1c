"""Daily: run-it-by, door, coffee, speak for us, debrief."""
