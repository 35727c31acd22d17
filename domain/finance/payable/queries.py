"""Which bills are open, and which one someone means."""

from sqlalchemy import or_, select

from domain.db.work import Read
from domain.finance.party.model import Party
from domain.finance.payable.model import Payable, PayableState, Payment
from domain.kernel.errors import Invalid, Refused
from domain.kernel.ids import EntryId, PersonId
from domain.kernel.money import Money
from domain.office.document.model import Document
from domain.office.paper.queries import handed_in_by
from domain.person.model import Role
from domain.person.queries import asking

#: Who may book from anybody's paper; all others only from what they handed in.
_SEE_ALL = (Role.FINANCE, Role.MANAGER, Role.ADMINISTRATOR)


def overdue(read: Read) -> list[Payable]:
    """Return open payables due before today, the oldest first."""
    return list(
        read.session.scalars(
            select(Payable)
            .where(Payable.state == PayableState.OPEN, Payable.due_on < read.today())
            .order_by(Payable.due_on, Payable.id)
        )
    )


def owed_to(read: Read, person_id: PersonId) -> Money:
    """Return what is still to be paid back to a person."""
    owed = read.session.scalars(
        select(Payable).where(Payable.person_id == person_id, Payable.state == PayableState.OPEN)
    )
    return sum((each.open_amount for each in owed), Money.zero())


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


def unused_paper(read: Read, number: int | None) -> Document | None:
    """Return the document that a new title is to rest on; None for none.

    Raises Invalid for one that is not there or that the asker may not see, and Refused for one on
    which a title rests already, unless that was cancelled.
    """
    if number is None:
        return None
    paper = read.session.get(Document, number)
    if paper is None or not _may_use(read, paper):
        raise Invalid("payable.no_such_paper", field="document", number=number)
    taken = read.session.scalar(
        select(Payable).where(
            Payable.document_id == paper.id, Payable.state != PayableState.CANCELLED
        )
    )
    if taken is not None:
        raise Refused("payable.paper_used", name=paper.name, title=taken.title())
    return paper


def _may_use(read: Read, paper: Document) -> bool:
    who = asking(read)
    if paper.kept_by_id == who.id or any(who.holds(role) for role in _SEE_ALL):
        return True
    return paper.id in handed_in_by(read, who.id)


def paper_behind(read: Read, entry_id: EntryId) -> Document | None:
    """Return the paper of the title that an entry booked or paid, if it has one."""
    paid = select(Payment.payable_id).where(Payment.entry_id == entry_id)
    return read.session.scalar(
        select(Document)
        .join(Payable, Payable.document_id == Document.id)
        .where(or_(Payable.entry_id == entry_id, Payable.id.in_(paid)))
    )
