"""A small whole company for tests: people, books, one bill, the gate; changed where a test cares."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from domain.accounting.ledger.model import Account
from domain.accounting.ledger.service import post
from domain.audit.opening import open_books
from domain.authority.model import Limit
from domain.db.base import folded
from domain.db.work import Desk, Work, engine
from domain.finance.party.model import Party
from domain.finance.payable.model import Payable
from domain.kernel.canonical import Digest
from domain.kernel.clock import FixedClock
from domain.kernel.ids import PersonId, ProposalId
from domain.kernel.money import Money
from domain.outbox import Job
from domain.person.model import Person, PersonRole, Role
from domain.proposal.model import Proposal, State, Verdict
from domain.proposal.service import decide
from tests.support.postgres import Database
from tools.gate import Gate
from tools.registry import load

#: A Tuesday noon in Sao Paulo.
NOON = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


@dataclass(slots=True)
class Jobs:
    """An outbox that keeps what committed transactions would have run."""

    filed: list[Job] = field(default_factory=list)

    def defer(self, session: Session, jobs: Sequence[Job]) -> None:
        assert session.in_transaction()
        self.filed += jobs


@dataclass(slots=True)
class Company:
    """A company of three: Carla asks within R$ 1.000,00, Marcos approves, Ana may do neither."""

    desk: Desk
    gate: Gate
    clock: FixedClock
    jobs: Jobs
    carla: PersonId
    marcos: PersonId
    ana: PersonId

    def propose(self, name: str = "post_payment", **changed: Any) -> ProposalId:
        """File a payment of the Energisa bill by Carla, changed where the test cares."""
        raw: dict[str, Any] = {"supplier": "Energisa", "amount": "1240.55", "paid_on": "2026-11-24"}
        arguments = raw | changed if name == "post_payment" else changed
        return self.gate.propose(name, arguments, by=self.carla)

    def digest(self, proposal_id: ProposalId) -> Digest:
        with self.desk.read() as read:
            return read.session.get_one(Proposal, proposal_id).digest

    def state(self, proposal_id: ProposalId) -> State:
        with self.desk.read() as read:
            return State(read.session.get_one(Proposal, proposal_id).state)

    def decide(
        self,
        proposal_id: ProposalId,
        verdict: Verdict,
        by: PersonId,
        *,
        seen: Digest | None = None,
        reason: str | None = None,
    ) -> State:
        seen = seen or self.digest(proposal_id)
        with self.desk.work() as work:
            who = work.session.get_one(Person, by)
            decided = decide(work, proposal_id, verdict, by=who, seen=seen, reason=reason)
            return State(decided.state)

    def approved(self, **changed: Any) -> ProposalId:
        """Return a proposal that Carla confirmed and Marcos approved."""
        proposal_id = self.propose(**changed)
        if self.decide(proposal_id, Verdict.CONFIRM, self.carla) is State.PENDING:
            self.decide(proposal_id, Verdict.APPROVE, self.marcos)
        return proposal_id


@contextmanager
def a_company(database: Database) -> Iterator[Company]:
    """Yield a company with its books opened."""
    clock, jobs = FixedClock(NOON), Jobs()
    desk = Desk(engine(database.app), engine(database.ask, read_only=True), clock, jobs)
    ids: dict[str, PersonId] = {}
    with desk.work() as work:
        open_books(work, lambda: _fill(work, ids), who=None)
    try:
        yield Company(desk, Gate(desk, load()), clock, jobs, **ids)
    finally:
        desk.close()


def _fill(work: Work, ids: dict[str, PersonId]) -> None:
    marcos = _person(work, "Marcos", Role.MANAGER)
    carla = _person(work, "Carla", Role.FINANCE, manager=marcos)
    ana = _person(work, "Ana", Role.EMPLOYEE, manager=marcos)
    ids.update(carla=carla.id, marcos=marcos.id, ana=ana.id)
    for action in ("post_payment", "reverse_entry"):
        finance = Limit(role=Role.FINANCE, action=action, confirm=Money(100_000))
        manager = Limit(role=Role.MANAGER, action=action, approve=Money(5_000_000))
        work.session.add_all([finance, manager])
    chart = {
        code: Account(code=code, name=name, kind=kind)
        for code, name, kind in [
            ("1.1.02", "Banco", "cash"),
            ("2.1.01", "Fornecedores", "liability"),
            ("3.1.01", "Capital", "equity"),
            ("5.1.01", "Energia", "expense"),
        ]
    }
    work.session.add_all(chart.values())
    energisa = Party(
        name="Energisa", tax_id="00864214000106", supplies=True, search=folded("Energisa")
    )
    work.session.add(energisa)
    work.session.add(a_bill(energisa, chart["2.1.01"]))
    opening = {"1.1.02": 2_000_000, "5.1.01": 124_055, "2.1.01": -124_055, "3.1.01": -2_000_000}
    lines = [(chart[code], Money(cents)) for code, cents in opening.items()]
    post(work, lines, on=date(2026, 11, 1), description="Abertura")


def _person(work: Work, name: str, role: Role, manager: Person | None = None) -> Person:
    person = Person(
        name=name,
        admitted_on=date(2024, 3, 1),
        search=folded(name),
        manager_id=manager.id if manager else None,
        roles=[PersonRole(role=role)],
    )
    work.session.add(person)
    work.session.flush()
    return person


def a_bill(party: Party, account: Account, **changed: Any) -> Payable:
    """Return a whole open bill, changed where the test cares."""
    whole: dict[str, Any] = {
        "party": party,
        "account": account,
        "description": "Energia de outubro",
        "due_on": date(2026, 11, 20),
        "amount": Money(124_055),
    }
    return Payable(**(whole | changed))
