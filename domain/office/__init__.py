"""The office itself: its papers."""
