"""Tests: authority."""
