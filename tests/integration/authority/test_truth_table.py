"""Who may decide what: every role, limit, amount and relation, against a table written apart.

The oracle is a list of sentences of the policy, not a copy of the rules.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

import pytest

from domain.authority.model import Limit
from domain.authority.queries import allowance, approvers
from domain.authority.rules import Stakes, require, why_not
from domain.kernel.ids import PersonId
from domain.kernel.money import Money
from domain.person.model import Person, PersonRole, Role
from tests.support.company import Company, a_company
from tests.support.postgres import Database

#: action -> role -> (confirm, approve) in centavos; whom a row does not name has nothing.
POLICY: dict[str, dict[str, tuple[int, int]]] = {
    "pay": {
        "finance": (100_000, 0),
        "manager": (50_000, 1_000_000),
        "administrator": (0, 5_000_000),
    },
    "rest": {"manager": (0, 1), "administrator": (1, 1)},
    "forgotten": {},
}
#: Around every limit of the policy, and nothing at all.
AMOUNTS = sorted(
    {0}
    | {
        limit + step
        for rows in POLICY.values()
        for limits in rows.values()
        for limit in limits
        for step in (-1, 0, 1)
        if limit + step >= 0
    }
)
ROLES = [
    ("employee",),
    ("finance",),
    ("manager",),
    ("administrator",),
    ("finance", "manager"),
    (),
]


@dataclass(frozen=True, slots=True)
class Office:
    """A company with one person for each set of roles, and one who has left."""

    company: Company
    people: dict[tuple[str, ...], PersonId]
    gone: PersonId


@pytest.fixture
def office(database: Database) -> Iterator[Office]:
    with a_company(database) as company:
        people: dict[tuple[str, ...], PersonId] = {}
        with company.desk.work() as work:
            for action, rows in POLICY.items():
                for role, (confirm, approve) in rows.items():
                    limit = Limit(
                        role=role, action=action, confirm=Money(confirm), approve=Money(approve)
                    )
                    work.session.add(limit)
            left = _person("gone", ("administrator",), active=False)
            everybody = {roles: _person("-".join(roles) or "nobody", roles) for roles in ROLES}
            work.session.add_all([left, *everybody.values()])
            work.session.flush()
            people = {roles: person.id for roles, person in everybody.items()}
        yield Office(company, people, left.id)


def _person(name: str, roles: tuple[str, ...], *, active: bool = True) -> Person:
    return Person(
        name=name,
        search=name,
        admitted_on=date(2024, 3, 1),
        active=active,
        roles=[PersonRole(role=Role(role)) for role in roles],
    )


def _reaches(kind: int, action: str, roles: tuple[str, ...], cents: int) -> bool:
    """Somebody reaches an amount when one of their roles has a limit of something, and as high."""
    rows = [POLICY[action][role] for role in roles if role in POLICY[action]]
    return any(row[kind] > 0 and row[kind] >= cents for row in rows)


def test_the_makers_word_is_enough_within_their_limit_unless_they_gain(office: Office) -> None:
    with office.company.desk.read() as read:
        for roles, action, cents, gains in product(ROLES, POLICY, AMOUNTS, (False, True)):
            maker = read.session.get_one(Person, office.people[roles])
            stakes = Stakes(Money(cents), frozenset({maker.id} if gains else ()))

            needed = require(stakes, maker.id, allowance(read, maker, action))

            expected = not gains and _reaches(0, action, roles, cents)
            assert needed.alone == expected, (roles, action, cents, gains)


def test_somebody_approves_within_their_limit_and_never_for_themselves(office: Office) -> None:
    maker = office.company.ana
    with office.company.desk.read() as read:
        for roles, action, cents in product(ROLES, POLICY, AMOUNTS):
            approver = read.session.get_one(Person, office.people[roles])
            for made, gains in product((False, True), (False, True)):
                stakes = Stakes(Money(cents), frozenset({approver.id} if gains else ()))

                refusal = why_not(
                    approver.id,
                    maker=approver.id if made else maker,
                    stakes=stakes,
                    allowance=allowance(read, approver, action),
                )

                expected = not made and not gains and _reaches(1, action, roles, cents)
                assert (refusal is None) == expected, (roles, action, cents, made, gains)


def test_those_asked_to_approve_are_exactly_those_who_may(office: Office) -> None:
    maker = office.people["finance", "manager"]
    with office.company.desk.read() as read:
        for action, cents in product(POLICY, AMOUNTS):
            asked = {each.id for each in approvers(read, action, maker, Stakes(Money(cents)))}

            able = {office.people[roles] for roles in ROLES if _reaches(1, action, roles, cents)}
            if _reaches(1, action, ("manager",), cents):
                able.add(office.company.marcos)
            assert asked == able - {maker}, (action, cents)


def test_whoever_has_left_decides_nothing(office: Office) -> None:
    with office.company.desk.read() as read:
        gone = read.session.get_one(Person, office.gone)

        for action, cents in product(POLICY, AMOUNTS):
            stakes = Stakes(Money(cents))
            held = allowance(read, gone, action)
            assert not require(stakes, gone.id, held).alone
            assert why_not(gone.id, maker=office.company.ana, stakes=stakes, allowance=held)


def test_the_makers_own_manager_is_asked_first(office: Office) -> None:
    stakes = Stakes(Money(500_000))
    with office.company.desk.read() as read:
        asked = approvers(read, "pay", office.company.ana, stakes)

    assert asked[0].id == office.company.marcos
    assert len(asked) > 1
