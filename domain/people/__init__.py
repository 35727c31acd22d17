"""People's matters: the working calendar and vacations."""
