"""What the trail tells of a record, and who may see it."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from domain.audit.model import Note
from domain.audit.tags import Tag
from domain.authority.queries import allowance
from domain.authority.rules import why_not
from domain.db.base import Base
from domain.db.work import Read
from domain.finance.expense.model import Expense
from domain.finance.payable.model import Payable
from domain.kernel.canonical import canonical
from domain.kernel.ids import DocumentId
from domain.office.document.model import Document
from domain.people.vacation.model import Vacation
from domain.person.model import Person, Role
from domain.proposal.model import Proposal
from domain.proposal.service import stakes_of

_READS_BOOKS = (Role.FINANCE, Role.MANAGER, Role.ADMINISTRATOR)
_OF_PEOPLE = frozenset({"vacation", "absence"})


@dataclass(frozen=True, slots=True)
class Noted:
    """A note about a record."""

    seq: int
    hash: str
    body: dict[str, Any]


def notes_on(read: Read, table: str, record_id: int) -> list[Noted]:
    """Return the notes whose subject is a record, or whose execution touched it, in order."""
    subject, key = f"{table}:{record_id}", canonical([table, record_id])
    named = Note.body.contains(f'"subject":"{subject}"', autoescape=True)
    touched = Note.body.contains(key, autoescape=True)
    rows = read.session.scalars(select(Note).where(or_(named, touched)).order_by(Note.seq))
    notes = [Noted(row.seq, row.hash, json.loads(row.body)) for row in rows]
    # The words of a reason may hold the same letters: only the note's own columns count.
    return [
        each
        for each in notes
        if each.body["subject"] == subject
        or [table, record_id] in each.body.get("details", {}).get("records", [])
    ]


def proposals_of(read: Read, notes: list[Noted]) -> list[Proposal]:
    """Return the requests that made or changed the record of these notes."""
    numbers = [
        int(each.body["subject"].partition(":")[2])
        for each in notes
        if each.body["tag"] == Tag.PROPOSAL_EXECUTED
    ]
    return [read.session.get_one(Proposal, number) for number in numbers]


def may_see(read: Read, who: Person, row: Base, proposals: list[Proposal]) -> bool:
    """Return whether `who` is concerned by a record, or reads the books that it belongs to."""
    if any(_concerns(read, who, each) for each in proposals):
        return True
    match row:
        case Vacation():
            return who.id in {row.person_id, row.person.manager_id} or who.holds(Role.ADMINISTRATOR)
        case Proposal():
            personal = any(each["table"] in _OF_PEOPLE for each in json.loads(row.effect))
            wide = who.holds(Role.ADMINISTRATOR) if personal else _reads_books(who)
            return wide or _concerns(read, who, row)
        case Expense() | Payable() if row.person_id == who.id:
            return True
        case Document() if row.kept_by_id == who.id:
            return True
        case _:
            return _reads_books(who)


def document_for(read: Read, who: Person, key: DocumentId) -> Document | None:
    """Return a document that `who` may see, or None, whether it is there or not."""
    row = read.session.get(Document, key)
    if row is None:
        return None
    proposals = proposals_of(read, notes_on(read, "document", key))
    return row if may_see(read, who, row, proposals) else None


def _reads_books(who: Person) -> bool:
    return any(who.holds(role) for role in _READS_BOOKS)


def _concerns(read: Read, who: Person, proposal: Proposal) -> bool:
    stakes = stakes_of(proposal)
    people = {proposal.maker_id, *stakes.beneficiaries, *(d.person_id for d in proposal.decisions)}
    able = why_not(
        who.id,
        maker=proposal.maker_id,
        stakes=stakes,
        allowance=allowance(read, who, proposal.action),
    )
    return who.id in people or able is None
