"""Tests of the local workspace: official clients, limits, retries, faults, restarts."""
