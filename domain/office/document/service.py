"""What is done with documents: keep the original, record what was read."""

import unicodedata

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from domain.audit.tags import Tag
from domain.db.work import Read, Work
from domain.kernel.ids import PersonId
from domain.kernel.text import folded
from domain.office.document import written
from domain.office.document.model import Document, StoredReading
from domain.office.document.reading import Name, Reading
from domain.office.document.store import Store, named

_NAME_MAX = 200
#: tsvector holds at most one megabyte; a paper of fifty dense pages is well below.
_SEARCH_MAX = 300_000
#: Longer than any word worth finding; PostgreSQL refuses words above 2 kB.
_WORD_MAX = 60


def keep(
    work: Work,
    store: Store,
    content: bytes,
    name: str,
    by: PersonId | None,
    *,
    media_type: str = "application/octet-stream",
) -> Document:
    """Keep an original; the same bytes are kept once, whoever sends them.

    The row comes first: a second keeper of the same bytes waits for it, and finds the document. So
    the original in the store is always the one whose key is in the row. Raises Outage when the store
    fails; then nothing is kept.
    """
    sha256 = named(content)
    made = work.session.execute(
        insert(Document)
        .values(
            sha256=sha256,
            media_type=media_type,
            size_bytes=len(content),
            name=plain_name(name),
            kept_by_id=by,
            kept_at=work.now(),
            wrapped_key=b"",
        )
        .on_conflict_do_nothing(index_elements=[Document.sha256])
        .returning(Document.id)
    ).scalar_one_or_none()
    document = work.session.scalars(select(Document).where(Document.sha256 == sha256)).one()
    if made is not None:
        document.wrapped_key = store.put(content)
        work.session.flush()
        work.note(Tag.DOCUMENT_KEPT, subject=f"document:{made}", who=by, sha256=sha256)
    return document


def original(store: Store, document: Document) -> bytes:
    """Return a document byte for byte. Raises Outage or Refused, as the store does."""
    return store.get(document.sha256, document.wrapped_key)


def record_reading(work: Work, document: Document, reading: Reading) -> list[StoredReading]:
    """Record what was read, a row for each paper of the file; it counts from now on."""
    rows = []
    for place, paper in enumerate(reading.papers):
        # The first row holds the whole reading; the others make their papers' numbers found.
        whole = reading if place == 0 else paper
        row = StoredReading(
            document_id=document.id,
            place=place,
            kind=paper.kind,
            read_at=work.now(),
            content=written.write(whole),
            search=_search_text(document, paper, reading.text),
            supplier_tax_id=_short(paper.text_of(Name.SUPPLIER_TAX_ID), 14),
            number=_short(paper.text_of(Name.NUMBER), 60),
            access_key=_short(paper.text_of(Name.ACCESS_KEY), 44),
            linha_digitavel=_short(paper.text_of(Name.LINHA_DIGITAVEL), 48),
        )
        work.session.add(row)
        rows.append(row)
    work.session.flush()
    digest = named(written.write(reading).encode())
    work.note(
        Tag.DOCUMENT_READ,
        subject=f"document:{document.id}",
        who=None,
        papers=len(rows),
        read=digest,
    )
    return rows


def duplicates_of(
    read: Read, reading: Reading, other_than: Document | None = None
) -> list[Document]:
    """Return documents that are the same paper: one key, one line, or one supplier's number.

    Supplier, day and total alone are no proof: two real receipts may agree in them.
    """
    supplier, number = reading.text_of(Name.SUPPLIER_TAX_ID), reading.text_of(Name.NUMBER)
    key, linha = reading.text_of(Name.ACCESS_KEY), reading.text_of(Name.LINHA_DIGITAVEL)
    same = []
    if key is not None:
        same.append(StoredReading.access_key == key)
    if linha is not None:
        same.append(StoredReading.linha_digitavel == linha)
    if supplier is not None and number is not None:
        same.append((StoredReading.supplier_tax_id == supplier) & (StoredReading.number == number))
    found: dict[int, Document] = {}
    for condition in same:
        asked = select(Document).join(StoredReading).where(condition).order_by(Document.id)
        for document in read.session.scalars(asked):
            if other_than is None or document.id != other_than.id:
                found[document.id] = document
    return [found[each] for each in sorted(found)]


def plain_name(name: str) -> str:
    """Return a file's name as it may be shown: no folders, no control or direction characters."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    kept = "".join(char for char in last if unicodedata.category(char)[0] != "C")
    return " ".join(kept.split())[:_NAME_MAX] or "documento"


def _search_text(document: Document, paper: Reading, text: str) -> str:
    values = " ".join(field.text for field in paper.fields)
    words = folded(f"{document.name} {values} {text}").split()
    return " ".join(word[:_WORD_MAX] for word in words)[:_SEARCH_MAX]


def _short(value: str | None, longest: int) -> str | None:
    """Return a number that fits its column; a longer one identifies nothing."""
    return value if value is not None and len(value) <= longest else None
