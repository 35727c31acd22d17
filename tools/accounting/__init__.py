"""Tools for the books."""
