"""Turns files into readings: sniff, quarantine, readers, extractors, proofs."""
