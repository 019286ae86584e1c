"""Partner time, huddles, rounding and the seat map: how two leaders meet, walk and sit at tables together."""
