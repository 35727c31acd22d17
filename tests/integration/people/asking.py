"""Asking for vacations, approving them, and what came of it; for the tests of this folder."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from domain.kernel.errors import Failure
from domain.kernel.ids import PersonId, ProposalId
from domain.people.vacation.model import Vacation
from domain.person.model import Person, PersonRole, Role
from domain.proposal.context import told
from domain.proposal.model import Proposal, State, Verdict
from tests.support.company import Company

FEBRUARY = {"starts_on": "2027-02-04", "days": 15}


def ask(company: Company, by: PersonId | None = None, **changed: Any) -> ProposalId:
    return company.gate.propose("request_vacation", FEBRUARY | changed, by=by or company.ana)


def approve(company: Company, proposal_id: ProposalId, by: PersonId | None = None) -> State:
    company.decide(proposal_id, Verdict.CONFIRM, by or company.ana)
    company.decide(proposal_id, Verdict.APPROVE, company.marcos)
    return company.gate.execute(proposal_id)


def grant(company: Company, by: PersonId | None = None, **changed: Any) -> State:
    return approve(company, ask(company, by, **changed), by)


def vacations(company: Company) -> list[tuple[date, date, str]]:
    with company.desk.read() as read:
        found = read.session.scalars(select(Vacation).order_by(Vacation.id))
        return [(each.starts_on, each.ends_on, each.state) for each in found]


def context(company: Company, proposal_id: ProposalId) -> list[str]:
    with company.desk.read() as read:
        return [str(line) for line in told(read.session.get_one(Proposal, proposal_id).context)]


def person(company: Company, name: str, manager_id: PersonId | None = None) -> PersonId:
    with company.desk.work() as work:
        person = Person(
            name=name,
            search=name.casefold(),
            admitted_on=date(2024, 3, 1),
            manager_id=manager_id,
            roles=[PersonRole(role=Role.EMPLOYEE)],
        )
        work.session.add(person)
        work.session.flush()
        return person.id


def refusal(company: Company, by: PersonId | None = None, **changed: Any) -> Failure:
    with pytest.raises(Failure) as refused:
        ask(company, by, **changed)
    return refused.value
