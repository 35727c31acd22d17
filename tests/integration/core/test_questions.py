"""Questions answer from the books, to those who may know."""

from datetime import date

import pytest
from sqlalchemy import create_engine

from domain.accounting.ledger.model import Account
from domain.accounting.ledger.queries import account
from domain.accounting.ledger.service import post
from domain.authority.queries import approvers
from domain.authority.rules import Stakes
from domain.db.migrations.run import pending
from domain.kernel.errors import Invalid, Refused
from domain.kernel.money import Money
from tests.support.company import Company
from tests.support.postgres import Database


def test_the_cash_position_sums_the_postings(company: Company) -> None:
    total, bank = company.gate.ask("cash_position", {}, by=company.carla).lines

    assert total.values["total"] == Money(2_000_000)
    assert (bank.values["account"], bank.values["amount"]) == ("Banco", Money(2_000_000))
    company.gate.execute(company.approved())
    assert company.gate.ask("cash_position", {}, by=company.marcos).lines[0].values[
        "total"
    ] == Money(2_000_000 - 124_055)


def test_an_employee_does_not_see_the_cash(company: Company) -> None:
    with pytest.raises(Refused):
        company.gate.ask("cash_position", {}, by=company.ana)


def test_the_makers_manager_is_asked_first_and_never_the_maker(company: Company) -> None:
    with company.desk.read() as read:
        able = approvers(read, "post_payment", company.carla, Stakes(Money(124_055)))
        nobody = approvers(read, "post_payment", company.carla, Stakes(Money(10**12)))

    assert [person.name for person in able] == ["Marcos"]
    assert nobody == []


@pytest.mark.parametrize("cents", [(1, -2), (0, 0), (5,)])
def test_an_entry_that_does_not_balance_is_refused_before_the_database(
    company: Company, cents: tuple[int, ...]
) -> None:
    with company.desk.work() as work:
        bank: Account = account(work, "1.1.02")
        with pytest.raises(Invalid):
            post(work, [(bank, Money(each)) for each in cents], on=date.max, description="torto")


def test_a_migrated_database_has_nothing_pending(database: Database) -> None:
    owner = create_engine(database.owner)
    with owner.connect() as connection:
        assert pending(connection) is False
    owner.dispose()
