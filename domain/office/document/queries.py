"""Finding documents again."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select, text

from domain.db.work import Read
from domain.kernel.ids import DocumentId
from domain.kernel.money import Money
from domain.kernel.text import folded
from domain.office.document.model import Document, StoredReading
from domain.office.document.reading import Name, Reading

#: As many documents as are compared by what was read of them.
_COMPARED = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is known of a document that somebody looks for."""

    words: str = ""
    number: str | None = None
    day: date | None = None
    amount: Money | None = None

    def is_it(self, reading: Reading | None) -> bool:
        """Return whether a reading has the day and the amount that are wanted."""
        if self.day is None and self.amount is None:
            return True
        return any(self._fits(paper) for paper in (reading.papers if reading else ()))

    def _fits(self, paper: Reading) -> bool:
        days = {paper.day(Name.ISSUED_ON), paper.day(Name.DUE_ON)}
        right_day = self.day is None or self.day in days
        return right_day and self.amount in {None, paper.money(Name.TOTAL)}


def looked_up(
    read: Read, wanted: Wanted, *, among: Collection[DocumentId] | None = None, most: int = 10
) -> list[Document]:
    """Return the documents that fit, the newest first; `among` narrows it to those one may see."""
    query = select(Document).order_by(Document.kept_at.desc(), Document.id.desc())
    if among is not None:
        query = query.where(Document.id.in_(among))
    if wanted.words or wanted.number is not None:
        rows = select(StoredReading.document_id)
        if wanted.words:
            found = _holds(wanted.words)
            if found is None:
                return []
            rows = rows.where(found)
        if wanted.number is not None:
            rows = rows.where(StoredReading.number == wanted.number)
        query = query.where(Document.id.in_(rows))
    candidates = read.session.scalars(query.limit(_COMPARED))
    return [each for each in candidates if wanted.is_it(reading_of(read, each.id))][:most]


def reading_of(read: Read, document_id: DocumentId) -> Reading | None:
    """Return the newest reading of a document, or None when it was not read."""
    row = read.session.scalars(
        select(StoredReading)
        .where(StoredReading.document_id == document_id, StoredReading.place == 0)
        .order_by(StoredReading.id.desc())
        .limit(1)
    ).first()
    return None if row is None else row.reading


def _holds(words: str) -> ColumnElement[bool] | None:
    """Return the condition that every word, or its beginning, stands there; None for no words."""
    wanted = re.findall(r"[a-z0-9]+", folded(words))
    if not wanted:
        return None
    # Only letters and digits are left, so that nobody's words become operators.
    asked = " & ".join(f"{word}:*" for word in wanted)
    condition: ColumnElement[bool] = func.to_tsvector(
        text("'simple'"), StoredReading.search
    ).bool_op("@@")(func.to_tsquery(text("'simple'"), asked))
    return condition
