"""Proofs, printed values, extractors: what is said of what was read."""
