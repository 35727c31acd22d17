"""The desk in a real browser, over a seeded company."""
