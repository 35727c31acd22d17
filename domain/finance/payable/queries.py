"""Which bills are open, and which one someone means."""

from sqlalchemy import select

from domain.db.work import Read
from domain.finance.party.model import Party
from domain.finance.payable.model import Payable, PayableState
from domain.kernel.errors import Invalid
from domain.kernel.money import Money


def overdue(read: Read) -> list[Payable]:
    """Return open payables due before today, the oldest first."""
    return list(
        read.session.scalars(
            select(Payable)
            .where(Payable.state == PayableState.OPEN, Payable.due_on < read.today())
            .order_by(Payable.due_on, Payable.id)
        )
    )


def open_of(read: Read, party: Party, amount: Money) -> Payable:
    """Return the oldest open payable of `party` that `amount` would settle, or pay a part of.

    One whose open amount is exactly `amount` goes first. Raises Invalid when nothing fits.
    """
    found = list(
        read.session.scalars(
            select(Payable)
            .where(Payable.party_id == party.id, Payable.state == PayableState.OPEN)
            .order_by(Payable.due_on, Payable.id)
        )
    )
    if not found:
        raise Invalid("payable.none_open", field="supplier", supplier=party.name)
    exact = [payable for payable in found if payable.open_amount == amount]
    larger = [payable for payable in found if payable.open_amount > amount]
    if not exact and not larger:
        largest = max(payable.open_amount for payable in found)
        raise Invalid("payable.more_than_owed", field="amount", supplier=party.name, owed=largest)
    return (exact or larger)[0]
