"""Sheets without a database."""
