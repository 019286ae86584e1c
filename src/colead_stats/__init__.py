"""The statistics engine: knows neither Django nor colead, and can be used alone."""
