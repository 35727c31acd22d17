"""Authority: pure rules."""
