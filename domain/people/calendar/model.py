"""What the company adds to the public calendar: its state, its days of rest, its own holidays."""

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped

from domain.db.base import Record, identity, meant


class CompanyHoliday(Record):
    """A holiday of the town or of the company, on one day."""

    __tablename__ = "company_holiday"

    id: Mapped[int] = identity()
    day: Mapped[date] = meant(unique=True)
    name: Mapped[str] = meant(String(120))

    def title(self) -> str:
        return self.name


class Workplace(Record):
    """Where the company works: its state (UF) and the ISO weekdays of rest, as digits."""

    __tablename__ = "workplace"

    id: Mapped[int] = identity()
    uf: Mapped[str] = meant(String(2), unique=True)
    rest_weekdays: Mapped[str] = meant(String(7), default="7")

    def title(self) -> str:
        return self.uf
