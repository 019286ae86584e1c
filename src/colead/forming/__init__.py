"""Wing of the first weeks: choosing a partner and launching the partnership."""
