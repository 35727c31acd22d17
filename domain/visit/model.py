"""Links that open the desk once, and the visits they begin.

link: given -> used (once) | too late (fifteen minutes)
visit: begun -> left | over (eight hours)

Only the SHA-256 of a secret is kept: who reads the database cannot walk in.
"""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Identity, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.db.base import Base
from domain.kernel.ids import PersonId
from domain.person.model import Person


class Link(Base):
    """A way to one record for one person; it opens once."""

    __tablename__ = "desk_link"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[PersonId] = mapped_column(ForeignKey("person.id"), index=True)
    record_table: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[int] = mapped_column(BigInteger)
    language: Mapped[str] = mapped_column(String(10))
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship()


class Visit(Base):
    """Somebody at the desk, known by the cookie's secret."""

    __tablename__ = "desk_visit"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[PersonId] = mapped_column(ForeignKey("person.id"), index=True)
    language: Mapped[str] = mapped_column(String(10))
    expires_at: Mapped[datetime] = mapped_column(index=True)
    person: Mapped[Person] = relationship()
