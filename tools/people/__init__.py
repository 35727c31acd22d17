"""Tools about people."""
