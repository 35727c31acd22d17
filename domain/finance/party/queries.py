"""Finding the party that someone means."""

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from domain.db.base import folded
from domain.db.work import Read
from domain.finance.party.model import Party
from domain.kernel.errors import Invalid


def supplier_named(read: Read, words: str) -> Party:
    """Return the one supplier whose name holds `words`. Raises Invalid, with choices, otherwise."""
    return _named(read, words, Party.supplies, "supplier")


def registered_as(read: Read, tax_id: str | None) -> str | None:
    """Return the name of the supplier with that CNPJ, or None."""
    return read.session.scalar(select(Party.name).where(Party.tax_id == tax_id, Party.supplies))


def customer_named(read: Read, words: str) -> Party:
    """Return the one customer whose name holds `words`. Raises Invalid, with choices, otherwise."""
    return _named(read, words, Party.buys, "customer")


def _named(read: Read, words: str, kind: InstrumentedAttribute[bool], field: str) -> Party:
    wanted = folded(words)
    found = list(
        read.session.scalars(
            select(Party)
            .where(kind, Party.search.contains(wanted, autoescape=True))
            .order_by(Party.name)
        )
    )
    exact = [party for party in found if party.search == wanted]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if not wanted or not found:
        key = "party.unknown" if field == "supplier" else "party.unknown_customer"
        raise Invalid(key, field=field, words=words)
    raise Invalid(
        "party.ambiguous",
        field=field,
        words=words,
        choices=tuple(party.name for party in found[:5]),
    )
