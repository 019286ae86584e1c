"""Pages and forms of a hard talk, by what one does there."""
