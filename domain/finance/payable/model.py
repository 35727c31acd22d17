"""A payable and the payments that settle it.

open -> settled (the payments reach the amount)
     -> cancelled (the entry that made it was reversed)
A reversed payment opens it again.
"""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, relationship

from domain.accounting.ledger.model import Account
from domain.db.base import Record, identity, meant
from domain.finance.party.model import Party
from domain.kernel.ids import DocumentId, EntryId, PartyId, PersonId
from domain.kernel.money import Money
from domain.office.document.model import Document
from domain.person.model import Person


class PayableState(StrEnum):
    """Where a payable stands."""

    OPEN = "open"
    SETTLED = "settled"
    CANCELLED = "cancelled"


class Payable(Record):
    """A bill owed to a supplier, or what is owed back to a person."""

    __tablename__ = "payable"
    __table_args__ = (
        CheckConstraint("num_nonnulls(party_id, person_id) = 1", name="one_payee"),
        CheckConstraint("amount_cents > 0", name="amount_positive"),
        CheckConstraint("paid_cents between 0 and amount_cents", name="paid_within"),
        CheckConstraint("(state = 'settled') = (paid_cents = amount_cents)", name="state_by_paid"),
        Index(
            "uq_payable_party_id_number",
            "party_id",
            "number",
            unique=True,
            postgresql_where=text("number is not null and state <> 'cancelled'"),
        ),
        # One paper, one title: what was cancelled may be booked again from the same paper.
        Index(
            "uq_payable_document_id",
            "document_id",
            unique=True,
            postgresql_where=text("document_id is not null and state <> 'cancelled'"),
        ),
    )

    id: Mapped[int] = identity()
    party_id: Mapped[PartyId | None] = meant(ForeignKey("party.id"), index=True)
    person_id: Mapped[PersonId | None] = meant(ForeignKey("person.id"), index=True)
    description: Mapped[str] = meant(String(200))
    number: Mapped[str | None] = meant(String(60))
    due_on: Mapped[date] = meant(index=True)
    amount: Mapped[Money] = meant("amount_cents")
    paid: Mapped[Money] = meant("paid_cents", default=Money.zero())
    state: Mapped[str] = meant(String(10), default=PayableState.OPEN)
    account_id: Mapped[int] = meant(ForeignKey("account.id"))
    #: The entry that booked it; what was brought over at the opening may have none.
    entry_id: Mapped[EntryId | None] = meant(ForeignKey("entry.id"), index=True)
    #: The bill or the receipt itself, where it was handed in.
    document_id: Mapped[DocumentId | None] = meant(ForeignKey("document.id"))
    party: Mapped[Party | None] = relationship()
    person: Mapped[Person | None] = relationship()
    account: Mapped[Account] = relationship()
    document: Mapped[Document | None] = relationship()

    @property
    def open_amount(self) -> Money:
        """What is still owed."""
        return self.amount - self.paid

    @property
    def payee(self) -> str:
        """The name of whom it is owed to."""
        return " ".join(each.name for each in (self.party, self.person) if each is not None)

    def title(self) -> str:
        return f"{self.payee}: {self.description}"


class Payment(Record):
    """Money that was paid against a payable."""

    __tablename__ = "payment"
    __table_args__ = (CheckConstraint("amount_cents > 0", name="amount_positive"),)

    id: Mapped[int] = identity()
    payable_id: Mapped[int] = meant(ForeignKey("payable.id"), index=True)
    entry_id: Mapped[EntryId] = meant(ForeignKey("entry.id"), unique=True, index=True)
    paid_on: Mapped[date] = meant()
    amount: Mapped[Money] = meant("amount_cents")
    payable: Mapped[Payable] = relationship()

    def title(self) -> str:
        return self.payable.title()
