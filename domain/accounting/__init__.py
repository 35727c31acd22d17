"""The books: accounts, journal entries, periods."""
