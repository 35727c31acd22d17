"""Documents and readings."""
