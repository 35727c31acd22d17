"""What a business transaction leaves to be done afterwards: jobs, filed in the same commit."""

from domain.outbox.job import Job, Outbox

__all__ = ["Job", "Outbox"]
