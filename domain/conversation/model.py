"""Turns and their steps.

running -> done | stopped | failed

A turn begins with a person's message and ends with the answer. Its steps are what the model said or
called, and what the tools returned, in order. A killed worker's turn goes on where its steps end.
"""

from datetime import datetime
from enum import StrEnum
from typing import NewType

from sqlalchemy import BigInteger, ForeignKey, Identity, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.db.base import Base
from domain.kernel.canonical import Digest
from domain.kernel.ids import PersonId, ProposalId

TurnId = NewType("TurnId", int)


class TurnState(StrEnum):
    """Where a turn stands."""

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


class StepKind(StrEnum):
    """Who made a step."""

    MODEL = "model"
    TOOL = "tool"


class Turn(Base):
    """A person's message and what became of it. One message has one turn, however often it comes."""

    __tablename__ = "turn"
    __table_args__ = (
        UniqueConstraint("channel", "said_ts"),
        Index(None, "channel", "thread_ts"),
    )

    id: Mapped[TurnId] = mapped_column(BigInteger, Identity(), primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    thread_ts: Mapped[str] = mapped_column(String(30))
    said_ts: Mapped[str] = mapped_column(String(30))
    person_id: Mapped[PersonId] = mapped_column(ForeignKey("person.id"))
    words: Mapped[str] = mapped_column(Text)
    #: The documents that came with the message: JSON, each with `id` and `kind`.
    papers: Mapped[str] = mapped_column(Text)
    model: Mapped[str] = mapped_column(String(120))
    prompt_digest: Mapped[Digest] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(10), default=TurnState.RUNNING)
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    stop_asked_at: Mapped[datetime | None]
    steps: Mapped[list["Step"]] = relationship(order_by="Step.id", lazy="selectin")


class Step(Base):
    """One thing the model said or called, or one thing a tool returned.

    `calls` is JSON: each call with `id`, `name` and `args`. `outcome` is a tool's: filed, answered,
    invalid, refused, conflict, outage, uncertain, failed, limited or stopped.
    """

    __tablename__ = "turn_step"
    __table_args__ = (UniqueConstraint("turn_id", "call_id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    turn_id: Mapped[TurnId] = mapped_column(ForeignKey("turn.id"), index=True)
    kind: Mapped[str] = mapped_column(String(5))
    words: Mapped[str] = mapped_column(Text)
    calls: Mapped[str] = mapped_column(Text, default="[]")
    call_id: Mapped[str | None] = mapped_column(String(100))
    outcome: Mapped[str | None] = mapped_column(String(10))
    proposal_id: Mapped[ProposalId | None] = mapped_column(ForeignKey("proposal.id"))
    made_at: Mapped[datetime]


class TurnRating(Base):
    """What a reader thought of an answer; each reader's last word counts."""

    __tablename__ = "turn_rating"

    turn_id: Mapped[TurnId] = mapped_column(ForeignKey("turn.id"), primary_key=True)
    person_id: Mapped[PersonId] = mapped_column(ForeignKey("person.id"), primary_key=True)
    good: Mapped[bool]
    rated_at: Mapped[datetime]
