r"""One note of the trail. `body` is canonical TEXT: what was hashed is what is stored.

hash(n) = SHA-256(hash(n-1) + "\n" + body(n)); hash(0) is 64 zeros. The body holds its own number,
so a cut or a swap shows. A database trigger refuses UPDATE and DELETE.
"""

from sqlalchemy import BigInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from domain.db.base import Base

#: What the first note is chained to.
GENESIS = "0" * 64


class Note(Base):
    """A line of the audit trail."""

    __tablename__ = "note"

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    body: Mapped[str] = mapped_column(Text)
    prev: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)


class NoteSubject(Base):
    """A record that a note is about: the way from a record to its notes.

    It is no part of the chain and refers to it by number only, so that a note can be judged whatever
    became of this row, and the other way round.
    """

    __tablename__ = "note_subject"

    record_table: Mapped[str] = mapped_column(String(40), primary_key=True)
    record_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    tag: Mapped[str] = mapped_column(String(40))
