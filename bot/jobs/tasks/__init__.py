"""What workers do, one file per room; each holds `TASKS`."""
