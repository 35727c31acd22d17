"""Which workers live: each holds a lock of the database that ends with its connection.

A heartbeat alone calls a worker dead that is only busy, and a dead one alive for half a minute. The
kernel closes a killed worker's connection at once, PostgreSQL lets go of its lock, and its jobs can be
taken over within the next look. The heartbeat stays for a machine that lost its power or its network.
"""

import asyncio

import psycopg
from procrastinate.manager import JobManager

#: First half of the two-part advisory lock; the second is the worker's number.
_SPACE = 0x574F_524B  # "WORK"

_TAKE_OVER = """
with gone as (
    select job.id from procrastinate_jobs job
    left join procrastinate_workers worker on worker.id = job.worker_id
    where job.status = 'doing' and worker.id is distinct from %(me)s and (
        worker.id is null
        or worker.last_heartbeat < now() - make_interval(secs => %(silent_seconds)s)
        or pg_try_advisory_xact_lock(%(space)s, worker.id::int)
    )
    for update of job skip locked
)
select procrastinate_retry_job_v2(id, now(), null, null, null), id from gone
"""


class Workers(JobManager):
    """Procrastinate's manager whose workers are known to live."""

    def __init__(self, manager: JobManager, conninfo: str) -> None:
        super().__init__(manager.connector)
        self._conninfo = conninfo
        self._held: psycopg.AsyncConnection | None = None
        self._me: int | None = None
        self.registered = asyncio.Event()

    async def register_worker(self) -> int:
        """Register a worker and take the lock that says it lives, before it can fetch a job."""
        number = await super().register_worker()
        self._held = await psycopg.AsyncConnection.connect(self._conninfo, autocommit=True)
        await self._held.execute("select pg_advisory_lock(%s, %s)", (_SPACE, number))
        self._me = number
        self.registered.set()
        return number

    async def unregister_worker(self, worker_id: int) -> None:
        """Forget a worker that stopped in order."""
        await super().unregister_worker(worker_id)
        if self._held is not None:
            await self._held.close()

    async def take_over(self, *, silent_seconds: int) -> list[int]:
        """Give back the jobs of dead workers and return their ids. Safe to call from many workers.

        Raises OperationalError if our own lock is lost: then we must stop, for others will take over.
        """
        assert self._held is not None, "a worker registers before it looks after others"
        found = await self._held.execute(
            _TAKE_OVER, {"silent_seconds": silent_seconds, "space": _SPACE, "me": self._me}
        )
        return [job_id for _, job_id in await found.fetchall()]
