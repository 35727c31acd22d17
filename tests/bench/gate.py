"""What the gate costs: proposing and executing, against a bare transaction that writes the same rows.

The request is a part payment of one bill: an entry with two postings, the payment, the bill's balance.
Bare is the least that PostgreSQL can be asked to do for it: three inserts, an update and a commit, by
SQLAlchemy Core, with no rule checked, no effect recorded, no note and no job. A proposal runs the action, records
and hashes its effect and rolls it back, and commits proposal, note and job. An execution takes the locks,
checks quorum, people, authority and limits again, runs the action, compares the effect, and commits rows,
number, note and jobs. The server is durable: every commit waits for the disk, in all three.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from time import perf_counter
from typing import Any

from sqlalchemy import Engine, insert, update

from bot.jobs.outbox import ProcrastinateOutbox
from domain.accounting.ledger.model import Entry, Posting
from domain.db.work import Desk, engine
from domain.finance.payable.model import Payable, Payment
from domain.kernel.money import Money
from domain.proposal.model import Verdict
from tests.bench.bench import Number
from tests.bench.books import a_durable_company
from tests.support.company import NOON, Company
from tools.gate import Gate
from tools.registry import load

TITLE = "The gate, against bare transactions"
_PAID_ON = date(2026, 11, 24)
_CENT = Money(1)


@dataclass(slots=True)
class Taken:
    """Seconds that one round took for each kind of transaction."""

    bare: float = 0.0
    proposing: float = 0.0
    executing: float = 0.0


def measure(tell: Callable[[str], None], *, tiny: bool = False) -> tuple[Number, Number]:
    """Return what share of bare transactions per second is reached."""
    rounds, requests = (1, 2) if tiny else (7, 40)
    with _company() as (company, app):
        _round(company, app, 2)
        taken = [_round(company, app, requests) for _ in range(rounds)]
    bare = sum(each.bare for each in taken) / rounds / requests
    tell(f"a bare transaction takes {1000 * bare:.1f} ms here")
    return (
        Number.of("proposals, of bare transactions", [t.bare / t.proposing for t in taken]),
        Number.of("executions, of bare transactions", [t.bare / t.executing for t in taken]),
    )


@contextmanager
def _company() -> Iterator[tuple[Company, Engine]]:
    with a_durable_company() as (company, database):
        app = engine(database.app)
        ask = engine(database.ask, read_only=True)
        # The tests' company keeps its jobs in a list; here they are filed for good.
        desk = Desk(app, ask, company.clock, ProcrastinateOutbox())
        yield replace(company, desk=desk, gate=Gate(desk, load())), app
        desk.close()


def _round(company: Company, app: Engine, requests: int) -> Taken:
    """Do each kind in turns, so that what else the machine does meets all of them."""
    taken = Taken()
    for _ in range(requests):
        started = perf_counter()
        proposal_id = company.propose(amount="0.01")
        taken.proposing += perf_counter() - started
        company.decide(proposal_id, Verdict.CONFIRM, company.carla)
        started = perf_counter()
        company.gate.execute(proposal_id)
        taken.executing += perf_counter() - started
        started = perf_counter()
        _bare(app)
        taken.bare += perf_counter() - started
    return taken


def _bare(app: Engine) -> None:
    with app.begin() as connection:
        entry: dict[str, Any] = {
            "entry_on": _PAID_ON,
            "description": "Pagamento Energisa: Energia de outubro",
            "posted_at": NOON,
        }
        entry_id = connection.execute(insert(Entry).returning(Entry.id), entry).scalar_one()
        lines = [
            {"entry_id": entry_id, "account_id": account_id, "amount_cents": cents}
            for account_id, cents in ((1, -_CENT), (2, _CENT))
        ]
        connection.execute(insert(Posting), lines)
        connection.execute(update(Payable).values(paid=Payable.paid + _CENT))
        payment = {
            "payable_id": 1,
            "entry_id": entry_id,
            "paid_on": _PAID_ON,
            "amount_cents": _CENT,
        }
        connection.execute(insert(Payment), payment)
