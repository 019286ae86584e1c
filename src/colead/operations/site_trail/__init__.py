"""The trail of the installation in plain sentences, for the privacy officer."""
