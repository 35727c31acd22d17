"""Our own lints: small functions over the text of the code."""
