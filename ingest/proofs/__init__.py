"""Proofs: why a number read from a paper may be believed."""
