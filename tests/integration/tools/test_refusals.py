"""Payments and reversals that cannot be are told why, and change nothing."""

from typing import Any

import pytest
from sqlalchemy import select

from domain.accounting.ledger.chart import Code
from domain.accounting.ledger.queries import account
from domain.accounting.ledger.service import post
from domain.finance.payable.model import Payable
from domain.finance.payable.service import settle
from domain.kernel.errors import Invalid, Refused
from domain.kernel.money import Money
from domain.proposal.model import State
from tests.support.bakery import Bakery

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
