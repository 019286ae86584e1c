"""What every room stands on: base models, who is looking, the clock, the gate, notices."""
