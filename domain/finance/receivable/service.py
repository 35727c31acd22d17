"""What people do with invoices."""

from datetime import date

from sqlalchemy import select

from domain.accounting.ledger.model import Account, Entry
from domain.accounting.ledger.queries import is_reversed
from domain.accounting.ledger.service import post
from domain.db.work import Work
from domain.finance.party.model import Party
from domain.finance.receivable.model import Receipt, Receivable, ReceivableState
from domain.kernel.errors import Invalid, Refused
from domain.kernel.money import Money


def issue(
    work: Work,
    customer: Party,
    amount: Money,
    *,
    issued_on: date,
    due_on: date,
    description: str,
    due: Account,
    revenue: Account,
) -> Receivable:
    """Book an invoice: what is due up, revenue up. Raises Invalid when due before it is issued."""
    if due_on < issued_on:
        raise Invalid("receivable.due_before_issue", field="due_on", issued_on=issued_on)
    entry = post(
        work,
        [(due, amount), (revenue, -amount)],
        on=issued_on,
        description=f"Fatura {customer.name}: {description}"[:200],
        field="issued_on",
    )
    invoice = Receivable(
        party=customer,
        description=description,
        issued_on=issued_on,
        due_on=due_on,
        amount=amount,
        account=due,
        entry_id=entry.id,
    )
    work.session.add(invoice)
    work.session.flush()
    return invoice


def receive(
    work: Work, invoice: Receivable, amount: Money, *, received_on: date, bank: Account
) -> Receipt:
    """Record that `amount` of an invoice came in: bank up, what is due down."""
    entry = post(
        work,
        [(bank, amount), (invoice.account, -amount)],
        on=received_on,
        description=f"Recebimento {invoice.title()}"[:200],
        field="received_on",
    )
    invoice.received += amount
    if not invoice.open_amount:
        invoice.state = ReceivableState.SETTLED
    receipt = Receipt(receivable=invoice, entry_id=entry.id, received_on=received_on, amount=amount)
    work.session.add(receipt)
    work.session.flush()
    return receipt


def unreceive(work: Work, receipt: Receipt) -> None:
    """Make what came in due again. Raises Refused when a later receipt of the invoice stands."""
    later = work.session.scalars(
        select(Receipt)
        .where(Receipt.receivable_id == receipt.receivable_id, Receipt.id > receipt.id)
        .order_by(Receipt.id)
    )
    for each in later:
        if not is_reversed(work, each.entry_id):
            raise Refused(
                "receivable.received_since", title=receipt.title(), received_on=each.received_on
            )
    receipt.receivable.received -= receipt.amount
    receipt.receivable.state = ReceivableState.OPEN


def cancel(invoice: Receivable) -> None:
    """Wait for it no longer, as its entry is reversed. Raises Refused when some of it came in."""
    if invoice.received:
        raise Refused(
            "receivable.received_already", title=invoice.title(), received=invoice.received
        )
    invoice.state = ReceivableState.CANCELLED


def made_by(work: Work, entry: Entry) -> Receivable | Receipt | None:
    """Return the invoice that `entry` booked or the receipt it recorded."""
    receipt = work.session.scalar(select(Receipt).where(Receipt.entry_id == entry.id))
    return receipt or work.session.scalar(select(Receivable).where(Receivable.entry_id == entry.id))
