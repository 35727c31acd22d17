"""People and the roles they hold."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from domain.db.base import Record, identity, inner, meant
from domain.kernel.ids import PersonId


class Role(StrEnum):
    """What someone may be asked to do. Authority (alçada) gives each role its limits."""

    EMPLOYEE = "employee"
    MANAGER = "manager"
    FINANCE = "finance"
    ADMINISTRATOR = "administrator"


class Person(Record):
    """Someone with an account in Slack."""

    __tablename__ = "person"

    id: Mapped[PersonId] = identity()
    name: Mapped[str] = meant(String(120))
    slack_user_id: Mapped[str | None] = meant(String(20), unique=True)
    manager_id: Mapped[PersonId | None] = meant(ForeignKey("person.id"))
    admitted_on: Mapped[date] = meant()
    active: Mapped[bool] = meant(default=True)
    search: Mapped[str] = inner(String(120), index=True)
    roles: Mapped[list["PersonRole"]] = relationship(lazy="selectin")

    def title(self) -> str:
        return self.name

    def holds(self, role: Role) -> bool:
        """Return whether this person has `role`."""
        return any(held.role == role for held in self.roles)


class PersonRole(Record):
    """A role held by a person."""

    __tablename__ = "person_role"
    __table_args__ = (UniqueConstraint("person_id", "role"),)

    id: Mapped[int] = identity()
    person_id: Mapped[PersonId] = meant(ForeignKey("person.id"), index=True)
    role: Mapped[str] = meant(String(20))

    def title(self) -> str:
        return self.role
