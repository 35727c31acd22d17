"""Keeping a company: what is backed up comes back whole, elsewhere."""
