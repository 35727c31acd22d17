"""Who was asked and has not answered is reminded once, on a working day, at an hour when people work.

The note of it is what makes it once: it is written under the proposal's lock.
"""

from datetime import datetime, timedelta

from sqlalchemy import exists, func, select

from domain.audit.model import NoteSubject
from domain.audit.queries import last_on
from domain.audit.tags import Tag
from domain.db.work import Read, Work
from domain.kernel.clock import SAO_PAULO
from domain.kernel.ids import ProposalId
from domain.outbox import Job
from domain.people.calendar.queries import near
from domain.proposal.model import Decision, Proposal, State, Verdict
from domain.proposal.service import locked

#: Nobody is disturbed before or after.
_HOURS = range(8, 18)


def waits_since(proposal: Proposal) -> datetime | None:
    """Return when its maker confirmed a pending proposal: since then it waits for somebody else."""
    if proposal.state != State.PENDING:
        return None
    confirmed = [each for each in proposal.decisions if each.verdict == Verdict.CONFIRM]
    return confirmed[-1].decided_at if confirmed else None


def is_time(read: Read) -> bool:
    """Return whether people may be reminded now."""
    calendar, day = near(read, read.today()), read.today()
    at_work = calendar.holiday(day) is None and not calendar.rests(day)
    return at_work and read.now().astimezone(SAO_PAULO).hour in _HOURS


def unanswered(read: Read, after: timedelta) -> list[ProposalId]:
    """Return the pending proposals that wait for longer than `after`, of which nobody was reminded."""
    reminded = exists().where(
        NoteSubject.record_table == Proposal.__tablename__,
        NoteSubject.record_id == Proposal.id,
        NoteSubject.tag == Tag.PROPOSAL_REMINDED,
    )
    found = read.session.scalars(
        select(Proposal.id)
        .join(Decision, Decision.proposal_id == Proposal.id)
        .where(
            Proposal.state == State.PENDING,
            Proposal.expires_at > read.now(),
            Decision.verdict == Verdict.CONFIRM,
            ~reminded,
        )
        .group_by(Proposal.id)
        .having(func.max(Decision.decided_at) <= read.now() - after)
        .order_by(Proposal.id)
    )
    return list(found)


def remind(work: Work, proposal_id: ProposalId) -> bool:
    """Ask for the one reminder of a proposal that still waits; return whether it is due now."""
    proposal = locked(work, proposal_id)
    if proposal.state != State.PENDING or work.now() >= proposal.expires_at:
        return False
    if last_on(work, Proposal.__tablename__, proposal.id, Tag.PROPOSAL_REMINDED) is not None:
        return False
    work.note(Tag.PROPOSAL_REMINDED, subject=f"proposal:{proposal.id}", who=None)
    work.file(Job("reminder.post", "decisions", {"proposal_id": proposal.id}))
    return True
