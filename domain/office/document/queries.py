"""Finding documents again."""

import re

from sqlalchemy import func, select, text

from domain.db.work import Read
from domain.kernel.ids import DocumentId, PersonId
from domain.kernel.text import folded
from domain.office.document.model import Document, StoredReading
from domain.office.document.reading import Reading


def find(
    read: Read, words: str, *, kept_by: PersonId | None = None, most: int = 10
) -> list[Document]:
    """Return the documents in which every word, or its beginning, stands; the newest first.

    `kept_by` narrows it to what one person sent.
    """
    wanted = re.findall(r"[a-z0-9]+", folded(words))
    if not wanted:
        return []
    # Only letters and digits are left, so that nobody's words become operators.
    asked = " & ".join(f"{word}:*" for word in wanted)
    found = func.to_tsvector(text("'simple'"), StoredReading.search).bool_op("@@")(
        func.to_tsquery(text("'simple'"), asked)
    )
    query = (
        select(Document)
        .where(Document.id.in_(select(StoredReading.document_id).where(found)))
        .order_by(Document.kept_at.desc(), Document.id.desc())
        .limit(most)
    )
    if kept_by is not None:
        query = query.where(Document.kept_by_id == kept_by)
    return list(read.session.scalars(query))


def reading_of(read: Read, document_id: DocumentId) -> Reading | None:
    """Return the newest reading of a document, or None when it was not read."""
    row = read.session.scalars(
        select(StoredReading)
        .where(StoredReading.document_id == document_id, StoredReading.place == 0)
        .order_by(StoredReading.id.desc())
        .limit(1)
    ).first()
    return None if row is None else row.reading
