"""How far two processes outrun one while both write to the same trail, and what proving it costs.

A unit of work here is a proposal filed through the gate, with its note, on a durable server. One process
files a number of them; then two processes file as many each, at the same time. The note's lock is taken
last and held for the commit only, so two may come near to twice one where there are two processors free;
where other sessions want them as well, Linux gives two processes of one session the share of one.
Proving reads every note, chains it again and compares what can never change with what was signed.
"""

import multiprocessing
from collections.abc import Callable
from contextlib import ExitStack
from multiprocessing.pool import Pool
from time import perf_counter

from sqlalchemy import select

from bot.jobs.outbox import ProcrastinateOutbox
from domain.audit.tags import Tag
from domain.audit.verify import verify
from domain.db.work import Desk, engine
from domain.kernel.clock import FixedClock
from domain.kernel.ids import PersonId
from domain.person.model import Person
from tests.bench.bench import Number
from tests.bench.books import a_durable_company
from tests.support.company import NOON, Company
from tests.support.postgres import Database
from tools.gate import Gate
from tools.registry import load

TITLE = "The trail: two writers, and the proof"
_PROCESSES = multiprocessing.get_context("forkserver")
_PAYMENT = {"supplier": "Energisa", "amount": "1.00", "paid_on": "2026-11-24"}
_NOTES_A_WORK = 100
#: What a writing process has, once it is warm.
_mine: list[tuple[Gate, PersonId]] = []


def measure(tell: Callable[[str], None], *, tiny: bool = False) -> tuple[Number, Number]:
    """Return the ratios of two writers to one, and of proving to writing."""
    rounds, works, notes = (1, 2, 100) if tiny else (9, 60, 10_000)
    with a_durable_company() as (company, database):
        writers = Number.of(
            "notes a second, two processes to one", _writers(database, rounds, works)
        )
        written = _written(company, notes)
        proofs = [_proved(company) for _ in range(rounds)]
    tell(f"proving {notes} notes takes {min(proofs):.2f} s here")
    return writers, Number.of("proving a trail to writing it", [each / written for each in proofs])


def _writers(database: Database, rounds: int, works: int) -> list[float]:
    """Return the ratio of each round: one files alone, then both file at the same time."""
    with ExitStack() as open_:
        urls = (database.app, database.ask)
        pools = [open_.enter_context(_PROCESSES.Pool(1, _warm, urls)) for _ in range(2)]
        _taken(pools, 2)
        found = []
        for _ in range(rounds):
            one = _taken(pools[:1], works)
            found.append(2 * one / _taken(pools, works))
        for pool in pools:
            pool.close()
            pool.join()
    return found


def _taken(pools: list[Pool], works: int) -> float:
    """Return the seconds until every process has filed so many."""
    started = perf_counter()
    for filing in [pool.apply_async(_file, (works,)) for pool in pools]:
        filing.get()
    return perf_counter() - started


def _warm(app_url: str, ask_url: str) -> None:
    ask = engine(ask_url, read_only=True)
    desk = Desk(engine(app_url), ask, FixedClock(NOON), ProcrastinateOutbox())
    with desk.read() as read:
        carla = read.session.scalars(select(Person.id).where(Person.name == "Carla")).one()
    _mine.append((Gate(desk, load()), carla))


def _file(works: int) -> None:
    gate, carla = _mine[0]
    for _ in range(works):
        gate.propose("post_payment", _PAYMENT, by=carla)


def _written(company: Company, notes: int) -> float:
    """Return the seconds that so many notes take, a hundred to a commit."""
    started = perf_counter()
    for first in range(0, notes, _NOTES_A_WORK):
        with company.desk.work() as work:
            for number in range(first, first + _NOTES_A_WORK):
                work.note(Tag.RECORD_OPENED, subject=f"payable:{number}", who=company.carla)
    return perf_counter() - started


def _proved(company: Company) -> float:
    started = perf_counter()
    with company.desk.read() as read:
        assert verify(read).faults == ()
    return perf_counter() - started
