"""Extractors: from a page's lines and codes to the values of one kind of paper."""
