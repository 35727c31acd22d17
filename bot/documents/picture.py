"""The picture of a document's page, the first one if not told, drawn anew in the quarantine, upright."""

from bot.documents.quarantine import Reader
from domain.db.work import Desk
from domain.kernel.errors import Failure
from domain.kernel.ids import DocumentId
from domain.office.document.model import Document
from domain.office.document.queries import reading_of
from domain.office.document.service import original
from domain.office.document.store import Store


def picture_of(
    desk: Desk, store: Store, reader: Reader, document_id: DocumentId, *, page: int = 1
) -> bytes | None:
    """Return a JPEG of a page, or None for what has none to show (an XML, a broken file)."""
    with desk.read() as read:
        document = read.session.get(Document, document_id)
        reading = reading_of(read, document_id)
    if document is None:
        return None
    turned = reading.turned[page - 1 : page] if reading is not None else ()
    try:
        return reader.picture(
            original(store, document), page=page, turned=turned[0] if turned else 0
        )
    except Failure:
        return None
