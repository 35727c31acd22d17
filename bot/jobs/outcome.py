"""What becomes of a job that failed: the worker's column of the table of failures.

| raised                              | becomes                                                 |
|-------------------------------------|---------------------------------------------------------|
| Outage, a lost or locked database   | tried again, waiting longer each time, in the end closed |
| Conflict                            | dropped: somebody else got there                         |
| Invalid, Refused, Uncertain         | closed: whoever asked is told                            |
| anything else                       | a bug: closed, kept, reported                            |
"""

from enum import Enum

from sqlalchemy.exc import DBAPIError, OperationalError

from domain.kernel.errors import Conflict, Failure, Outage

#: Seconds before each further try; about a day in all.
WAITS = (1, 2, 5, 15, 60, 300, 900, 3600, 3600 * 4, 3600 * 8, 3600 * 12)


class Outcome(Enum):
    """What a failed job becomes."""

    AGAIN = "again"
    DROPPED = "dropped"
    CLOSED = "closed"
    BUG = "bug"


def outcome_of(error: BaseException, attempts: int) -> Outcome:
    """Return what becomes of a job that raised `error` after `attempts` earlier tries."""
    match error:
        case Outage():
            return Outcome.AGAIN if attempts < len(WAITS) else Outcome.CLOSED
        case Conflict():
            return Outcome.DROPPED
        case Failure():
            return Outcome.CLOSED
        case OperationalError() | DBAPIError(connection_invalidated=True):
            # The database went away, or a lock was not to be had: nothing was committed.
            return Outcome.AGAIN if attempts < len(WAITS) else Outcome.BUG
        case _:
            return Outcome.BUG
