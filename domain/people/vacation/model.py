"""A person's vacations, and the absences that shorten them.

granted -> cancelled (before the first day)

PostgreSQL itself refuses two granted vacations of one person that share a day.
"""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from domain.db.base import Record, identity, meant
from domain.kernel.ids import PersonId
from domain.person.model import Person


class VacationState(StrEnum):
    """Where a vacation stands."""

    GRANTED = "granted"
    CANCELLED = "cancelled"


class Vacation(Record):
    """Days of rest, taken from one acquisition period (named by its first day)."""

    __tablename__ = "vacation"

    id: Mapped[int] = identity()
    person_id: Mapped[PersonId] = meant(ForeignKey("person.id"), index=True)
    starts_on: Mapped[date] = meant(index=True)
    ends_on: Mapped[date] = meant()
    days: Mapped[int] = meant()
    acquired_from: Mapped[date] = meant()
    state: Mapped[str] = meant(String(10), default=VacationState.GRANTED)
    person: Mapped[Person] = relationship()

    def title(self) -> str:
        return f"{self.person.name}: {self.starts_on:%d/%m/%Y} - {self.ends_on:%d/%m/%Y}"


class Absence(Record):
    """A day on which somebody was absent without a justification."""

    __tablename__ = "absence"
    __table_args__ = (UniqueConstraint("person_id", "missed_on"),)

    id: Mapped[int] = identity()
    person_id: Mapped[PersonId] = meant(ForeignKey("person.id"), index=True)
    missed_on: Mapped[date] = meant()

    def title(self) -> str:
        return f"{self.missed_on:%d/%m/%Y}"
