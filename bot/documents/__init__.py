"""Documents at the edge: the quarantine in which files are opened."""
