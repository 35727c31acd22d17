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
