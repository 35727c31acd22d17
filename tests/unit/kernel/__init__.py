"""The kernel: money, time, canonical forms."""
