"""Starting a real company from sheets."""
