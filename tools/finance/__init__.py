"""Tools for who owes what to whom."""
