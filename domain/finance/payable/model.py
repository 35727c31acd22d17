"""A payable and the payments that settle it.

open -> settled (the payments reach the amount)
"""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, relationship

from domain.accounting.ledger.model import Account
from domain.db.base import Record, identity, meant
from domain.finance.party.model import Party
from domain.kernel.ids import EntryId, PartyId
from domain.kernel.money import Money


class PayableState(StrEnum):
    """Where a payable stands."""

    OPEN = "open"
    SETTLED = "settled"


class Payable(Record):
    """A bill owed to a supplier."""

    __tablename__ = "payable"

    id: Mapped[int] = identity()
    party_id: Mapped[PartyId] = meant(ForeignKey("party.id"), index=True)
    description: Mapped[str] = meant(String(200))
    number: Mapped[str | None] = meant(String(60))
    due_on: Mapped[date] = meant(index=True)
    amount: Mapped[Money] = meant("amount_cents")
    paid: Mapped[Money] = meant("paid_cents", default=Money.zero())
    state: Mapped[str] = meant(String(10), default=PayableState.OPEN)
    account_id: Mapped[int] = meant(ForeignKey("account.id"))
    party: Mapped[Party] = relationship()
    account: Mapped[Account] = relationship()

    @property
    def open_amount(self) -> Money:
        """What is still owed."""
        return self.amount - self.paid

    def title(self) -> str:
        return f"{self.party.name}: {self.description}"


class Payment(Record):
    """Money that was paid against a payable."""

    __tablename__ = "payment"

    id: Mapped[int] = identity()
    payable_id: Mapped[int] = meant(ForeignKey("payable.id"), index=True)
    entry_id: Mapped[EntryId] = meant(ForeignKey("entry.id"))
    paid_on: Mapped[date] = meant()
    amount: Mapped[Money] = meant("amount_cents")
    payable: Mapped[Payable] = relationship()

    def title(self) -> str:
        return self.payable.title()
