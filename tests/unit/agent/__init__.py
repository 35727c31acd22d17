"""Tests: the agent."""
