"""What people do with bills."""

from datetime import date

from sqlalchemy import select

from domain.accounting.ledger.model import Account, Entry
from domain.accounting.ledger.queries import is_reversed
from domain.accounting.ledger.service import post
from domain.db.work import Read, Work
from domain.finance.party.model import Party
from domain.finance.payable.model import Payable, PayableState, Payment
from domain.finance.payable.rules import same_number
from domain.kernel.errors import Invalid, Refused
from domain.kernel.money import Money
from domain.office.document.model import Document


def register(
    work: Work,
    supplier: Party,
    amount: Money,
    *,
    issued_on: date,
    due_on: date,
    number: str,
    description: str,
    expense: Account,
    owed: Account,
    paper: Document | None = None,
) -> Payable:
    """Book a supplier's bill: the expense up, what is owed up. Raises Refused for a known number."""
    standing = work.session.scalars(
        select(Payable.number).where(
            Payable.party_id == supplier.id, Payable.state != PayableState.CANCELLED
        )
    )
    if same_number(number) in {same_number(each) for each in standing if each is not None}:
        raise Refused("payable.number_taken", supplier=supplier.name, number=number)
    entry = post(
        work,
        [(expense, amount), (owed, -amount)],
        on=issued_on,
        description=f"Conta {supplier.name}: {description}"[:200],
        field="issued_on",
    )
    bill = Payable(
        party=supplier,
        description=description,
        number=number,
        due_on=due_on,
        amount=amount,
        account=owed,
        entry_id=entry.id,
        document=paper,
    )
    work.session.add(bill)
    work.session.flush()
    return bill


def settle(work: Work, payable: Payable, amount: Money, *, paid_on: date, bank: Account) -> Payment:
    """Record that `amount` of a payable was paid from `bank`: payable down, bank down.

    Raises Invalid for an amount that is not positive or is more than what is owed.
    """
    if amount <= Money.zero():
        raise Invalid("payable.amount_not_positive", field="amount")
    if amount > payable.open_amount:
        raise Invalid(
            "payable.more_than_owed",
            field="amount",
            supplier=payable.payee,
            owed=payable.open_amount,
        )
    entry = post(
        work,
        [(payable.account, amount), (bank, -amount)],
        on=paid_on,
        description=f"Pagamento {payable.title()}"[:200],
        field="paid_on",
    )
    payable.paid += amount
    if not payable.open_amount:
        payable.state = PayableState.SETTLED
    payment = Payment(payable=payable, entry_id=entry.id, paid_on=paid_on, amount=amount)
    work.session.add(payment)
    work.session.flush()
    return payment


def unsettle(work: Work, payment: Payment) -> None:
    """Make what was paid owed again. Raises Refused when a later payment of the bill stands."""
    later = work.session.scalars(
        select(Payment)
        .where(Payment.payable_id == payment.payable_id, Payment.id > payment.id)
        .order_by(Payment.id)
    )
    for each in later:
        if not is_reversed(work, each.entry_id):
            raise Refused("payable.paid_since", title=payment.title(), paid_on=each.paid_on)
    payment.payable.paid -= payment.amount
    payment.payable.state = PayableState.OPEN


def cancel(payable: Payable) -> None:
    """Owe it no longer, as its entry is reversed. Raises Refused when some of it was paid."""
    if payable.paid:
        raise Refused("payable.paid_already", title=payable.title(), paid=payable.paid)
    payable.state = PayableState.CANCELLED


def made_by(read: Read, entry: Entry) -> Payable | Payment | None:
    """Return the bill that `entry` booked or the payment it recorded."""
    payment = read.session.scalar(select(Payment).where(Payment.entry_id == entry.id))
    return payment or read.session.scalar(select(Payable).where(Payable.entry_id == entry.id))
