"""Bills, expenses, invoices and receipts book what they say, and are undone or refuse to be."""

import hashlib
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from domain.accounting.ledger.chart import Code
from domain.accounting.ledger.model import Entry
from domain.finance.expense.model import Expense
from domain.finance.payable.model import Payable
from domain.finance.receivable.model import Receivable
from domain.kernel.errors import Failure, Invalid, Refused
from domain.kernel.ids import DocumentId
from domain.kernel.money import Money
from domain.office.document.model import Document
from domain.proposal.model import State, Verdict
from tests.support.bakery import Bakery

RECEIPT = {
    "supplier": "Restaurante da Vila",
    "amount": "86.40",
    "spent_on": "2026-11-23",
    "category": "almoço com cliente",
}
BILL = {
    "supplier": "Energisa",
    "amount": "310.00",
    "due_on": "2026-12-10",
    "number": "NF 11000",
    "description": "Energia do depósito",
}
INVOICE: dict[str, Any] = {
    "customer": "Mercearia Silva",
    "amount": "3200.00",
    "description": "Serviço de buffet",
    "due_in_days": 30,
}


def a_paper(bakery: Bakery, who: str, name: str = "conta.pdf") -> DocumentId:
    """Keep a document that `who` handed in; return its number."""
    with bakery.desk.work() as work:
        kept = Document(
            sha256=hashlib.sha256(name.encode()).hexdigest(),
            media_type="application/pdf",
            size_bytes=5,
            name=name,
            kept_by_id=bakery.people[who],
            kept_at=work.now(),
            wrapped_key=b"",
        )
        work.session.add(kept)
        work.session.flush()
        return kept.id


def _last(bakery: Bakery) -> int:
    with bakery.desk.read() as read:
        found = read.session.scalars(select(Entry.number).order_by(Entry.id.desc())).first()
        return found or 0


def _reverse(bakery: Bakery, number: int) -> State:
    return bakery.happens("reverse_entry", entry=number, reversed_on="2026-11-24", reason="engano")


def test_a_receipt_is_booked_and_owed_to_its_maker(bakery: Bakery) -> None:
    paper = a_paper(bakery, "Ana")
    assert bakery.happens("submit_expense", "Ana", **RECEIPT, document=paper) is State.EXECUTED

    assert bakery.balance(Code.MEALS) == Money(8_640)
    assert bakery.balance(Code.REIMBURSEMENTS) == Money(-8_640)
    with bakery.desk.read() as read:
        made = read.session.scalars(select(Expense)).one()
        owed = read.session.get_one(Payable, made.payable_id)
        assert made.title() == "Ana: Restaurante da Vila"
        assert (owed.document_id, owed.due_on) == (paper, date(2026, 12, 5))
        assert owed.title() == "Ana: Reembolso Restaurante da Vila"


def test_nobody_pays_themselves_back(bakery: Bakery) -> None:
    proposal_id = bakery.propose("submit_expense", "Marcos", **RECEIPT)

    assert bakery.decide(proposal_id, Verdict.CONFIRM, "Marcos") is State.PENDING
    with pytest.raises(Refused):
        bakery.decide(proposal_id, Verdict.APPROVE, "Marcos")
    assert bakery.decide(proposal_id, Verdict.APPROVE, "Bia") is State.APPROVED


@pytest.mark.parametrize(
    ("changed", "key", "field"),
    [
        ({"spent_on": "2026-11-25"}, "expense.in_the_future", "spent_on"),
        ({"category": "xyz"}, "expense.category_unknown", "category"),
    ],
)
def test_a_receipt_that_cannot_be_booked_names_the_field(
    bakery: Bakery, changed: dict[str, str], key: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        bakery.propose("submit_expense", "Ana", **(RECEIPT | changed))

    assert (refused.value.say.key, refused.value.field) == (key, field)


def test_a_bill_goes_to_the_suppliers_own_account(bakery: Bakery) -> None:
    before = bakery.balance(Code.ENERGY)

    assert bakery.happens("register_bill", **BILL) is State.EXECUTED

    assert bakery.balance(Code.ENERGY) == before + Money(31_000)


@pytest.mark.parametrize(
    ("words", "code"), [("conserto do forno", Code.MAINTENANCE), ("algo", Code.OTHER)]
)
def test_a_supplier_without_an_account_is_booked_by_the_words(
    bakery: Bakery, words: str, code: Code
) -> None:
    with bakery.desk.work() as work:
        from_whom = work.session.scalars(select(Payable).where(Payable.number == "882")).one()
        assert from_whom.party is not None
        from_whom.party.account_id = None

    bakery.happens("register_bill", **(BILL | {"supplier": "Ipê", "description": words}))

    assert bakery.balance(code) == Money(31_000)


def test_the_same_bill_twice_is_refused_until_the_first_is_reversed(bakery: Bakery) -> None:
    bakery.happens("register_bill", **BILL)
    number = _last(bakery)

    for written in (BILL["number"], "nf-11000", "NF11.000"):
        with pytest.raises(Refused) as refused:
            bakery.propose("register_bill", **(BILL | {"number": written}))
        assert refused.value.say.key == "payable.number_taken"

    assert _reverse(bakery, number) is State.EXECUTED
    assert bakery.happens("register_bill", **BILL) is State.EXECUTED


def test_an_invoice_gets_its_number_and_due_date(bakery: Bakery) -> None:
    assert bakery.happens("issue_invoice", **INVOICE) is State.EXECUTED

    with bakery.desk.read() as read:
        invoices = read.session.scalars(select(Receivable).order_by(Receivable.id)).all()
    assert [invoice.number for invoice in invoices if invoice.amount == Money(320_000)] == [4]
    assert invoices[-1].due_on == invoices[-1].issued_on + timedelta(days=30)


def test_an_invoice_proposed_yesterday_still_says_what_was_signed(bakery: Bakery) -> None:
    proposal_id = bakery.propose("issue_invoice", **INVOICE)
    bakery.clock.move(timedelta(days=2))

    bakery.decide(proposal_id, Verdict.CONFIRM, "Carla")
    bakery.decide(proposal_id, Verdict.APPROVE, "Marcos")

    assert bakery.gate.execute(proposal_id) is State.EXECUTED


@pytest.mark.parametrize(
    "changed",
    [
        {"due_on": "2026-12-10"},
        {"due_in_days": None},
        {"due_in_days": None, "due_on": "2026-11-23"},
        {"customer": "Energisa"},
    ],
)
def test_an_invoice_must_make_sense(bakery: Bakery, changed: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        bakery.propose("issue_invoice", **(INVOICE | changed))


def _pay_in(bakery: Bakery, amount: str) -> State:
    return bakery.happens(
        "record_receipt", customer="Hotel", amount=amount, received_on="2026-11-24"
    )


def test_receipts_settle_an_invoice_and_are_undone_last_first(bakery: Bakery) -> None:
    before = bakery.balance(Code.BANK)
    assert _pay_in(bakery, "720.00") is State.EXECUTED
    first = _last(bakery)
    assert _pay_in(bakery, "5000.00") is State.EXECUTED
    second = _last(bakery)
    assert bakery.balance(Code.BANK) == before + Money(572_000)

    with pytest.raises(Refused) as refused:
        _reverse(bakery, first)
    assert refused.value.say.key == "receivable.received_since"
    assert [_reverse(bakery, number) for number in (second, first)] == [State.EXECUTED] * 2
    assert bakery.balance(Code.BANK) == before


@pytest.mark.parametrize(
    ("customer", "amount", "key"),
    [
        ("Café da Praça", "10.00", "receivable.none_open"),
        ("Hotel", "5720.01", "receivable.more_than_due"),
        ("Ninguém", "1.00", "party.unknown_customer"),
    ],
)
def test_a_receipt_that_fits_no_invoice_is_told_so(
    bakery: Bakery, customer: str, amount: str, key: str
) -> None:
    with pytest.raises(Invalid) as refused:
        bakery.propose("record_receipt", customer=customer, amount=amount, received_on="2026-11-24")
    assert refused.value.say.key == key


def _entry(bakery: Bakery, description: str) -> int:
    with bakery.desk.read() as read:
        found = read.session.scalars(
            select(Entry.number).where(Entry.description.contains(description))
        ).one()
        return found or 0


def test_an_unpaid_invoice_is_cancelled_and_a_paid_one_refuses(bakery: Bakery) -> None:
    assert _reverse(bakery, _entry(bakery, "Fatura Mercearia")) is State.EXECUTED
    assert not any("Mercearia" in line for line in bakery.ask("overdue"))

    with pytest.raises(Refused) as refused:
        _reverse(bakery, _entry(bakery, "Fatura Café"))
    assert refused.value.say.key == "receivable.received_already"


def test_a_paid_bill_refuses_to_be_reversed(bakery: Bakery) -> None:
    with pytest.raises(Refused) as refused:
        _reverse(bakery, _entry(bakery, "Conta Energisa: Energia elétrica da loja"))
    assert refused.value.say.key == "payable.paid_already"


def test_payments_are_undone_last_first(bakery: Bakery) -> None:
    numbers = []
    for amount in ("40.55", "1200.00"):
        bakery.happens("post_payment", supplier="Energisa", amount=amount, paid_on="2026-11-24")
        numbers.append(_last(bakery))

    with pytest.raises(Refused) as refused:
        _reverse(bakery, numbers[0])
    assert refused.value.say.key == "payable.paid_since"
    assert [_reverse(bakery, number) for number in reversed(numbers)] == [State.EXECUTED] * 2


def test_an_entry_that_made_no_title_is_just_reversed(bakery: Bakery) -> None:
    assert _reverse(bakery, _entry(bakery, "Saldos de abertura")) is State.EXECUTED
    assert bakery.balance(Code.CASH) == Money(0)


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("register_bill", BILL),
        ("issue_invoice", INVOICE),
        (
            "record_receipt",
            {"customer": "Hotel", "amount": "1.00", "received_on": "2026-11-24"},
        ),
    ],
)
def test_only_finance_books_titles(bakery: Bakery, name: str, raw: dict[str, Any]) -> None:
    with pytest.raises(Failure) as refused:
        bakery.propose(name, "Ana", **raw)
    assert refused.value.say.key == f"{name}.finance_only"
    assert bakery.propose(name, "Bia", **raw)
