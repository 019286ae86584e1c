"""Joint review."""
