"""What people do with bills."""

from datetime import date

from sqlalchemy import select

from domain.accounting.ledger.model import Account, Entry
from domain.accounting.ledger.service import post, reverse
from domain.db.work import Work
from domain.finance.payable.model import Payable, PayableState, Payment
from domain.kernel.errors import Invalid
from domain.kernel.money import Money


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
            supplier=payable.party.name,
            owed=payable.open_amount,
        )
    entry = post(
        work,
        [(payable.account, amount), (bank, -amount)],
        on=paid_on,
        description=f"Pagamento {payable.title()}"[:200],
    )
    payable.paid += amount
    if not payable.open_amount:
        payable.state = PayableState.SETTLED
    payment = Payment(payable=payable, entry_id=entry.id, paid_on=paid_on, amount=amount)
    work.session.add(payment)
    work.session.flush()
    return payment


def unsettle(work: Work, entry: Entry, *, on: date, reason: str) -> Entry:
    """Reverse `entry`; a bill that it paid is owed again. Raises Refused for a second reversal."""
    undo = reverse(work, entry, on=on, description=f"Estorno: {reason}"[:200])
    paid = work.session.scalar(select(Payment).where(Payment.entry_id == entry.id))
    if paid is not None:
        paid.payable.paid -= paid.amount
        paid.payable.state = PayableState.OPEN
        work.session.flush()
    return undo
