"""Documents that are kept, and what was read from them.

A document is never changed. It is read once, and again when a better reader comes: the newest
reading of each paper in it counts.
"""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Identity, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.db.base import Base, Record, identity, inner, meant, volatile
from domain.kernel.ids import DocumentId, PersonId
from domain.office.document import written
from domain.office.document.reading import Reading
from domain.person.model import Person


class Document(Record):
    """A stored original. `sha256` names it; `wrapped_key` opens it, itself locked by the key file."""

    __tablename__ = "document"

    id: Mapped[DocumentId] = identity()
    sha256: Mapped[str] = meant(String(64), unique=True)
    media_type: Mapped[str] = meant(String(80))
    size_bytes: Mapped[int] = meant(BigInteger)
    name: Mapped[str] = meant(String(200))
    kept_by_id: Mapped[PersonId | None] = meant(ForeignKey("person.id"), index=True)
    kept_at: Mapped[datetime] = volatile()
    wrapped_key: Mapped[bytes] = inner(LargeBinary)
    kept_by: Mapped[Person | None] = relationship()

    def title(self) -> str:
        return self.name


class StoredReading(Base):
    """What one paper of a document says, with the numbers by which it is found again."""

    __tablename__ = "document_reading"
    __table_args__ = (
        Index(None, "supplier_tax_id", "number"),
        Index(
            "ix_document_reading_search",
            text("to_tsvector('simple', search)"),
            postgresql_using="gin",
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    document_id: Mapped[DocumentId] = mapped_column(ForeignKey("document.id"), index=True)
    #: Which paper of the file, from 0.
    place: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    read_at: Mapped[datetime]
    content: Mapped[str] = mapped_column(Text)
    search: Mapped[str] = mapped_column(Text)
    supplier_tax_id: Mapped[str | None] = mapped_column(String(14))
    number: Mapped[str | None] = mapped_column(String(60))
    access_key: Mapped[str | None] = mapped_column(String(44), index=True)
    linha_digitavel: Mapped[str | None] = mapped_column(String(48), index=True)
    document: Mapped[Document] = relationship()

    @property
    def reading(self) -> Reading:
        """What the paper says."""
        return written.read(self.content)
