"""What the books say."""

from sqlalchemy import func, select

from domain.accounting.ledger.model import Account, AccountKind, Entry, Posting
from domain.db.base import folded
from domain.db.work import Read
from domain.kernel.errors import Invalid
from domain.kernel.ids import EntryId
from domain.kernel.money import Money


def account(read: Read, code: str) -> Account:
    """Return the account with `code`; the chart has it or the company is set up wrongly."""
    return read.session.scalars(select(Account).where(Account.code == code)).one()


def balance(read: Read, of: Account) -> Money:
    """Return debits less credits of one account."""
    total = read.session.scalar(
        select(func.coalesce(func.sum(Posting.amount), 0)).where(Posting.account_id == of.id)
    )
    return total if isinstance(total, Money) else Money(int(total or 0))


def cash(read: Read) -> list[tuple[Account, Money]]:
    """Return every cash and bank account with its balance, by code."""
    accounts = read.session.scalars(
        select(Account).where(Account.kind == AccountKind.CASH).order_by(Account.code)
    )
    return [(each, balance(read, each)) for each in accounts]


def numbered(read: Read, number: int) -> Entry:
    """Return the entry with this number. Raises Invalid when there is none."""
    entry = read.session.scalar(select(Entry).where(Entry.number == number))
    if entry is None:
        raise Invalid("ledger.no_such_entry", field="entry", number=number)
    return entry


def is_reversed(read: Read, entry_id: EntryId) -> bool:
    """Return whether another entry undid this one."""
    return read.session.scalar(select(Entry.id).where(Entry.reverses_id == entry_id)) is not None


def moving(read: Read, amount: Money, words: str) -> list[Entry]:
    """Return the entries with a line of `amount` and all of `words`, the newest first.

    The words may stand in the description or in the names of the accounts.
    """
    found = read.session.scalars(
        select(Entry)
        .where(Entry.postings.any(Posting.amount == amount))
        .order_by(Entry.entry_on.desc(), Entry.id.desc())
    )
    wanted = [word for word in folded(words).split() if len(word) > 2]
    return [entry for entry in found if all(word in _said(entry) for word in wanted)]


def _said(entry: Entry) -> str:
    return folded(" ".join([entry.description, *(line.account.name for line in entry.postings)]))
