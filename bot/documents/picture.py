"""The picture of a document's first page, drawn anew in the quarantine, upright."""

from bot.documents.quarantine import Reader
from domain.db.work import Desk
from domain.kernel.errors import Failure
from domain.kernel.ids import DocumentId
from domain.office.document.model import Document
from domain.office.document.queries import reading_of
from domain.office.document.service import original
from domain.office.document.store import Store


def picture_of(desk: Desk, store: Store, reader: Reader, document_id: DocumentId) -> bytes | None:
    """Return a JPEG of the first page, or None for what has none to show (an XML, a broken file)."""
    with desk.read() as read:
        document = read.session.get(Document, document_id)
        reading = reading_of(read, document_id)
    if document is None:
        return None
    turned = reading.turned[0] if reading is not None and reading.turned else 0
    try:
        return reader.picture(original(store, document), turned=turned)
    except Failure:
        return None
