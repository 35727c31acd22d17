"""Posting to the books."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from domain.accounting.ledger.model import Account, Entry, Posting
from domain.db.work import Work
from domain.kernel.errors import Invalid, Refused
from domain.kernel.money import Money


def post(
    work: Work,
    lines: Sequence[tuple[Account, Money]],
    *,
    on: date,
    description: str,
    field: str = "",
) -> Entry:
    """Add a balanced entry. Raises Invalid for fewer than two lines or a sum that is not zero.

    What is in the books has happened: Invalid, too, for a day that has not come.
    """
    if on > work.today():
        raise Invalid("ledger.in_the_future", field=field, on=on)
    total = sum((amount for _, amount in lines), Money.zero())
    if total or len(lines) < 2 or not all(amount for _, amount in lines):
        raise Invalid("ledger.unbalanced", difference=total)
    entry = Entry(entry_on=on, description=description, posted_at=work.now())
    entry.postings = [Posting(account=account, amount=amount) for account, amount in lines]
    work.session.add(entry)
    work.session.flush()
    return entry


def reverse(work: Work, entry: Entry, *, on: date, description: str) -> Entry:
    """Add the entry that undoes `entry`. Raises Refused when it was reversed already.

    Raises Invalid for a day before the entry's own, or one that has not come.
    """
    if not entry.entry_on <= on <= work.today():
        raise Invalid(
            "ledger.reversed_when", field="reversed_on", first=entry.entry_on, last=work.today()
        )
    taken = work.session.scalar(select(Entry).where(Entry.reverses_id == entry.id))
    if taken is not None or entry.reverses_id is not None:
        raise Refused("ledger.already_reversed", number=entry.number)
    undo = Entry(entry_on=on, description=description, posted_at=work.now(), reverses_id=entry.id)
    undo.postings = [Posting(account=line.account, amount=-line.amount) for line in entry.postings]
    work.session.add(undo)
    work.session.flush()
    return undo
