"""Events that were taken in, and the copies of a proposal's card."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Identity, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.db.base import Base
from domain.kernel.ids import PersonId, ProposalId


class SlackEvent(Base):
    """An event that was taken in; Slack delivers some of them more than once."""

    __tablename__ = "slack_event"

    event_id: Mapped[str] = mapped_column(String(60), primary_key=True)
    taken_at: Mapped[datetime] = mapped_column(index=True)


class Card(Base):
    """One person's copy of a proposal's card."""

    __tablename__ = "card"
    __table_args__ = (UniqueConstraint("proposal_id", "person_id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    proposal_id: Mapped[ProposalId] = mapped_column(BigInteger, ForeignKey("proposal.id"))
    person_id: Mapped[PersonId] = mapped_column(BigInteger, ForeignKey("person.id"))
    audience: Mapped[str] = mapped_column(String(10))
    channel: Mapped[str] = mapped_column(String(20))
    ts: Mapped[str] = mapped_column(String(30))


class Origin(Base):
    """The thread in which a request began: there stands its maker's card, and its outcome is told."""

    __tablename__ = "proposal_origin"

    proposal_id: Mapped[ProposalId] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    thread_ts: Mapped[str] = mapped_column(String(30))


class Message(Base):
    """A message of ours that may stand once only: claimed before it is posted, placed afterwards.

    A claim without a place is a post whose answer was lost: the thread is searched before it is
    posted again.
    """

    __tablename__ = "slack_message"

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    thread_ts: Mapped[str | None] = mapped_column(String(30))
    claimed_at: Mapped[datetime]
    ts: Mapped[str | None] = mapped_column(String(30))
