"""The demo company opens once, balanced, proved by the trail, on any day of the calendar."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from stdnum.br import cnpj

from bot.demo import cast
from bot.demo.company import seed
from domain.accounting.ledger.model import Entry, Posting
from domain.audit.model import Note
from domain.audit.verify import verify
from domain.kernel.money import Money
from domain.person.model import Person
from tests.support.bakery import a_bakery
from tests.support.postgres import Database

_DAYS = [
    datetime(2026, 11, 24, 15, tzinfo=UTC),
    datetime(2028, 2, 29, 15, tzinfo=UTC),
    datetime(2026, 12, 31, 15, tzinfo=UTC),
    datetime(2026, 11, 28, 15, tzinfo=UTC),
    datetime(2027, 1, 1, 2, 30, tzinfo=UTC),
]


@pytest.mark.parametrize("at", _DAYS)
def test_it_opens_balanced_and_proved_on_any_day(database: Database, at: datetime) -> None:
    with a_bakery(database, at) as bakery, bakery.desk.read() as read:
        assert read.session.scalar(select(func.sum(Posting.amount))) in {Money(0), 0}
        numbers = read.session.scalars(select(Entry.number).order_by(Entry.entry_on)).all()
        assert numbers == list(range(1, len(numbers) + 1))
        assert verify(read).faults == ()
        assert bakery.ask("overdue")[0].startswith("overdue.total(bills=2")


def test_a_second_seeding_changes_nothing(database: Database) -> None:
    with a_bakery(database) as bakery:
        with bakery.desk.work() as work:
            assert seed(work) is False
        with bakery.desk.read() as read:
            assert read.session.scalar(select(func.count()).select_from(Person)) == len(
                cast.MEMBERS
            )
            notes = read.session.scalars(select(Note.body)).all()
            assert len(notes) == 1
            assert "company.opened" in notes[0]


def test_everybody_but_the_manager_reports_to_marcos(database: Database) -> None:
    with a_bakery(database) as bakery, bakery.desk.read() as read:
        marcos = bakery.people["Marcos"]
        rows = read.session.execute(select(Person.name, Person.manager_id))
        assert {row.name: row.manager_id for row in rows} == {
            name: None if name == "Marcos" else marcos for name in bakery.people
        }


@pytest.mark.parametrize("outsider", [*cast.SUPPLIERS, *cast.CUSTOMERS])
def test_every_tax_id_has_valid_check_digits(outsider: cast.Outsider) -> None:
    assert cnpj.is_valid(outsider.tax_id)
