"""Vacations under the CLT."""
