"""The audit trail: one note for every attempt, chained by hash, only ever added."""
