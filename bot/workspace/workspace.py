"""The workspace as one object: its database, clock, live streams, faults, and the apps it talks to.

It runs in one process on one event loop. Each act is one short transaction made without giving the
loop away, so nothing ever interleaves with it; whoever must hear of it is told after the commit.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Self

import structlog
from sqlalchemy import Engine, create_engine, func, select
from sqlalchemy.orm import Session, sessionmaker

from bot.workspace.apps.courier import Courier
from bot.workspace.apps.socket import Sockets
from bot.workspace.faults import Faults
from bot.workspace.live import Live
from bot.workspace.migrations.run import migrate
from bot.workspace.pace import Pace
from bot.workspace.seed import AppSeed, PersonSeed, TeamSeed, plant
from bot.workspace.stamps import Stamps
from bot.workspace.tables import Message
from bot.workspace.traffic import Traffic
from bot.workspace.work import Work
from domain.kernel.clock import Clock

log = structlog.get_logger(__name__)


class Workspace:
    """Everything a local Slack is made of."""

    def __init__(
        self, engine: Engine, clock: Clock, *, address: str, pace: Pace | None = None
    ) -> None:
        self.engine = engine
        self.clock = clock
        self.address = address.rstrip("/")
        self.pace = pace or Pace()
        self.stamps = Stamps(clock)
        self.live = Live()
        self.traffic = Traffic(clock, self.live)
        self.faults = Faults()
        self.sockets = Sockets(self)
        self.courier = Courier(self)
        self._sessions = sessionmaker(engine, expire_on_commit=False)
        self._errands: set[asyncio.Task[None]] = set()

    @classmethod
    def opened(
        cls, database_url: str, clock: Clock, *, address: str, pace: Pace | None = None
    ) -> Self:
        """Return the workspace kept in that database, brought to today's version first."""
        engine = create_engine(database_url, pool_pre_ping=True)
        migrate(engine)
        workspace = cls(engine, clock, address=address, pace=pace)
        with workspace.work() as work:
            newest = work.session.scalar(select(func.max(Message.ts)))
        if newest:
            workspace.stamps.resume(newest)
        return workspace

    @contextmanager
    def work(self) -> Iterator[Work]:
        """Commit when the block ends, then tell; roll back and tell nobody when it raises."""
        with self._sessions.begin() as session:
            work = Work(self, session)
            yield work
        for act in work.afterwards:
            act()

    def seed(self, team: TeamSeed, people: Sequence[PersonSeed], app: AppSeed) -> None:
        """Make sure that the team, its people and the app exist as described; safe to repeat."""
        with self.work() as work:
            plant(work, team, people, app)

    def errand(self, job: Coroutine[Any, Any, None]) -> None:
        """Let `job` run beside us; its end is awaited when the workspace closes."""
        task = asyncio.get_running_loop().create_task(job)
        self._errands.add(task)
        task.add_done_callback(self._errand_done)

    def later(self, wait: timedelta, act: Callable[[], None]) -> None:
        """Do `act` after `wait`, if the workspace is still there."""

        async def waited() -> None:
            await asyncio.sleep(wait / timedelta(seconds=1))
            act()

        self.errand(waited())

    def session(self) -> Session:
        """Return a session for reading outside a piece of work."""
        return self._sessions()

    async def close(self) -> None:
        """End streams and sockets, drop what waits, give the database back."""
        self.live.close()
        await self.sockets.close()
        errands = list(self._errands)
        for errand in errands:
            errand.cancel()
        await asyncio.gather(*errands, return_exceptions=True)
        self.engine.dispose()

    def _errand_done(self, task: asyncio.Task[None]) -> None:
        self._errands.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("workspace.errand_failed", exc_info=error)
