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
