"""A receivable and the receipts that settle it.

open -> settled (the receipts reach the amount)
     -> cancelled (the entry that made it was reversed)
A reversed receipt opens it again.
"""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, relationship

from domain.accounting.ledger.model import Account
from domain.db.base import Record, identity, meant, volatile
from domain.finance.party.model import Party
from domain.kernel.ids import EntryId, PartyId
from domain.kernel.money import Money


class ReceivableState(StrEnum):
    """Where a receivable stands."""

    OPEN = "open"
    SETTLED = "settled"
    CANCELLED = "cancelled"


class Receivable(Record):
    """An invoice to a customer. Its number comes at execution, without gaps."""

    __tablename__ = "receivable"
    __table_args__ = (
        CheckConstraint("amount_cents > 0", name="amount_positive"),
        CheckConstraint("received_cents between 0 and amount_cents", name="received_within"),
        CheckConstraint(
            "(state = 'settled') = (received_cents = amount_cents)", name="state_by_received"
        ),
    )
    __numbered__ = ("number", "invoice")

    id: Mapped[int] = identity()
    number: Mapped[int | None] = volatile(unique=True)
    party_id: Mapped[PartyId] = meant(ForeignKey("party.id"), index=True)
    description: Mapped[str] = meant(String(200))
    issued_on: Mapped[date] = meant()
    due_on: Mapped[date] = meant(index=True)
    amount: Mapped[Money] = meant("amount_cents")
    received: Mapped[Money] = meant("received_cents", default=Money.zero())
    state: Mapped[str] = meant(String(10), default=ReceivableState.OPEN)
    account_id: Mapped[int] = meant(ForeignKey("account.id"))
    entry_id: Mapped[EntryId] = meant(ForeignKey("entry.id"), index=True)
    party: Mapped[Party] = relationship()
    account: Mapped[Account] = relationship()

    @property
    def open_amount(self) -> Money:
        """What is still to come."""
        return self.amount - self.received

    def title(self) -> str:
        return f"{self.party.name}: {self.description}"


class Receipt(Record):
    """Money that came in against a receivable."""

    __tablename__ = "receipt"
    __table_args__ = (CheckConstraint("amount_cents > 0", name="amount_positive"),)

    id: Mapped[int] = identity()
    receivable_id: Mapped[int] = meant(ForeignKey("receivable.id"), index=True)
    entry_id: Mapped[EntryId] = meant(ForeignKey("entry.id"), index=True)
    received_on: Mapped[date] = meant()
    amount: Mapped[Money] = meant("amount_cents")
    receivable: Mapped[Receivable] = relationship()

    def title(self) -> str:
        return self.receivable.title()
