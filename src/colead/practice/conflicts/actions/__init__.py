"""Everything that changes a hard talk: one's notes, the invitation, what comes of the talk, whom to ask in."""
