"""Who owes what to whom: parties, payables, payments."""
