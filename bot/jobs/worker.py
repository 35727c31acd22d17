"""A worker: asks for jobs of its queues, runs each in a thread of its own pool, and says what became.

The event loop only asks, listens and beats; work never runs on it, nor on the default executor.
"""

import asyncio
import contextlib
import signal
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import structlog
from procrastinate import App, JobContext, PsycopgConnector
from procrastinate.jobs import Job as QueuedJob
from procrastinate.retry import BaseRetryStrategy, RetryDecision

from bot.jobs.alive import Workers
from bot.jobs.outcome import WAITS, Outcome, outcome_of
from bot.jobs.task import Task
from bot.logs import request
from bot.postgres.addresses import conninfo
from domain.kernel.errors import Failure
from domain.outbox.job import Json

log = structlog.stdlib.get_logger(__name__)

_LOOK_SECONDS = 1.0
#: A worker that says nothing for so long lost its machine or its network.
_SILENT_SECONDS = 30


class _Again(BaseRetryStrategy):
    """Procrastinate asks this after each failure whether to try again, and when."""

    def get_retry_decision(
        self, *, exception: BaseException, job: QueuedJob
    ) -> RetryDecision | None:
        if outcome_of(exception, job.attempts) is not Outcome.AGAIN:
            return None
        return RetryDecision(retry_in={"seconds": WAITS[job.attempts]})


@dataclass(frozen=True, slots=True)
class Work:
    """One job, run by one task, for one crew."""

    task: Task
    crew: Any
    arguments: Mapping[str, Json]
    attempts: int

    def run(self) -> None:
        """Run the task. What is to be tried again, or is our own fault, is raised further."""
        log.info("job.started", attempts=self.attempts)
        try:
            if self.attempts > len(WAITS):
                # It was taken over again and again: whoever runs it dies. Leave it for a person.
                raise RuntimeError(f"{self.task.name} was given up after {self.attempts} tries")
            self.task.run(self.crew, self.arguments)
        except BaseException as error:
            outcome = outcome_of(error, self.attempts)
            told = {"outcome": outcome.value, "failure": type(error).__name__}
            log.log(_LEVELS[outcome], "job.failed", exc_info=error, **told)
            if outcome in {Outcome.CLOSED, Outcome.BUG}:
                self._close(error if isinstance(error, Failure) else None)
            if outcome in {Outcome.AGAIN, Outcome.BUG}:
                raise
        else:
            log.info("job.done")

    def _close(self, failure: Failure | None) -> None:
        if self.task.closed is not None:
            self.task.closed(self.crew, self.arguments, failure)


_LEVELS = {Outcome.AGAIN: 30, Outcome.DROPPED: 20, Outcome.CLOSED: 20, Outcome.BUG: 40}


def queue_app(app_url: str, tasks: Iterable[Task], crew: Any, pool: ThreadPoolExecutor) -> App:
    """Return a Procrastinate app that knows `tasks` and runs them in `pool`."""
    address = conninfo(app_url)
    app = App(connector=PsycopgConnector(conninfo=address, min_size=1, max_size=4))
    app.job_manager = Workers(app.job_manager, address)
    for task in tasks:
        _register(app, task, crew, pool)
    return app


def _register(app: App, task: Task, crew: Any, pool: ThreadPoolExecutor) -> None:
    async def run(
        context: JobContext,
        request_id: str | None = None,
        arguments: Mapping[str, Json] | None = None,
        timestamp: int | None = None,  # noqa: ARG001 - periodic jobs carry it
    ) -> None:
        work = Work(task, crew, arguments or {}, context.job.attempts)

        def in_thread() -> None:
            with request(request_id, job=task.name, job_id=context.job.id or 0):
                work.run()

        await asyncio.get_running_loop().run_in_executor(pool, in_thread)

    register: Any = app.task  # its overloads cannot say that arguments have defaults
    known = register(name=task.name, queue=task.queue, pass_context=True, retry=_Again())(run)
    if task.every:
        app.periodic(cron=task.every, periodic_id=task.name)(known)


async def work_until_told(
    app: App,
    queues: Iterable[str],
    *,
    concurrency: int,
    when_ready: Callable[[], None] = lambda: None,
) -> None:
    """Work until SIGTERM or SIGINT, then finish what runs and return.

    Raises when the database is lost: whoever started us starts us again.
    """
    async with app.open_async():
        worker = asyncio.create_task(
            app.run_worker_async(
                queues=list(queues),
                concurrency=concurrency,
                fetch_job_polling_interval=_LOOK_SECONDS,
                update_heartbeat_interval=_LOOK_SECONDS,
                stalled_worker_timeout=_SILENT_SECONDS,
                delete_jobs="successful",
                install_signal_handlers=False,
            )
        )
        rescue = asyncio.create_task(_take_over(app, when_ready))
        loop = asyncio.get_running_loop()
        for told in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(told, worker.cancel)
        done, _ = await asyncio.wait({worker, rescue}, return_when=asyncio.FIRST_COMPLETED)
        worker.cancel()
        rescue.cancel()
        for ended in (worker, rescue):
            with contextlib.suppress(asyncio.CancelledError):
                await ended
        for first in done:
            if not first.cancelled() and (error := first.exception()) is not None:
                raise error


async def _take_over(app: App, when_ready: Callable[[], None]) -> None:
    """Give back the jobs of dead workers, at the start and ever after."""
    manager = app.job_manager
    assert isinstance(manager, Workers)
    await manager.registered.wait()
    when_ready()
    while True:
        for job_id in await manager.take_over(silent_seconds=_SILENT_SECONDS):
            log.warning("job.taken_over", job_id=job_id)
        await asyncio.sleep(_LOOK_SECONDS)


def run_worker(
    app_url: str,
    queues: Iterable[str],
    tasks: Iterable[Task],
    crew: Any,
    *,
    concurrency: int,
    when_ready: Callable[[], None] = lambda: None,
) -> None:
    """Run one worker process until it is told to stop."""
    with ThreadPoolExecutor(concurrency, thread_name_prefix="job") as pool:
        app = queue_app(app_url, tasks, crew, pool)
        asyncio.run(work_until_told(app, queues, concurrency=concurrency, when_ready=when_ready))
