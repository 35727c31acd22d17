"""Suppliers and customers."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped

from domain.db.base import Record, identity, inner, meant
from domain.kernel.ids import PartyId


class Party(Record):
    """A registered supplier or customer. `tax_id` is a bare CNPJ (letters allowed) or CPF."""

    __tablename__ = "party"

    id: Mapped[PartyId] = identity()
    name: Mapped[str] = meant(String(120))
    tax_id: Mapped[str] = meant(String(14), unique=True)
    supplies: Mapped[bool] = meant(default=False)
    buys: Mapped[bool] = meant(default=False)
    account_id: Mapped[int | None] = meant(ForeignKey("account.id"))
    search: Mapped[str] = inner(String(120), index=True)

    def title(self) -> str:
        return self.name
