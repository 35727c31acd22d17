"""Plays the main job once, unattended, in a company of its own, and prints what happened."""
