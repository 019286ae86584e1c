"""Everything that changes a decision: framing it, writing alone, settling it together, saying it with one voice."""
