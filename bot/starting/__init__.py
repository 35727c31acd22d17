"""A real company's first day: who is there, what it owns and owes, taken from sheets that were checked."""
