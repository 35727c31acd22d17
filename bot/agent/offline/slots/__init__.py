"""Slot reading: money, days, durations, records, documents and names, with their place in the text."""
