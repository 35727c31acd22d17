"""Keeping a company: one file that holds its books, its papers and its key, and the way back."""
