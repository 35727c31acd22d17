"""Proposals and the decisions people took on them.

draft -> pending -> approved -> executed
  |         |           '-> stale      (the effect, a person, a limit or the period changed)
  '---------'-> rejected | expired | cancelled | superseded | stale

A draft waits for its maker's confirmation, a pending one for somebody else's. Execution is one
transaction, so there is no state of being executed.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Identity, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.db.base import Base
from domain.kernel.canonical import Digest
from domain.kernel.ids import PersonId, ProposalId
from domain.kernel.money import Money
from domain.person.model import Person


class State(StrEnum):
    """Where a proposal stands."""

    DRAFT = "draft"
    PENDING = "pending"
    APPROVED = "approved"
    EXECUTED = "executed"
    REJECTED = "rejected"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"
    STALE = "stale"


#: States in which a person may still decide.
OPEN = frozenset({State.DRAFT, State.PENDING})


class Verdict(StrEnum):
    """What a person decided."""

    CONFIRM = "confirm"
    APPROVE = "approve"
    REJECT = "reject"
    CANCEL = "cancel"


class Proposal(Base):
    """An action that waits for people."""

    __tablename__ = "proposal"

    id: Mapped[ProposalId] = mapped_column(BigInteger, Identity(), primary_key=True)
    action: Mapped[str] = mapped_column(String(40))
    arguments: Mapped[str] = mapped_column(Text)
    effect: Mapped[str] = mapped_column(Text)
    digest: Mapped[Digest] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(12), default=State.DRAFT, index=True)
    maker_id: Mapped[PersonId] = mapped_column(ForeignKey("person.id"), index=True)
    amount: Mapped[Money] = mapped_column("amount_cents")
    beneficiaries: Mapped[str] = mapped_column(Text, default="[]")
    #: Lines for the card, as they were at the start; see `domain.proposal.context`. Not hashed.
    context: Mapped[str] = mapped_column(Text, default="[]", server_default=text("'[]'"))
    opened_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    closed_at: Mapped[datetime | None]
    #: What the action would do now, where that is no longer what people signed.
    stale_effect: Mapped[str | None] = mapped_column(Text)
    maker: Mapped[Person] = relationship()
    decisions: Mapped[list["Decision"]] = relationship(order_by="Decision.id", lazy="selectin")


class Decision(Base):
    """One person's word on one digest."""

    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("proposal_id", "person_id", "verdict"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    proposal_id: Mapped[ProposalId] = mapped_column(ForeignKey("proposal.id"), index=True)
    person_id: Mapped[PersonId] = mapped_column(ForeignKey("person.id"))
    verdict: Mapped[str] = mapped_column(String(10))
    digest: Mapped[Digest] = mapped_column(String(64))
    reason: Mapped[str | None] = mapped_column(String(500))
    decided_at: Mapped[datetime]
    person: Mapped[Person] = relationship(lazy="joined")


class Counter(Base):
    """The last legal number given in a series; touched last and at execution only."""

    __tablename__ = "counter"

    series: Mapped[str] = mapped_column(String(20), primary_key=True)
    last: Mapped[int] = mapped_column(BigInteger, default=0)
