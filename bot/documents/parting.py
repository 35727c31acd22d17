"""A file with several papers: each further one becomes a document of its own, a picture of its part.

The file itself is the first paper. Repeatable: the same file is parted the same way, and a paper that
was parted already is left as it is.
"""

from dataclasses import replace

from bot.documents.mailroom import Mailroom
from domain.kernel.say import say
from domain.office.document.model import Document
from domain.office.document.queries import reading_of
from domain.office.document.reading import PAGE, Box, Field, Reading
from domain.office.document.service import keep, record_reading
from domain.office.paper.model import Paper
from domain.office.paper.service import hand_in

#: As many papers of one file as get a card.
PAPERS_MAX = 10
#: What is shown above and below a paper that shares its page with others, in parts of the page.
_MARGIN = 300
_WIDTH = 1600


def parted(
    room: Mailroom, paper: Paper, document: Document, content: bytes, whole: Reading
) -> Reading:
    """Hand in the further papers of a file, and return what the file says as its first paper."""
    pages = [_page(each) for each in whole.papers]
    left = len(whole.more[PAPERS_MAX - 1 :])
    seen = {document.sha256}
    for number, part in enumerate(whole.more[: PAPERS_MAX - 1], start=2):
        page = _page(part)
        band = _band(part) if pages.count(page) > 1 else None
        turned = whole.turned[page - 1] if whole.turned else 0
        picture = room.reader.picture(content, page=page, turned=turned, box=band, width=_WIDTH)
        sha256 = _hand_in(room, paper, document, picture, number, _moved(part, band))
        left += sha256 in seen
        seen.add(sha256)
    warnings = (say("reading.left_out", papers=left), *whole.warnings) if left else whole.warnings
    return replace(whole, more=(), warnings=warnings)


def parts_of(room: Mailroom, paper_id: int) -> list[int]:
    """Return the further papers of a file, in their order."""
    with room.desk.read() as read:
        paper = read.session.get_one(Paper, paper_id)
        found = read.session.query(Paper).filter_by(
            channel=paper.channel, message_ts=paper.message_ts, person_id=paper.person_id
        )
        return [each.id for each in found if each.file_id.startswith(f"{paper.file_id}:")]


def _hand_in(
    room: Mailroom, paper: Paper, document: Document, picture: bytes, number: int, part: Reading
) -> str:
    name = f"{document.name.rpartition('.')[0] or document.name} ({number}).jpg"
    with room.desk.work() as work:
        kept = keep(work, room.store, picture, name, paper.person_id, media_type="image/jpeg")
        if reading_of(work, kept.id) is None:
            record_reading(work, kept, part)
        hand_in(
            work,
            paper.person_id,
            f"{paper.file_id}:{number}",
            channel=paper.channel,
            thread_ts=paper.thread_ts,
            message_ts=paper.message_ts,
        ).document_id = kept.id
        return kept.sha256


def _page(reading: Reading) -> int:
    return next((each.page for each in reading.fields if each.page is not None), 1)


def _band(part: Reading) -> Box | None:
    """Return the part of the page that a paper takes, as far as its fields tell."""
    boxes = [each.box for each in part.fields if each.box is not None]
    if not boxes:
        return None
    top = max(min(each.y0 for each in boxes) - _MARGIN, 0)
    return Box(0, top, PAGE, min(max(each.y1 for each in boxes) + _MARGIN, PAGE))


def _moved(part: Reading, band: Box | None) -> Reading:
    """Return a reading whose places are those on the picture of the part alone."""
    return replace(
        part, fields=tuple(_placed(each, band) for each in part.fields), pages=1, turned=()
    )


def _placed(field: Field, band: Box | None) -> Field:
    if field.page is None:
        return field
    box = field.box
    if box is not None and band is not None:
        high = max(band.height, 1)
        y0, y1 = ((each - band.y0) * PAGE // high for each in (box.y0, box.y1))
        box = Box(box.x0, y0, box.x1, min(y1, PAGE))
    return replace(field, page=1, box=box)
