"""Looks whether everything that the product needs is there, and says what to do where it is not."""
