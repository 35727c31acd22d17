"""What a thread remembers, and whether somebody asked a turn to stop."""

from datetime import timedelta

from sqlalchemy import select

from domain.conversation.model import Step, Turn, TurnId, TurnState
from domain.db.work import Read
from domain.kernel.ids import PersonId, ProposalId

#: A turn that takes longer is no longer waited for; it has a minute.
ANSWERED_WITHIN = timedelta(minutes=2)


def thread(
    read: Read, channel: str, thread_ts: str, *, by: PersonId, before: TurnId, most: int
) -> list[Turn]:
    """Return the last `most` turns of one person in a thread that began before `before`, in order."""
    found = read.session.scalars(
        select(Turn)
        .where(
            Turn.channel == channel,
            Turn.thread_ts == thread_ts,
            Turn.person_id == by,
            Turn.id < before,
        )
        .order_by(Turn.id.desc())
        .limit(most)
    )
    return list(found)[::-1]


def is_stopping(read: Read, turn: TurnId) -> bool:
    """Tell whether somebody asked the turn to stop."""
    return read.session.scalar(select(Turn.stop_asked_at).where(Turn.id == turn)) is not None


def has_looked(read: Read, turn: TurnId) -> bool:
    """Tell whether a question was answered from the books in the turn."""
    answered = select(Step.id).where(Step.turn_id == turn, Step.outcome == "answered")
    return read.session.scalar(answered.limit(1)) is not None


def last_speaker(read: Read, channel: str, thread_ts: str) -> PersonId | None:
    """Return who spoke with us last in a thread, or None where nobody did."""
    return read.session.scalar(
        select(Turn.person_id)
        .where(Turn.channel == channel, Turn.thread_ts == thread_ts)
        .order_by(Turn.id.desc())
        .limit(1)
    )


def turn_at(read: Read, channel: str, said_ts: str) -> TurnId | None:
    """Return the turn of a message, or None for one that had none."""
    return read.session.scalar(
        select(Turn.id).where(Turn.channel == channel, Turn.said_ts == said_ts)
    )


def is_answering(read: Read, proposal_id: ProposalId) -> bool:
    """Tell whether the turn that filed a proposal has its answer still to give."""
    running = (
        select(Turn.id)
        .join(Step, Step.turn_id == Turn.id)
        .where(
            Step.proposal_id == proposal_id,
            Turn.state == TurnState.RUNNING,
            Turn.started_at > read.now() - ANSWERED_WITHIN,
        )
    )
    return read.session.scalar(running.limit(1)) is not None
