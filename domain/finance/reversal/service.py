"""Reversing an entry and what it made, or refusing with the reason."""

from datetime import date

from domain.accounting.ledger.model import Entry
from domain.accounting.ledger.service import reverse
from domain.db.work import Work
from domain.finance.payable import service as payables
from domain.finance.payable.model import Payable, Payment
from domain.finance.receivable import service as receivables
from domain.finance.receivable.model import Receipt, Receivable


def undo(work: Work, entry: Entry, *, on: date, reason: str) -> Entry:
    """Add the opposite entry, and reopen or cancel what `entry` had made.

    Raises Refused for a second reversal, and where something later stands on what would be undone.
    """
    opposite = reverse(work, entry, on=on, description=f"Estorno: {reason}"[:200])
    match payables.made_by(work, entry) or receivables.made_by(work, entry):
        case Payment() as payment:
            payables.unsettle(work, payment)
        case Payable() as payable:
            payables.cancel(payable)
        case Receipt() as receipt:
            receivables.unreceive(work, receipt)
        case Receivable() as invoice:
            receivables.cancel(invoice)
    work.session.flush()
    return opposite
