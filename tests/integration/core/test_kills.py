"""SIGKILL anywhere between asking and executing: after a restart, one effect, one note, one job."""

import json
import multiprocessing
import os
import signal
from pathlib import Path

from sqlalchemy import Engine, event, func, select, text

from bot.jobs.outbox import ProcrastinateOutbox
from bot.postgres.embedded import Server
from domain.audit.model import Note
from domain.audit.verify import verify
from domain.db.work import Desk, engine
from domain.finance.payable.model import Payment
from domain.kernel.clock import FixedClock
from domain.person.model import Person
from domain.proposal.model import Proposal, State, Verdict
from domain.proposal.service import decide
from tests.support.company import NOON, Company, a_company
from tests.support.postgres import Database, fresh_database
from tools.gate import Gate
from tools.registry import load

#: At least so many places are killed; the flow is cut in as many even parts.
POINTS = 24
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["tests.integration.core.test_kills"])
_PAYMENT = {"supplier": "Energisa", "amount": "1240.55", "paid_on": "2026-11-24"}


def count_statements(app: Engine, kill_at: int) -> list[int]:
    """Count what is sent to the database; die before statement or commit `kill_at`."""
    sent = [0]

    def one(*_: object) -> None:
        sent[0] += 1
        if sent[0] == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(app, "before_cursor_execute", one)
    event.listen(app, "commit", one)
    return sent


def _proceed(app_url: str, ask_url: str, kill_at: int = 0) -> int:
    """Do whatever is still to be done, step by step, as clicks and jobs would after a restart."""
    app = engine(app_url)
    sent = count_statements(app, kill_at)
    desk = Desk(app, engine(ask_url, read_only=True), FixedClock(NOON), ProcrastinateOutbox())
    gate = Gate(desk, load())
    state = ""
    while state != State.EXECUTED:
        with desk.read() as read:
            proposal = read.session.scalar(select(Proposal))
            people = {person.name: person.id for person in read.session.scalars(select(Person))}
        if proposal is None:
            gate.propose("post_payment", _PAYMENT, by=people["Carla"])
            continue
        state = proposal.state
        if state == State.APPROVED:
            gate.execute(proposal.id)
            continue
        step = {State.DRAFT: (Verdict.CONFIRM, "Carla"), State.PENDING: (Verdict.APPROVE, "Marcos")}
        if State(state) in step:
            verdict, name = step[State(state)]
            with desk.work() as work:
                who = work.session.get_one(Person, people[name])
                decide(work, proposal.id, verdict, by=who, seen=proposal.digest)
    desk.close()
    return sent[0]


def _killed(database: Database, kill_at: int) -> int | None:
    child = _PROCESSES.Process(target=_proceed, args=(database.app, database.ask, kill_at))
    child.start()
    child.join()
    return child.exitcode


def _facts(company: Company) -> tuple[int, int, int, tuple[object, ...]]:
    with company.desk.read() as read:
        payments = read.session.scalar(select(func.count()).select_from(Payment)) or 0
        bodies = [json.loads(body) for body in read.session.scalars(select(Note.body))]
        jobs = read.session.scalar(
            text("select count(*) from procrastinate_jobs where task_name = 'proposal.execute'")
        )
        executed = sum(body["tag"] == "proposal.executed" for body in bodies)
        return payments, executed, int(jobs or 0), verify(read).faults


def test_a_clean_run_is_the_measure(company: Company, database: Database) -> None:
    assert _proceed(database.app, database.ask) > POINTS

    assert _facts(company) == (1, 1, 1, ())


def test_killed_anywhere_it_happens_exactly_once(server: Server, postgres_home: Path) -> None:
    with fresh_database(server, postgres_home) as measured, a_company(measured):
        whole = _proceed(measured.app, measured.ask)
    step = max(1, whole // POINTS)
    killed = 0
    for kill_at in range(1, whole + 1, step):
        with fresh_database(server, postgres_home) as database, a_company(database) as company:
            assert _killed(database, kill_at) == -signal.SIGKILL
            killed += 1

            _proceed(database.app, database.ask)

            assert _facts(company) == (1, 1, 1, ()), f"killed before statement {kill_at}"
    assert killed >= 15
