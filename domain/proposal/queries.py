"""Which proposals wait, for whom, and which one made a record."""

import json

from sqlalchemy import select

from domain.audit.queries import last_on
from domain.audit.tags import Tag
from domain.authority.queries import allowance
from domain.authority.rules import why_not
from domain.db.work import Read
from domain.kernel.ids import ProposalId
from domain.person.model import Person
from domain.proposal.model import OPEN, Proposal, State
from domain.proposal.service import stakes_of


def title_of(proposal: Proposal) -> str:
    """Return the few words by which people recognise a request: its number and what it makes."""
    changes = json.loads(proposal.effect)
    return f"#{proposal.id} · {changes[0]['title']}" if changes else f"#{proposal.id}"


def of_maker(read: Read, maker: Person) -> list[Proposal]:
    """Return what `maker` asked for and nobody has closed, the oldest first."""
    return [each for each in _open(read) if each.maker_id == maker.id]


def waiting_for(read: Read, person: Person) -> list[Proposal]:
    """Return the confirmed proposals of others that `person` may approve, the oldest first."""
    return [
        each
        for each in _open(read)
        if each.state == State.PENDING
        and why_not(
            person.id,
            maker=each.maker_id,
            stakes=stakes_of(each),
            allowance=allowance(read, person, each.action),
        )
        is None
    ]


def _open(read: Read) -> list[Proposal]:
    found = read.session.scalars(
        select(Proposal)
        .where(Proposal.state.in_(OPEN), Proposal.expires_at > read.now())
        .order_by(Proposal.id)
    )
    return list(found)


def overdue(read: Read) -> list[ProposalId]:
    """Return the open proposals whose time has passed, the oldest first."""
    found = read.session.scalars(
        select(Proposal.id)
        .where(Proposal.state.in_(OPEN), Proposal.expires_at <= read.now())
        .order_by(Proposal.id)
    )
    return list(found)


def origin(read: Read, table: str, record_id: int) -> Proposal | None:
    """Return the proposal that made or last changed a record, or None for one opened with.

    The trail tells: an execution's note lists every record that it touched.
    """
    note = last_on(read, table, record_id, Tag.PROPOSAL_EXECUTED)
    if note is None:
        return None
    return read.session.get_one(Proposal, int(note.body["subject"].partition(":")[2]))
