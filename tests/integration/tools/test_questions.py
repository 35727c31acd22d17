"""Questions tell what is overdue, what waits and why something was booked; never to the wrong eyes."""

from datetime import timedelta
from typing import Any

import pytest

from domain.kernel.errors import Invalid, Refused
from domain.proposal.model import Verdict
from tests.support.bakery import Bakery

PAYMENT = {"supplier": "Energisa", "amount": "1240.55", "paid_on": "2026-11-24"}


def _keys(lines: list[str]) -> list[str]:
    return [line.partition("(")[0] for line in lines]


def test_overdue_tells_bills_and_invoices(bakery: Bakery) -> None:
    assert _keys(bakery.ask("overdue")) == [
        "overdue.total",
        "overdue.line",
        "overdue.line",
        "overdue.total_due",
        "overdue.line",
    ]


def test_overdue_tells_only_what_there_is(bakery: Bakery) -> None:
    bakery.clock.move(timedelta(days=-11))
    assert _keys(bakery.ask("overdue")) == ["overdue.none"]

    bakery.clock.move(timedelta(days=2))
    assert _keys(bakery.ask("overdue")) == ["overdue.total_due", "overdue.line"]


def test_pending_tells_what_waits_for_me_and_what_i_asked(bakery: Bakery) -> None:
    assert _keys(bakery.ask("pending", "Marcos")) == ["pending.none"]
    proposal_id = bakery.propose(
        "submit_expense",
        "Ana",
        supplier="Táxi",
        amount="30.00",
        spent_on="2026-11-23",
        category="táxi",
    )
    assert _keys(bakery.ask("pending", "Ana")) == ["pending.mine", "pending.line"]
    assert _keys(bakery.ask("pending", "Marcos")) == ["pending.none"]

    bakery.decide(proposal_id, Verdict.CONFIRM, "Ana")

    assert _keys(bakery.ask("pending", "Marcos")) == ["pending.for_me", "pending.line"]
    assert _keys(bakery.ask("pending", "João")) == ["pending.none"]


def test_what_expired_no_longer_waits(bakery: Bakery) -> None:
    bakery.propose("post_payment", **PAYMENT)
    bakery.clock.move(timedelta(days=7))

    assert _keys(bakery.ask("pending")) == ["pending.none"]


def test_why_tells_who_asked_and_who_decided(bakery: Bakery) -> None:
    bakery.happens(
        "issue_invoice",
        customer="Mercearia",
        amount="3200.00",
        description="Buffet",
        due_in_days=30,
    )

    answer = bakery.gate.ask(
        "why", {"amount": "3200.00", "words": "fatura mercearia"}, by=bakery.people["Marcos"]
    )

    assert [line.key for line in answer.lines] == [
        "why.entry",
        "why.asked",
        "why.confirm",
        "why.approve",
    ]
    assert [line.values.get("who") for line in answer.lines] == [
        None,
        "Carla",
        "Carla",
        "Marcos",
    ]
    assert [each.table for each in answer.records] == ["entry", "proposal"]


def test_why_of_the_opening_says_so(bakery: Bakery) -> None:
    told = bakery.ask("why", amount="187.40", words="energia")

    assert _keys(told) == ["why.entry", "why.opening"] * 2
    assert _keys(bakery.ask("why", entry=1)) == ["why.entry", "why.opening"]


def test_an_entry_is_traced_to_its_own_making_only(bakery: Bakery) -> None:
    bakery.happens("post_payment", **PAYMENT)

    assert "why.asked" in _keys(bakery.ask("why", amount="1240.55", words="pagamento"))


@pytest.mark.parametrize(
    "raw", [{}, {"entry": 1, "amount": "1.00"}, {"entry": 99_999}, {"amount": "0.07"}]
)
def test_why_of_nothing_asks_to_correct(bakery: Bakery, raw: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        bakery.ask("why", **raw)


@pytest.mark.parametrize(
    ("name", "raw"), [("why", {"entry": 1}), ("overdue", {}), ("cash_position", {})]
)
def test_the_books_are_not_for_everybody(bakery: Bakery, name: str, raw: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        bakery.ask(name, "Ana", **raw)


def test_nobody_asks_outside_the_gate(bakery: Bakery) -> None:
    with bakery.desk.read() as read, pytest.raises(LookupError):
        _ = read.asker
