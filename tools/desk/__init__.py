"""Tools for what people ask of each other: what waits, and why something was done."""
