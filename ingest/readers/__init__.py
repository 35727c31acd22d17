"""Readers: from bytes to pages. They run in the quarantine, where a file may do its worst."""
