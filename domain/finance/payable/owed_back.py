"""Which of the reimbursements that a person waits for a payment is for."""

from datetime import date

from sqlalchemy import select

from domain.accounting.ledger.model import Entry
from domain.accounting.ledger.queries import is_reversed
from domain.db.base import folded
from domain.db.work import Read
from domain.finance.payable.model import Payable, PayableState, Payment
from domain.kernel.errors import Invalid, Refused
from domain.kernel.money import Money
from domain.person.model import Person

#: As many choices as are told.
_TOLD = 5


def owed_back(
    read: Read, person: Person, amount: Money, *, paid_on: date, words: str = ""
) -> list[tuple[Payable, Money]]:
    """Return what a payment of `amount` to `person` settles, and how much of each.

    The one of exactly that amount; or all, when it is their sum; or a part of the only one that is
    larger. `words` narrow them, where they fit any. Raises Invalid, with the choices, when several
    may be meant; Refused when it was recorded before.
    """
    owed, paid = _open(read, person), _paid(read, person)
    if not owed and not paid:
        raise Invalid("payable.nothing_owed_back", field="person", who=person.name)
    if not owed:
        raise _recorded(read, person, paid[0])
    said = set(folded(words).split())
    candidates = [each for each in owed if said <= set(folded(_told(read, each)).split())] or owed
    fitting = [each for each in candidates if each.open_amount == amount]
    if not fitting:
        for each in paid:
            if (each.amount, each.paid_on) == (amount, paid_on):
                raise _recorded(read, person, each)
        total = sum((each.open_amount for each in candidates), Money.zero())
        if amount > total:
            raise Invalid(
                "payable.more_than_owed", field="amount", supplier=person.name, owed=total
            )
        if amount == total:
            return [(each, each.open_amount) for each in candidates]
        fitting = [each for each in candidates if each.open_amount > amount]
    if len(fitting) != 1:
        choices = tuple(_told(read, each) for each in (fitting or candidates)[:_TOLD])
        raise Invalid("payable.which_owed_back", field="receipt", who=person.name, choices=choices)
    return [(fitting[0], amount)]


def _open(read: Read, person: Person) -> list[Payable]:
    found = read.session.scalars(
        select(Payable)
        .where(Payable.person_id == person.id, Payable.state == PayableState.OPEN)
        .order_by(Payable.due_on, Payable.id)
    )
    return list(found)


def _paid(read: Read, person: Person) -> list[Payment]:
    """Return the payments to a person that stand, the newest first."""
    found = read.session.scalars(
        select(Payment)
        .join(Payable, Payment.payable_id == Payable.id)
        .where(Payable.person_id == person.id)
        .order_by(Payment.id.desc())
    )
    return [each for each in found if not is_reversed(read, each.entry_id)]


def _recorded(read: Read, person: Person, payment: Payment) -> Refused:
    return Refused(
        "payable.paid_back_already",
        who=person.name,
        amount=payment.amount,
        paid_on=payment.paid_on,
        number=read.session.get_one(Entry, payment.entry_id).number,
    )


def _told(read: Read, payable: Payable) -> str:
    """Return the words by which people tell one reimbursement from another."""
    booked = read.session.get(Entry, payable.entry_id or 0)
    words = "" if booked is None else f" {booked.entry_on:%d/%m/%Y} nº {booked.number}"
    return f"{payable.description}{words}"
