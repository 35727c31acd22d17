"""Documents: finding the papers that were handed in."""
