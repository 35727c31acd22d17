"""Payments and reversals that cannot be are told why, and change nothing."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import IntegrityError

from domain.accounting.ledger.chart import Code
from domain.accounting.ledger.queries import account
from domain.accounting.ledger.service import post
from domain.finance.party.queries import customer_named
from domain.finance.payable.model import Payable
from domain.finance.payable.service import settle
from domain.finance.receivable.service import issue
from domain.kernel.errors import Invalid, Refused
from domain.kernel.money import Money
from domain.proposal.model import State
from tests.support.bakery import Bakery
from tests.support.postgres import Database

PAYMENT = {"supplier": "Energisa", "amount": "1240.55", "paid_on": "2026-11-24"}


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"supplier": "e"}, "party.ambiguous"),
        ({"supplier": "Ninguém"}, "party.unknown"),
        ({"amount": "9999.00"}, "payable.more_than_owed"),
    ],
)
def test_a_payment_that_fits_no_bill_is_told_so(
    bakery: Bakery, changed: dict[str, str], key: str
) -> None:
    with pytest.raises(Invalid) as refused:
        bakery.propose("post_payment", **(PAYMENT | changed))
    assert refused.value.say.key == key


def test_what_was_paid_in_full_is_not_paid_again(bakery: Bakery) -> None:
    assert bakery.happens("post_payment", **PAYMENT) is State.EXECUTED

    with pytest.raises(Invalid) as refused:
        bakery.propose("post_payment", **PAYMENT)
    assert refused.value.say.key == "payable.none_open"


@pytest.mark.parametrize(
    ("cents", "key"), [(0, "payable.amount_not_positive"), (124_056, "payable.more_than_owed")]
)
def test_a_bill_is_settled_by_no_more_and_no_less_than_it_can_be(
    bakery: Bakery, cents: int, key: str
) -> None:
    with bakery.desk.work() as work:
        bill = work.session.scalars(select(Payable).where(Payable.number == "NF 10876")).one()
        bank = account(work, Code.BANK)
        with pytest.raises(Invalid) as refused:
            settle(work, bill, Money(cents), paid_on=work.today(), bank=bank)
    assert refused.value.say.key == key


def test_an_entry_is_reversed_once(bakery: Bakery) -> None:
    again: dict[str, Any] = {"entry": 1, "reversed_on": "2026-11-24", "reason": "engano"}
    bakery.happens("reverse_entry", **again)

    with pytest.raises(Refused) as refused:
        bakery.propose("reverse_entry", **again)
    assert refused.value.say.key == "ledger.already_reversed"


def test_an_entry_that_does_not_balance_is_not_posted(bakery: Bakery) -> None:
    with bakery.desk.work() as work:
        bank = account(work, Code.BANK)
        with pytest.raises(Invalid):
            post(work, [(bank, Money(5)), (bank, Money(-4))], on=work.today(), description="x")


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("post_payment", PAYMENT),
        ("reverse_entry", {"entry": 1, "reversed_on": "2026-11-24", "reason": "engano"}),
    ],
)
def test_only_finance_pays_and_reverses(bakery: Bakery, name: str, raw: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        bakery.propose(name, "João", **raw)


TOMORROW = "2026-11-25"


@pytest.mark.parametrize(
    ("name", "field", "raw"),
    [
        ("post_payment", "paid_on", PAYMENT),
        ("record_receipt", "received_on", {"customer": "Hotel", "amount": "1.00"}),
        (
            "register_bill",
            "issued_on",
            {
                "supplier": "Energisa",
                "amount": "1.00",
                "number": "1",
                "description": "x",
                "due_on": "2026-12-01",
            },
        ),
        (
            "issue_invoice",
            "issued_on",
            {"customer": "Hotel", "amount": "1.00", "description": "x", "due_in_days": 30},
        ),
    ],
)
@pytest.mark.parametrize("day", [TOMORROW, "9999-12-31"])
def test_what_has_not_happened_yet_is_not_booked(
    bakery: Bakery, name: str, field: str, raw: dict[str, Any], day: str
) -> None:
    with pytest.raises(Invalid) as refused:
        bakery.propose(name, **(raw | {field: day}))

    assert (refused.value.say.key, refused.value.field) == ("ledger.in_the_future", field)


def test_what_is_dated_ahead_is_refused_by_the_ledger_itself(bakery: Bakery) -> None:
    with bakery.desk.work() as work:
        customer = customer_named(work, "Hotel")
        with pytest.raises(Invalid) as refused:
            issue(
                work,
                customer,
                Money(100),
                issued_on=work.today() + timedelta(days=1),
                due_on=work.today() + timedelta(days=2),
                description="x",
                due=account(work, Code.RECEIVABLES),
                revenue=account(work, Code.REVENUE),
            )
    assert refused.value.field == "issued_on"


@pytest.mark.parametrize("day", [TOMORROW, "2020-01-01"])
def test_a_reversal_lies_between_its_entry_and_today(bakery: Bakery, day: str) -> None:
    with pytest.raises(Invalid) as refused:
        bakery.propose("reverse_entry", entry=1, reversed_on=day, reason="engano")

    assert (refused.value.say.key, refused.value.field) == ("ledger.reversed_when", "reversed_on")


@pytest.mark.parametrize(
    "broken",
    [
        "update payable set paid_cents = amount_cents + 1 where state = 'open'",
        "update payable set paid_cents = -1 where state = 'open'",
        "update payable set state = 'settled' where state = 'open'",
        "update receivable set received_cents = amount_cents where state = 'open'",
        "update payable set amount_cents = 0 where state = 'open'",
        "insert into person_role (person_id, role) select person_id, role from person_role",
    ],
)
@pytest.mark.usefixtures("bakery")
def test_the_database_itself_keeps_amounts_sound(database: Database, broken: str) -> None:
    engine = create_engine(database.owner)
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text(broken))
    engine.dispose()
