"""The main story in a real browser, over the whole product."""
