"""A job exists if and only if its transaction commits, runs once, and survives a killed worker."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from structlog.contextvars import get_contextvars

from bot.jobs.outbox import ProcrastinateOutbox
from bot.jobs.task import Task
from bot.jobs.worker import queue_app
from bot.logs import request
from bot.postgres.addresses import conninfo
from domain.db.work import Desk, engine
from domain.kernel.clock import SystemClock
from domain.kernel.errors import Conflict, Failure, Outage, Refused
from domain.outbox.job import Job, Json
from tests.support.postgres import Database
from tests.support.waiting import until

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def desk(database: Database) -> Iterator[Desk]:
    desk = Desk(engine(database.app), engine(database.ask), SystemClock(), ProcrastinateOutbox())
    yield desk
    desk.close()


@dataclass(slots=True)
class Crew:
    """Remembers what the tasks were given."""

    seen: list[tuple[str, Mapping[str, Json], str]] = field(default_factory=list)
    closed: list[Failure | None] = field(default_factory=list)
    failure: BaseException | None = None


def remember(crew: Crew, arguments: Mapping[str, Json]) -> None:
    crew.seen.append(("room.seen", arguments, str(get_contextvars().get("request_id"))))
    if crew.failure is not None:
        raise crew.failure


def remember_closing(crew: Crew, _: Mapping[str, Json], failure: Failure | None) -> None:
    crew.closed.append(failure)


SEEN = Task("room.seen", "decisions", remember, closed=remember_closing)


def run_what_waits(database: Database, crew: Crew, task: Task = SEEN) -> None:
    """Run every job that is due, in this process."""

    async def run(pool: ThreadPoolExecutor) -> None:
        app = queue_app(database.app, [task], crew, pool)
        async with app.open_async():
            await app.run_worker_async(
                queues=["decisions"],
                wait=False,
                listen_notify=False,
                delete_jobs="successful",
                install_signal_handlers=False,
            )

    with ThreadPoolExecutor(1) as pool:
        asyncio.run(run(pool))


def jobs(database: Database) -> list[tuple[Any, ...]]:
    with psycopg.connect(conninfo(database.app)) as connection:
        return connection.execute(
            "select status::text, attempts, scheduled_at > now() from procrastinate_jobs order by id"
        ).fetchall()


def file_job(desk: Desk, **arguments: Json) -> None:
    with desk.work() as work:
        work.file(Job("room.seen", "decisions", arguments))


def test_a_committed_job_runs_once_with_its_arguments_and_its_request(
    database: Database, desk: Desk
) -> None:
    crew = Crew()
    with request("r-1"):
        file_job(desk, proposal_id=7, words=["ação", None, True])

    run_what_waits(database, crew)
    run_what_waits(database, crew)

    assert crew.seen == [("room.seen", {"proposal_id": 7, "words": ["ação", None, True]}, "r-1")]
    assert jobs(database) == []


def test_work_that_nobody_files_is_done_by_the_clock(database: Database) -> None:
    crew = Crew()

    run_what_waits(database, crew, replace(SEEN, every="* * * * *"))
    run_what_waits(database, crew, replace(SEEN, every="* * * * *"))

    assert crew.seen
    assert all(arguments == {} for _, arguments, _ in crew.seen)


def test_a_transaction_that_rolls_back_leaves_no_job(database: Database, desk: Desk) -> None:
    def fail() -> None:
        with desk.work() as work:
            work.file(Job("room.seen", "decisions"))
            work.seal()
            raise Refused("x")

    with pytest.raises(Refused):
        fail()

    assert jobs(database) == []


def test_an_outage_is_tried_again_later(database: Database, desk: Desk) -> None:
    crew = Crew(failure=Outage("slack.down"))
    file_job(desk)

    run_what_waits(database, crew)

    assert jobs(database) == [("todo", 1, True)]
    assert crew.closed == []


def test_a_conflict_is_dropped_and_a_refusal_is_told(database: Database, desk: Desk) -> None:
    refused = Refused("limit.passed")
    for failure in (Conflict("decided.already"), refused):
        file_job(desk)
        crew = Crew(failure=failure)
        run_what_waits(database, crew)

    assert jobs(database) == []
    assert crew.closed == [refused]


def test_a_bug_is_kept_for_a_person_to_see(database: Database, desk: Desk) -> None:
    crew = Crew(failure=ZeroDivisionError())
    file_job(desk)

    run_what_waits(database, crew)

    assert jobs(database) == [("failed", 1, None)]
    assert crew.closed == [None]


def test_a_job_whose_worker_keeps_dying_is_given_up(database: Database, desk: Desk) -> None:
    crew = Crew()
    file_job(desk)
    with psycopg.connect(conninfo(database.app)) as connection:
        connection.execute("update procrastinate_jobs set attempts = 99")

    run_what_waits(database, crew)

    assert crew.seen == []
    assert crew.closed == [None]
    assert [status for status, _, _ in jobs(database)] == ["failed"]


WORKER = """
import sys, time
from pathlib import Path
from bot.jobs.task import Task
from bot.jobs.worker import run_worker

url, mark, seconds = sys.argv[1:]

def run(crew, arguments):
    with Path(mark).open("a") as file:
        file.write("started\\n")
    time.sleep(float(seconds))
    with Path(mark).open("a") as file:
        file.write("ended\\n")

run_worker(url, ["decisions"], [Task("room.seen", "decisions", run)], None, concurrency=2)
"""


@contextmanager
def worker_process(database: Database, mark: Path, seconds: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER, database.app, mark, seconds], cwd=ROOT, text=True
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


def lines(mark: Path) -> list[str]:
    return mark.read_text().split() if mark.exists() else []


def test_a_killed_workers_job_is_taken_over_at_once(
    database: Database, desk: Desk, tmp_path: Path
) -> None:
    mark = tmp_path / "mark"
    file_job(desk)
    with worker_process(database, mark, "600") as first:
        until(lambda: lines(mark) == ["started"])
        with worker_process(database, mark, "0"):
            time.sleep(2)  # a live worker's job is left alone
            assert lines(mark) == ["started"]

            os.kill(first.pid, signal.SIGKILL)
            until(lambda: lines(mark) == ["started", "started", "ended"])
            until(lambda: jobs(database) == [])


def test_a_worker_that_is_told_to_stop_finishes_what_it_does(
    database: Database, desk: Desk, tmp_path: Path
) -> None:
    mark = tmp_path / "mark"
    file_job(desk)
    with worker_process(database, mark, "1") as worker:
        until(lambda: lines(mark) == ["started"])
        file_job(desk)
        until(lambda: lines(mark).count("started") == 2)

        worker.send_signal(signal.SIGTERM)

        assert worker.wait(timeout=20) == 0
        assert lines(mark).count("ended") == 2
        assert jobs(database) == []


def test_a_worker_that_loses_the_database_stops(
    database: Database, desk: Desk, tmp_path: Path
) -> None:
    mark = tmp_path / "mark"
    file_job(desk)
    with worker_process(database, mark, "0") as worker:
        until(lambda: lines(mark) == ["started", "ended"])
        with psycopg.connect(conninfo(database.app)) as connection:
            connection.execute(
                "select pg_terminate_backend(pid) from pg_locks"
                " where locktype = 'advisory' and pid <> pg_backend_pid()"
                " and database = (select oid from pg_database where datname = current_database())"
            )

        assert worker.wait(timeout=20) != 0
