"""Padaria Modelo, seeded, for tests: its gate and its people by name; on any day a test asks for."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from bot.demo.company import seed
from domain.accounting.ledger import queries
from domain.db.work import Desk, engine
from domain.kernel.clock import FixedClock
from domain.kernel.ids import PersonId, ProposalId
from domain.kernel.money import Money
from domain.person.model import Person
from domain.proposal.model import Proposal, State, Verdict
from domain.proposal.service import decide
from tests.support.company import NOON, Jobs
from tests.support.postgres import Database
from tools.gate import Gate
from tools.registry import load


@dataclass(slots=True)
class Bakery:
    """The demo company with everything to ask it."""

    desk: Desk
    gate: Gate
    clock: FixedClock
    people: dict[str, PersonId]

    def propose(self, name: str, who: str = "Carla", **raw: Any) -> ProposalId:
        return self.gate.propose(name, raw, by=self.people[who])

    def decide(self, proposal_id: ProposalId, verdict: Verdict, who: str) -> State:
        with self.desk.work() as work:
            proposal = work.session.get_one(Proposal, proposal_id)
            by = work.session.get_one(Person, self.people[who])
            return State(decide(work, proposal_id, verdict, by=by, seen=proposal.digest).state)

    def happens(self, name: str, who: str = "Carla", **raw: Any) -> State:
        """Propose, confirm, let Marcos approve where that is needed, and execute."""
        proposal_id = self.propose(name, who, **raw)
        if self.decide(proposal_id, Verdict.CONFIRM, who) is State.PENDING:
            self.decide(proposal_id, Verdict.APPROVE, "Marcos")
        return self.gate.execute(proposal_id)

    def ask(self, name: str, who: str = "Carla", **raw: Any) -> list[str]:
        """Return the message keys with their values, as text."""
        answer = self.gate.ask(name, raw, by=self.people[who])
        return [str(line) for line in answer.lines]

    def balance(self, code: str) -> Money:
        with self.desk.read() as read:
            return queries.balance(read, queries.account(read, code))


@contextmanager
def a_bakery(database: Database, at: datetime = NOON) -> Iterator[Bakery]:
    """Yield the seeded demo company, as it is at `at`."""
    clock = FixedClock(at)
    desk = Desk(engine(database.app), engine(database.ask, read_only=True), clock, Jobs())
    with desk.work() as work:
        seed(work)
        people = {person.name: person.id for person in work.session.scalars(select(Person))}
    try:
        yield Bakery(desk, Gate(desk, load()), clock, people)
    finally:
        desk.close()
