"""Tests: evals."""
