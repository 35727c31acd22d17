"""Limits: up to which amount a role may confirm or approve an action."""

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped

from domain.db.base import Record, identity, meant
from domain.kernel.money import Money


class Limit(Record):
    """`confirm` is what a maker of this role may confirm alone; `approve` what they approve."""

    __tablename__ = "authority_limit"
    __table_args__ = (
        UniqueConstraint("role", "action"),
        CheckConstraint("confirm_cents >= 0 and approve_cents >= 0", name="not_negative"),
    )

    id: Mapped[int] = identity()
    role: Mapped[str] = meant(String(20))
    action: Mapped[str] = meant(String(40))
    confirm: Mapped[Money] = meant("confirm_cents", default=Money.zero())
    approve: Mapped[Money] = meant("approve_cents", default=Money.zero())

    def title(self) -> str:
        return f"{self.role} {self.action}"
