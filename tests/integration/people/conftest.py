"""A company of its own for each test, whose manager may approve vacations."""

from collections.abc import Iterator

import pytest

from domain.authority.model import Limit
from domain.kernel.money import Money
from domain.people.calendar.model import Workplace
from domain.person.model import Role
from tests.support.company import Company, a_company
from tests.support.postgres import Database


@pytest.fixture
def company(database: Database) -> Iterator[Company]:
    with a_company(database) as whole:
        with whole.desk.work() as work:
            cent = Money(1)
            work.session.add_all(
                [
                    Limit(role=Role.MANAGER, action="request_vacation", approve=cent),
                    Limit(role=Role.EMPLOYEE, action="cancel_vacation", confirm=cent),
                    Limit(role=Role.MANAGER, action="cancel_vacation", confirm=cent, approve=cent),
                    Workplace(uf="SP"),
                ]
            )
        yield whole
