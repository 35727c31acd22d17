"""One business action is one transaction.

`with desk.work() as work:` commits when the block ends and rolls back when it raises. Nothing else
in the code base commits; a lint rule keeps it so. Questions get a `Read`: a READ ONLY transaction
of a database role that may only SELECT.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session, sessionmaker

from domain.audit.tags import Tag
from domain.audit.trail import Trail
from domain.kernel.clock import Clock, today
from domain.kernel.ids import PersonId
from domain.outbox import Job, Outbox


class Read:
    """A view of the books at one moment, with the company's clock."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self.session = session
        self._clock = clock
        self._asker: PersonId | None = None

    @property
    def asker(self) -> PersonId:
        """Return who asks, or whose proposal runs. Raises LookupError outside the gate."""
        if self._asker is None:
            raise LookupError("nobody asks")
        return self._asker

    def asked_by(self, who: PersonId) -> None:
        """Tell who asks; the gate does, before a tool looks."""
        self._asker = who

    def now(self) -> datetime:
        """Return the aware instant."""
        return self._clock.now()

    def today(self) -> date:
        """Return the company's day."""
        return today(self._clock)


class Work(Read):
    """A transaction in which something may change, with its notes and its jobs."""

    def __init__(self, session: Session, clock: Clock, outbox: Outbox) -> None:
        super().__init__(session, clock)
        self._outbox = outbox
        self._jobs: list[Job] = []
        self._trail = Trail()

    def note(self, tag: Tag, *, subject: str, who: int | None, **details: Any) -> None:
        """Write a line of the audit trail, in this transaction."""
        self._trail.note(tag, subject=subject, who=who, at=self.now(), **details)

    def file(self, job: Job) -> None:
        """File a job, in this transaction."""
        self._jobs.append(job)

    def seal(self) -> None:
        """Hand over the jobs, then chain the notes: the trail's lock is taken last."""
        if self._jobs:
            self.session.flush()
            self._outbox.defer(self.session, self._jobs)
            self._jobs.clear()
        self._trail.seal(self.session)


class Desk:
    """Where work is done: the engines, the clock and the outbox of one company."""

    def __init__(self, app: Engine, ask: Engine, clock: Clock, outbox: Outbox) -> None:
        self._engines = (app, ask)
        self._app = sessionmaker(app, expire_on_commit=False)
        self._ask = sessionmaker(ask, expire_on_commit=False)
        self.clock = clock
        self._outbox = outbox

    def close(self) -> None:
        """Close every connection."""
        for each in self._engines:
            each.dispose()

    @contextmanager
    def work(self) -> Iterator[Work]:
        """Yield a transaction that commits, with its notes and jobs, when the block ends."""
        with self._app.begin() as session:
            work = Work(session, self.clock, self._outbox)
            yield work
            work.seal()

    @contextmanager
    def read(self) -> Iterator[Read]:
        """Yield a READ ONLY transaction of the role that may only SELECT."""
        with self._ask.begin() as session:
            yield Read(session, self.clock)


def engine(url: str, *, read_only: bool = False, pool_size: int = 4) -> Engine:
    """Return an engine whose transactions wait at most two seconds for a lock."""
    options = "-c lock_timeout=2000 -c timezone=UTC -c idle_in_transaction_session_timeout=60000"
    if read_only:
        options += " -c default_transaction_read_only=on -c statement_timeout=10000"
    return create_engine(
        url,
        pool_size=pool_size,
        max_overflow=4,
        pool_pre_ping=True,
        connect_args={"options": options},
    )
