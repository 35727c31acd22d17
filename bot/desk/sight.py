"""What the trail tells of a record, and who may see it."""

import json

from domain.audit.queries import notes_on
from domain.audit.tags import Tag
from domain.authority.queries import allowance
from domain.authority.rules import why_not
from domain.db.base import Base
from domain.db.work import Read
from domain.finance.expense.model import Expense
from domain.finance.payable.model import Payable
from domain.kernel.ids import DocumentId
from domain.office.document.model import Document
from domain.office.paper.queries import handed_in_by, requests_on
from domain.people.vacation.model import Vacation
from domain.person.model import Person, Role
from domain.proposal.model import Proposal
from domain.proposal.service import stakes_of

_READS_BOOKS = (Role.FINANCE, Role.MANAGER, Role.ADMINISTRATOR)
_OF_PEOPLE = frozenset({"vacation", "absence"})


def proposals_of(read: Read, row: Base, key: int) -> list[Proposal]:
    """Return the requests that made or changed a record; of a document, those that rest on it."""
    if isinstance(row, Document):
        return requests_on(read, row.id)
    executed = notes_on(read, row.__tablename__, key, only={Tag.PROPOSAL_EXECUTED})
    numbers = [int(each.body["subject"].partition(":")[2]) for each in executed]
    return [read.session.get_one(Proposal, number) for number in numbers]


def may_see(read: Read, who: Person, row: Base, proposals: list[Proposal]) -> bool:
    """Return whether `who` is concerned by a record, or reads the books that it belongs to."""
    if isinstance(row, Document):
        return _may_open(read, who, row, proposals)
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
        case _:
            return _reads_books(who)


def _may_open(read: Read, who: Person, row: Document, proposals: list[Proposal]) -> bool:
    """A paper is for whoever handed it in, decides on it or reads the books.

    Having named its number in a request of one's own opens nothing.
    """
    if _reads_books(who) or row.kept_by_id == who.id or row.id in handed_in_by(read, who.id):
        return True
    return any(each.maker_id != who.id and _concerns(read, who, each) for each in proposals)


def document_for(read: Read, who: Person, key: DocumentId) -> Document | None:
    """Return a document that `who` may see, or None, whether it is there or not."""
    row = read.session.get(Document, key)
    if row is None:
        return None
    return row if may_see(read, who, row, proposals_of(read, row, key)) else None


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
