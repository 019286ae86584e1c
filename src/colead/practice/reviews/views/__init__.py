"""Pages and forms of a joint review, by what one does there."""
