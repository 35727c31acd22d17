"""From the bytes of a file to its reading: pure, so that the quarantine runs it and a test as well.

Order of trust: XML, then bars and QR codes, then numbers proved by their check digits, then the
text layer, then what was read off the picture.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PIL import Image, ImageDraw

from domain.kernel.errors import Invalid
from domain.kernel.say import Say, say
from domain.office.document.reading import Kind, Name, Reading
from ingest.confidence import field
from ingest.extractors import boleto, danfe, nfe, receipt
from ingest.found import Found
from ingest.page import Line, Page, clean
from ingest.readers import barcode, image, ocr, xml
from ingest.readers.pdf import Pdf, PdfPage
from ingest.sniff import ENDINGS, Media, sniff

#: Who is told which page of how many is being read, before it is read.
type Progress = Callable[[int, int], None]

#: What is kept for searching; a paper of fifty dense pages has some 200,000 letters.
_TEXT_MAX = 300_000
_LAYER = "pdfium"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page that was read, before anything is made of it."""

    page: Page
    turned: int = 0
    was_pictured: bool = False


def read(content: bytes, name: str, today: date, progress: Progress | None = None) -> Reading:
    """Return what `content` says. Raises Invalid, in a clear sentence, for what has no reading.

    `name` is only compared with what the bytes are; `today` decides what a due-date factor means.
    """
    media = sniff(content)
    reading = _read(content, media, today, progress or _untold)
    ending = name.rpartition(".")[2].casefold()
    if ENDINGS.get(ending, media) is not media:
        odd = say("ingest.ending_differs", ending=ending, kind=media.name)
        reading = replace(reading, warnings=(odd, *reading.warnings))
    return reading


def _read(content: bytes, media: Media, today: date, tell: Progress) -> Reading:
    if media is Media.XML:
        tell(1, 1)
        return _xml(content)
    leaves: list[Leaf] = []
    attached: Reading | None = None
    if media is Media.PDF:
        pdf = Pdf(content)
        attached = _attached(pdf)
        leaves = list(_pdf(pdf, tell))
    else:
        pictures = list(image.pictures(content, media))
        for number, picture in enumerate(pictures, start=1):
            tell(number, len(pictures))
            leaves.append(_pictured(picture, number))
    reading = _papers(leaves, today)
    return (
        reading if attached is None else replace(attached, pages=reading.pages, text=reading.text)
    )


def _untold(_page: int, _pages: int) -> None:
    """Tell nobody."""


def _xml(content: bytes) -> Reading:
    root = xml.parse(content)
    words = [clean(text) for text in root.itertext()]
    legible = "\n".join(word for word in words if word)[:_TEXT_MAX]
    note = nfe.body(root)
    if note is None:
        warning = say("ingest.xml_unknown", kind=xml.local(root)[:40])
        return Reading(Kind.OTHER, warnings=(warning,), engine="lxml", text=legible)
    found, warnings, dues = nfe.nfe(root, note)
    return _reading(Kind.NFE, found, warnings, 1, "lxml", legible, dues=dues)


def _attached(pdf: Pdf) -> Reading | None:
    """Return the reading of a note's XML that travels inside a PDF, if one does."""
    for content in pdf.attached():
        try:
            if sniff(content) is Media.XML and (reading := _xml(content)).kind is Kind.NFE:
                return reading
        except Invalid:
            continue
    return None


def _pdf(pdf: Pdf, tell: Progress) -> Iterator[Leaf]:
    for number in range(1, pdf.pages + 1):
        tell(number, pdf.pages)
        yield _leaf(pdf.page(number), number)


def _leaf(sheet: PdfPage, number: int) -> Leaf:
    picture = sheet.picture()
    lines, is_hidden = sheet.lines(picture)
    if sheet.is_scan(lines):
        leaf = _pictured(picture, number)
        return replace(leaf, page=replace(leaf.page, has_hidden_text=is_hidden))
    page = Page(number, lines, barcode.codes(picture), is_hidden)
    if boleto.boletos(page) and not boleto.has_labels(page):
        # Some banks draw a boleto's labels instead of writing them.
        page = replace(page, lines=_with_drawn(lines, ocr.see(_without(lines, picture)).lines))
    return Leaf(page)


def _without(lines: tuple[Line, ...], picture: Image.Image) -> Image.Image:
    """Return a page with what its text layer says painted over: half the work for who reads it."""
    left = picture.copy()
    pen = ImageDraw.Draw(left)
    for line in lines:
        pen.rectangle(line.box.pixels(*left.size), fill="white")
    return left


def _with_drawn(lines: tuple[Line, ...], seen: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return a text layer's lines, and those read off the picture where it has none."""
    drawn = [line for line in seen if not any(_overlap(line, other) for other in lines)]
    return (*lines, *drawn)


def _overlap(one: Line, other: Line) -> bool:
    a, b = one.box, other.box
    return a.x0 < b.x1 and b.x0 < a.x1 and a.middle < b.y1 and b.y0 < a.middle


def _pictured(picture: Image.Image, number: int) -> Leaf:
    seen = ocr.see(picture)
    page = Page(number, seen.lines, barcode.codes(seen.picture))
    if danfe.looks_like_one(page) and not danfe.keys(page):
        page = replace(page, codes=(*page.codes, *barcode.squares(seen.picture)))
    return Leaf(page, seen.turned, was_pictured=True)


def _papers(leaves: list[Leaf], today: date) -> Reading:
    """Return one reading for the file: its first paper, with the others as `more`."""
    papers: list[Reading] = []
    for leaf in leaves:
        for paper in _of_page(leaf, today):
            known = next((each for each in papers if _is_same(each, paper)), None)
            if known is None:
                papers.append(paper)
            else:
                papers[papers.index(known)] = _merged(known, paper)
    first, *rest = sorted(papers, key=lambda paper: paper.kind is Kind.OTHER)
    text = "\n".join(leaf.page.text for leaf in leaves)[:_TEXT_MAX]
    turned = tuple(leaf.turned for leaf in leaves)
    return replace(
        first,
        pages=len(leaves),
        text=text,
        turned=turned if any(turned) else (),
        more=tuple(replace(each, text="") for each in rest if each.kind is not Kind.OTHER),
    )


def _of_page(leaf: Leaf, today: date) -> list[Reading]:
    page = leaf.page
    engine = ocr.version() if leaf.was_pictured else _LAYER
    hidden = [say("ingest.hidden_text")] if page.has_hidden_text else []
    bills = boleto.boletos(page)
    if bills:
        read = [boleto.boleto(page, each, today) for each in bills]
        return [
            _reading(Kind.BILL, found, [*warnings, *hidden], 1, engine, page.text)
            for found, warnings in read
        ]
    if danfe.keys(page) or danfe.looks_like_one(page):
        found, warnings = danfe.danfe(page)
        return [_reading(Kind.NFE, found, [*warnings, *hidden], 1, engine, page.text)]
    if danfe.is_another(page):
        unread = [say("ingest.not_read_yet"), *hidden]
        return [_reading(Kind.OTHER, [], unread, 1, engine, page.text)]
    found, warnings = receipt.receipt(page)
    if receipt.looks_like_one(page, found):
        return [_reading(Kind.RECEIPT, found, [*warnings, *hidden], 1, engine, page.text)]
    return [_reading(Kind.OTHER, found, [*warnings, *hidden], 1, engine, page.text)]


def _reading(
    kind: Kind,
    found: list[Found],
    warnings: list[Say],
    pages: int,
    engine: str,
    text: str,
    **more: Any,
) -> Reading:
    fields = {each.name: field(each) for each in reversed(found)}
    return Reading(
        kind, tuple(reversed(fields.values())), tuple(warnings), pages, engine, text, **more
    )


def _is_same(one: Reading, other: Reading) -> bool:
    """Return whether two pages are of one paper: one number, or both of no known kind."""
    if Kind.OTHER in {one.kind, other.kind}:
        return one.kind is other.kind
    for name in (Name.LINHA_DIGITAVEL, Name.ACCESS_KEY):
        if one.text_of(name) is not None and one.text_of(name) == other.text_of(name):
            return True
    return False


def _merged(one: Reading, other: Reading) -> Reading:
    """Return one paper of two pages; what the first says stands."""
    known = {each.name for each in one.fields}
    more = tuple(each for each in other.fields if each.name not in known)
    return replace(
        one,
        fields=one.fields + more,
        warnings=one.warnings + tuple(each for each in other.warnings if each not in one.warnings),
    )
