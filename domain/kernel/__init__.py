"""Money, time, identity, words and failures: pure, shared by every room."""
