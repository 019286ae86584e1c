"""Import of units and people: read in a locked room, compared with what is here, shown, then taken in whole or not."""
