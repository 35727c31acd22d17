"""Unit tests of who owes what."""
