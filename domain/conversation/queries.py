"""What a thread remembers, and whether somebody asked a turn to stop."""

from sqlalchemy import select

from domain.conversation.model import Turn, TurnId
from domain.db.work import Read
from domain.kernel.ids import PersonId


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


def turn_at(read: Read, channel: str, said_ts: str) -> TurnId | None:
    """Return the turn of a message, or None for one that had none."""
    return read.session.scalar(
        select(Turn.id).where(Turn.channel == channel, Turn.said_ts == said_ts)
    )
