"""Joint review (W8): what two leaders do beside the official systems, with pointers and no case."""
