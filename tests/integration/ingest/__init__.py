"""Files as they come: hostile, hidden, ours, and other people's."""
