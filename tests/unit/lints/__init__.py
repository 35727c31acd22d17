"""Our own lints, tried on code that breaks them."""
