"""Finding the party that someone means."""

from sqlalchemy import select

from domain.db.base import folded
from domain.db.work import Read
from domain.finance.party.model import Party
from domain.kernel.errors import Invalid


def supplier_named(read: Read, words: str) -> Party:
    """Return the one supplier whose name holds `words`. Raises Invalid, with choices, otherwise."""
    wanted = folded(words)
    found = list(
        read.session.scalars(
            select(Party)
            .where(Party.supplies, Party.search.contains(wanted, autoescape=True))
            .order_by(Party.name)
        )
    )
    exact = [party for party in found if party.search == wanted]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if not wanted or not found:
        raise Invalid("party.unknown", field="supplier", words=words)
    raise Invalid(
        "party.ambiguous",
        field="supplier",
        words=words,
        choices=tuple(party.name for party in found[:5]),
    )
