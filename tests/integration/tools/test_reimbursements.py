"""A reimbursement that was paid is recorded once, for the right receipts, and not by who got it."""

from typing import Any

import pytest
from sqlalchemy import select

from domain.accounting.ledger.chart import Code
from domain.accounting.ledger.model import Entry
from domain.finance.payable.model import Payable
from domain.kernel.errors import Failure, Invalid, Refused
from domain.kernel.money import Money
from domain.kernel.say import say
from domain.person.model import Person
from domain.proposal.context import told, told_approver
from domain.proposal.model import Proposal, State, Verdict
from tests.integration.tools.test_titles import RECEIPT
from tests.support.bakery import Bakery


def _spend(bakery: Bakery, amount: str, supplier: str = "Táxi", who: str = "Ana") -> None:
    spent = RECEIPT | {"supplier": supplier, "amount": amount}
    assert bakery.happens("submit_expense", who, **spent) is State.EXECUTED


def _pay(bakery: Bakery, amount: str, **changed: Any) -> State:
    raw = {"person": "Ana", "amount": amount, "paid_on": "2026-11-24"} | changed
    return bakery.happens("post_reimbursement", **raw)


def _told(bakery: Bakery, amount: str, **changed: Any) -> Failure:
    with pytest.raises(Failure) as failed:
        _pay(bakery, amount, **changed)
    return failed.value


def _owed(bakery: Bakery) -> list[tuple[str, Money, str]]:
    with bakery.desk.read() as read:
        found = read.session.scalars(
            select(Payable).where(Payable.person_id.is_not(None)).order_by(Payable.id)
        )
        return [(each.payee, each.open_amount, each.state) for each in found]


def _last(bakery: Bakery) -> int:
    with bakery.desk.read() as read:
        return read.session.scalars(select(Entry.number).order_by(Entry.id.desc())).first() or 0


def test_a_reimbursement_lowers_what_is_owed_and_the_bank_and_can_be_undone(
    bakery: Bakery,
) -> None:
    _spend(bakery, "86.40")
    bank = bakery.balance(Code.BANK)

    assert _pay(bakery, "86.40") is State.EXECUTED

    assert bakery.balance(Code.REIMBURSEMENTS) == Money(0)
    assert bakery.balance(Code.BANK) == bank - Money(8_640)
    assert _owed(bakery) == [("Ana", Money(0), "settled")]

    bakery.happens("reverse_entry", entry=_last(bakery), reversed_on="2026-11-24", reason="engano")
    assert _owed(bakery) == [("Ana", Money(8_640), "open")]
    assert _pay(bakery, "86.40") is State.EXECUTED


def test_the_card_says_that_no_money_moves(bakery: Bakery) -> None:
    _spend(bakery, "86.40")
    proposal_id = bakery.propose(
        "post_reimbursement", person="Ana", amount="86.40", paid_on="2026-11-24"
    )

    with bakery.desk.read() as read:
        context = read.session.get_one(Proposal, proposal_id).context
    assert "payable.only_recorded" in context
    assert "payable.cash_around" in context


def test_a_receipt_tells_what_is_owed_and_the_cash_only_to_who_approves(bakery: Bakery) -> None:
    _spend(bakery, "86.40")
    held = bakery.balance(Code.BANK) + bakery.balance(Code.CASH)

    spent = RECEIPT | {"amount": "13.60"}
    proposal_id = bakery.propose("submit_expense", "Ana", **spent)

    with bakery.desk.read() as read:
        context = read.session.get_one(Proposal, proposal_id).context
    owed = say("expense.owed_around", who="Ana", now=Money(8_640), after=Money(10_000))
    cash = say("expense.cash_around", now=held, after=held - Money(1_360))
    assert told(context)[-1] == owed
    assert told_approver(context) == (cash,)


def test_a_part_leaves_the_rest_open_and_more_than_is_owed_is_refused(bakery: Bakery) -> None:
    _spend(bakery, "86.40")

    assert _pay(bakery, "40.00") is State.EXECUTED
    assert _owed(bakery) == [("Ana", Money(4_640), "open")]
    assert _told(bakery, "46.41").say.key == "payable.more_than_owed"
    assert _told(bakery, "40.00").say.key == "payable.paid_back_already"
    assert _pay(bakery, "40.00", paid_on="2026-11-23") is State.EXECUTED


def test_what_was_recorded_is_refused_with_its_entry(bakery: Bakery) -> None:
    assert _told(bakery, "1.00").say.key == "payable.nothing_owed_back"
    _spend(bakery, "86.40")
    _pay(bakery, "86.40")
    number = _last(bakery)

    told = _told(bakery, "86.40", paid_on="2026-11-23")

    assert isinstance(told, Refused)
    assert told.say.key == "payable.paid_back_already"
    assert (told.say.values["number"], told.say.values["amount"]) == (number, Money(8_640))


def test_of_several_the_exact_one_or_all_together_are_settled(bakery: Bakery) -> None:
    for amount in ("30.00", "50.00", "20.00"):
        _spend(bakery, amount)

    assert _pay(bakery, "50.00") is State.EXECUTED
    assert [owed for _, owed, _ in _owed(bakery)] == [Money(3_000), Money(0), Money(2_000)]
    _spend(bakery, "7.00")
    assert _pay(bakery, "57.00") is State.EXECUTED
    assert {state for _, _, state in _owed(bakery)} == {"settled"}


def test_several_that_may_be_meant_are_asked_about(bakery: Bakery) -> None:
    _spend(bakery, "30.00", "Táxi Rápido")
    _spend(bakery, "30.00", "Papelaria")

    told = _told(bakery, "30.00")

    assert isinstance(told, Invalid)
    assert (told.say.key, told.field) == ("payable.which_owed_back", "receipt")
    choices = told.say.values["choices"]
    assert isinstance(choices, tuple)
    assert [str(each)[:22] for each in choices] == [
        "Reembolso Táxi Rápido ",
        "Reembolso Papelaria 23",
    ]
    assert _told(bakery, "30.00", receipt="almoço").say.key == "payable.which_owed_back"

    assert _pay(bakery, "30.00", receipt=str(choices[1])) is State.EXECUTED
    assert [owed for _, owed, _ in _owed(bakery)] == [Money(3_000), Money(0)]


def test_an_amount_that_fits_none_of_several_is_asked_about(bakery: Bakery) -> None:
    for amount in ("30.00", "50.00", "20.00"):
        _spend(bakery, amount)

    assert _told(bakery, "80.00").say.key == "payable.which_owed_back"
    assert _told(bakery, "25.00").say.key == "payable.which_owed_back"
    assert _pay(bakery, "40.00") is State.EXECUTED
    assert [owed for _, owed, _ in _owed(bakery)] == [Money(3_000), Money(1_000), Money(2_000)]


def test_what_was_opened_without_an_entry_is_told_by_its_words(bakery: Bakery) -> None:
    for amount in ("30.00", "30.00"):
        _spend(bakery, amount)
    with bakery.desk.work() as work:
        for each in work.session.scalars(select(Payable).where(Payable.person_id.is_not(None))):
            each.entry_id = None

    assert _told(bakery, "30.00").say.values["choices"] == ("Reembolso Táxi",) * 2


def test_who_is_reimbursed_neither_confirms_alone_nor_approves(bakery: Bakery) -> None:
    _spend(bakery, "30.00", who="Carla")
    _spend(bakery, "40.00", who="Bia")

    raw = {"amount": "30.00", "paid_on": "2026-11-24"}
    mine = bakery.propose("post_reimbursement", "Carla", person="Carla", **raw)
    assert bakery.decide(mine, Verdict.CONFIRM, "Carla") is State.PENDING
    assert bakery.decide(mine, Verdict.APPROVE, "Bia") is State.APPROVED

    hers = bakery.propose(
        "post_reimbursement", "Bia", person="Bia", amount="40.00", paid_on="2026-11-24"
    )
    assert bakery.decide(hers, Verdict.CONFIRM, "Bia") is State.PENDING
    with pytest.raises(Refused):
        bakery.decide(hers, Verdict.APPROVE, "Bia")


def test_nobody_alone_makes_the_company_owe_them_again(bakery: Bakery) -> None:
    _spend(bakery, "30.00", who="Carla")
    bakery.happens(
        "post_reimbursement", "Bia", person="Carla", amount="30.00", paid_on="2026-11-24"
    )
    again: dict[str, Any] = {
        "entry": _last(bakery),
        "reversed_on": "2026-11-24",
        "reason": "engano",
    }

    assert bakery.decide(bakery.propose("reverse_entry", **again), Verdict.CONFIRM, "Carla") is (
        State.PENDING
    )


def test_who_left_is_still_paid_back_and_only_finance_records_it(bakery: Bakery) -> None:
    _spend(bakery, "30.00")
    with bakery.desk.work() as work:
        work.session.get_one(Person, bakery.people["Ana"]).active = False

    with pytest.raises(Refused) as refused:
        bakery.propose("post_reimbursement", "João", person="Ana", amount="30.00",
                       paid_on="2026-11-24")  # fmt: skip
    assert refused.value.say.key == "post_reimbursement.finance_only"
    assert _pay(bakery, "30.00") is State.EXECUTED
