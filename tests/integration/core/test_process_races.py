"""The races again, among processes of their own: one outcome each; and without our locks they show it.

What a thread cannot show, a process can: nothing is shared here but PostgreSQL. Two faults are sown in
the processes, by taking the locks out of the SQL that they send; the same race must catch each.
"""

import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing.synchronize import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine, event, func, select
from sqlalchemy.exc import DBAPIError

from bot.jobs.outbox import ProcrastinateOutbox
from domain.db.work import Desk, engine
from domain.finance.payable.model import Payment
from domain.kernel.canonical import Digest
from domain.kernel.clock import FixedClock
from domain.kernel.errors import Conflict
from domain.kernel.ids import PersonId, ProposalId
from domain.person.model import Person
from domain.proposal.model import State, Verdict
from domain.proposal.service import decide
from tests.support.company import NOON, Company
from tests.support.postgres import Database
from tools.gate import Gate
from tools.registry import load

RACERS = 4
ROUNDS = 40
#: So many rounds a fault is given to show itself; it has shown in the first or second.
ROUNDS_OF_A_FAULT = 20
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["tests.integration.core.test_process_races"])
#: What a process has, once it is warm.
_mine: list[tuple[Desk, Gate, Barrier]] = []


@dataclass(frozen=True, slots=True)
class Step:
    """What one process does at the start: a verdict, or the execution of what is approved."""

    proposal_id: ProposalId
    seen: Digest
    by: PersonId
    verdict: Verdict | None


type Race = Callable[[Sequence[Step]], list[str]]


def _warm(app_url: str, ask_url: str, barrier: Barrier, *, lockless: bool) -> None:
    app = engine(app_url)
    if lockless:
        _sow(app)
    desk = Desk(app, engine(ask_url, read_only=True), FixedClock(NOON), ProcrastinateOutbox())
    _mine.append((desk, Gate(desk, load()), barrier))
    with desk.work() as work:
        work.now()


def _sow(app: Engine) -> None:
    """Make the fault: rows are read as with a lock, and not locked."""

    @event.listens_for(app, "before_cursor_execute", retval=True)
    def without_lock(
        _connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any
    ) -> tuple[str, Any]:
        return statement.partition(" FOR UPDATE")[0], parameters


def _run(step: Step) -> str:
    """Do the step when all are ready; return the state it led to, or what it was told."""
    desk, gate, barrier = _mine[0]
    barrier.wait(60)
    try:
        if step.verdict is None:
            return gate.execute(step.proposal_id)
        with desk.work() as work:
            who = work.session.get_one(Person, step.by)
            decided = decide(work, step.proposal_id, step.verdict, by=who, seen=step.seen)
            return str(decided.state)
    except (Conflict, DBAPIError) as failure:
        return type(failure).__name__


@contextmanager
def _racers(database: Database, *, lockless: bool = False) -> Iterator[Race]:
    barrier = _PROCESSES.Barrier(RACERS)
    warm = (database.app, database.ask, barrier)
    with _PROCESSES.Pool(RACERS, partial(_warm, lockless=lockless), warm) as pool:
        # All wait at the barrier: no process can take two steps of one round.
        yield lambda steps: pool.map(_run, steps, chunksize=1)
        pool.close()
        pool.join()


def _payments(company: Company) -> int:
    with company.desk.read() as read:
        return read.session.scalar(select(func.count()).select_from(Payment)) or 0


def _same_steps(company: Company, race: Race, verdicts: Sequence[Verdict | None]) -> list[str]:
    """Let every process take a step on one new request; return what each was told, sorted."""
    amount = "1240.55" if Verdict.REJECT in verdicts else "1.00"
    proposal_id = company.propose(amount=amount)
    company.decide(proposal_id, Verdict.CONFIRM, company.carla)
    seen = company.digest(proposal_id)
    told = race([Step(proposal_id, seen, company.marcos, verdict) for verdict in verdicts])
    assert Verdict.REJECT not in verdicts or company.state(proposal_id) in told
    return sorted(told)


_EXECUTE: list[Verdict | None] = [None] * RACERS
_BOTH: list[Verdict | None] = [Verdict.APPROVE, Verdict.REJECT] * (RACERS // 2)


def test_four_processes_execute_one_request_once(company: Company, database: Database) -> None:
    with _racers(database) as race:
        for number in range(1, ROUNDS + 1):
            told = _same_steps(company, race, _EXECUTE)

            assert told == [State.EXECUTED] * RACERS
            assert _payments(company) == number


def test_approve_against_reject_among_processes_has_one_outcome(
    company: Company, database: Database
) -> None:
    with _racers(database) as race:
        for _ in range(ROUNDS):
            told = Counter(_same_steps(company, race, _BOTH))

            assert told["Conflict"] == RACERS - 1
            assert told[State.APPROVED] + told[State.REJECTED] == 1


@pytest.mark.parametrize("verdicts", [_EXECUTE, _BOTH], ids=["execute", "approve and reject"])
def test_the_race_catches_a_gate_without_locks(
    company: Company, database: Database, verdicts: list[Verdict | None]
) -> None:
    with _racers(database, lockless=True) as race:
        for number in range(1, ROUNDS_OF_A_FAULT + 1):
            told = Counter(_same_steps(company, race, verdicts))
            if verdicts is _EXECUTE and _payments(company) > number:
                return
            if verdicts is _BOTH and told["Conflict"] < RACERS - 1:
                return
    pytest.fail(f"the fault did not show in {ROUNDS_OF_A_FAULT} rounds")
