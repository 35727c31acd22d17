"""Expenses that people paid from their own pocket."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, relationship

from domain.db.base import Record, identity, meant
from domain.kernel.ids import EntryId, PersonId
from domain.kernel.money import Money
from domain.person.model import Person


class Expense(Record):
    """One receipt; what is owed back for it is its payable, which has the paper."""

    __tablename__ = "expense"
    __table_args__ = (CheckConstraint("amount_cents > 0", name="amount_positive"),)

    id: Mapped[int] = identity()
    person_id: Mapped[PersonId] = meant(ForeignKey("person.id"), index=True)
    payable_id: Mapped[int] = meant(ForeignKey("payable.id"), index=True)
    entry_id: Mapped[EntryId] = meant(ForeignKey("entry.id"), index=True)
    supplier: Mapped[str] = meant(String(120))
    spent_on: Mapped[date] = meant()
    amount: Mapped[Money] = meant("amount_cents")
    person: Mapped[Person] = relationship()

    def title(self) -> str:
        return f"{self.person.name}: {self.supplier}"
