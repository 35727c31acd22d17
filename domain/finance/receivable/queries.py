"""Which invoices are open, and which one someone means."""

from sqlalchemy import select

from domain.db.work import Read
from domain.finance.party.model import Party
from domain.finance.receivable.model import Receivable, ReceivableState
from domain.kernel.errors import Invalid
from domain.kernel.money import Money


def overdue(read: Read) -> list[Receivable]:
    """Return open receivables due before today, the oldest first."""
    return list(
        read.session.scalars(
            select(Receivable)
            .where(Receivable.state == ReceivableState.OPEN, Receivable.due_on < read.today())
            .order_by(Receivable.due_on, Receivable.id)
        )
    )


def open_of(read: Read, party: Party, amount: Money) -> Receivable:
    """Return the oldest open invoice to `party` that `amount` would settle, or a part of.

    One whose open amount is exactly `amount` goes first. Raises Invalid when nothing fits.
    """
    found = list(
        read.session.scalars(
            select(Receivable)
            .where(Receivable.party_id == party.id, Receivable.state == ReceivableState.OPEN)
            .order_by(Receivable.due_on, Receivable.id)
        )
    )
    if not found:
        raise Invalid("receivable.none_open", field="customer", customer=party.name)
    exact = [invoice for invoice in found if invoice.open_amount == amount]
    larger = [invoice for invoice in found if invoice.open_amount > amount]
    if not exact and not larger:
        largest = max(invoice.open_amount for invoice in found)
        raise Invalid("receivable.more_than_due", field="amount", customer=party.name, due=largest)
    return (exact or larger)[0]
