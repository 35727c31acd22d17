"""Papers handed in, and the pictures of documents that stand in Slack.

reading -> told                          (its message had words: the agent goes on)
   |----> asking -> proposed | discarded (its card waits for whoever handed it in)
   |----> kept                           (whoever handed it in may make nothing of it: others may)
   '----> failed                         (it has no reading; the original is kept where there is one)
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Identity, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.db.base import Base
from domain.kernel.ids import DocumentId, PersonId, ProposalId
from domain.office.document.model import Document
from domain.person.model import Person


class PaperState(StrEnum):
    """What became of a paper."""

    READING = "reading"
    TOLD = "told"
    ASKING = "asking"
    KEPT = "kept"
    PROPOSED = "proposed"
    DISCARDED = "discarded"
    FAILED = "failed"


class Paper(Base):
    """One file of one message, handed in by one person."""

    __tablename__ = "paper"
    __table_args__ = (UniqueConstraint("channel", "message_ts", "file_id", "person_id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    thread_ts: Mapped[str] = mapped_column(String(30))
    message_ts: Mapped[str] = mapped_column(String(30))
    file_id: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[PersonId] = mapped_column(ForeignKey("person.id"), index=True)
    document_id: Mapped[DocumentId | None] = mapped_column(ForeignKey("document.id"), index=True)
    state: Mapped[str] = mapped_column(String(12), default=PaperState.READING)
    proposal_id: Mapped[ProposalId | None] = mapped_column(ForeignKey("proposal.id"))
    taken_at: Mapped[datetime]
    person: Mapped[Person] = relationship(lazy="joined")
    document: Mapped[Document | None] = relationship()


class DocumentPicture(Base):
    """The picture of a document's first page, as a file of ours in Slack."""

    __tablename__ = "document_picture"

    document_id: Mapped[DocumentId] = mapped_column(ForeignKey("document.id"), primary_key=True)
    slack_file_id: Mapped[str] = mapped_column(String(40))
