"""PDF pages: the text layer with places, a picture of each page, and files attached.

pdfium alone opens the file: one parser is one thing to attack. It runs in one process, one thread.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
from PIL import Image
from pypdfium2 import raw

from domain.kernel.errors import Invalid
from domain.office.document.reading import PAGE, Box, Source
from ingest.page import CERTAIN, Line, clean
from ingest.readers import ink
from ingest.readers.image import PAGES_MAX

#: A sheet of 200 inches, beyond which no reader of PDF need go.
_POINTS_MAX = 14_400
_DPI = 200
_PIXELS = 16_000_000
_CHARS_MAX = 60_000
_ATTACHED_MAX = 20


@dataclass(slots=True)
class Segment:
    """Characters that stand together, growing while they are read."""

    text: str
    x0: int
    y0: int
    x1: int
    y1: int

    def line(self) -> Line | None:
        text = clean(self.text)
        if not text:
            return None
        sides = (min(max(each, 0), PAGE) for each in (self.x0, self.y0, self.x1, self.y1))
        box = Box(*sides)
        return Line(text, box, CERTAIN, Source.TEXT_LAYER, box)


class Pdf:
    """An open PDF. Raises Invalid for what cannot be opened, is locked or too long."""

    def __init__(self, content: bytes) -> None:
        # pdfium remembers an earlier file's failure and tells it of a file that has no page.
        raw.FPDF_LoadMemDocument64(b"-", 1, None)
        try:
            self._document = pdfium.PdfDocument(content)
            self.pages = len(self._document)
        except pdfium.PdfiumError as wrong:
            locked = wrong.err_code == raw.FPDF_ERR_PASSWORD
            raise Invalid("ingest.encrypted" if locked else "ingest.unreadable") from wrong
        if self.pages == 0:
            raise Invalid("ingest.unreadable")
        if self.pages > PAGES_MAX:
            raise Invalid("ingest.too_many_pages", pages=PAGES_MAX)

    def page(self, number: int) -> "PdfPage":
        """Return the page `number`, from 1."""
        try:
            return PdfPage(self._document[number - 1])
        except pdfium.PdfiumError as wrong:
            raise Invalid("ingest.unreadable") from wrong

    def attached(self) -> Iterator[bytes]:
        """Yield the files that travel inside the PDF."""
        for at in range(min(self._document.count_attachments(), _ATTACHED_MAX)):
            try:
                yield bytes(self._document.get_attachment(at).get_data())
            except pdfium.PdfiumError:
                continue


class PdfPage:
    """One page of an open PDF."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._page = page
        self._width, self._height = page.get_size()
        if not (1 <= self._width <= _POINTS_MAX and 1 <= self._height <= _POINTS_MAX):
            raise Invalid("ingest.page_too_large", megapixels=40)

    def picture(self) -> Image.Image:
        """Return the page as people see it, at 200 dpi or what a very large sheet allows."""
        area = self._width * self._height
        scale = min(_DPI / 72, (_PIXELS / area) ** 0.5)
        try:
            shown: Image.Image = self._page.render(scale=scale).to_pil()
        except (pdfium.PdfiumError, MemoryError, ValueError) as wrong:
            raise Invalid("ingest.unreadable") from wrong
        return shown.convert("RGB")

    def lines(self, picture: Image.Image) -> tuple[tuple[Line, ...], bool]:
        """Return the visible text layer, and whether there is text that no eye can see.

        `picture` is the page as drawn: a line where it shows no ink (white on white, behind a
        picture, tiny) is not visible, whatever the file says of its colour.
        """
        text = self._page.get_textpage()
        segments: list[Segment] = []
        is_hidden = False
        is_open = False
        for at in range(min(text.count_chars(), _CHARS_MAX)):
            char = chr(raw.FPDFText_GetUnicode(text, at) or 32)
            if char in "\r\n":
                is_open = False
                continue
            if raw.FPDFText_IsGenerated(text, at) == 1:
                if is_open:
                    segments[-1].text += char
                continue
            box = self._box(text, at)
            if box is None or _is_invisible(text, at):
                is_hidden = is_hidden or not char.isspace()
                continue
            is_open = _grow(segments, char, box, is_open=is_open)
        lines = [line for segment in segments if (line := segment.line()) is not None]
        seen = ink.visible(lines, picture)
        return seen, is_hidden or len(seen) < len(lines)

    def is_scan(self, lines: tuple[Line, ...]) -> bool:
        """Return whether the page is a picture whose text layer, if any, is no text of its own."""
        legible = sum(len(line.text) for line in lines)
        if legible < 50:
            return True
        return self._covered() > 0.5 and not _is_sane("".join(line.text for line in lines))

    def _covered(self) -> Any:
        """Return the share of the page that its largest picture covers."""
        largest = 0.0
        for each in self._page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
            try:
                left, bottom, right, top = each.get_bounds()
            except pdfium.PdfiumError:
                continue
            largest = max(largest, (right - left) * (top - bottom))
        share: float = largest / (self._width * self._height)
        return share

    def _box(self, text: pdfium.PdfTextPage, at: int) -> tuple[int, int, int, int] | None:
        """Return a character's place in ten-thousandths, or None when it is off the page or nil."""
        try:
            left, bottom, right, top = text.get_charbox(at, loose=True)
        except pdfium.PdfiumError:
            return None
        x0, y0 = self._place(left, top)
        x1, y1 = self._place(right, bottom)
        x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        if x1 <= 0 or y1 <= 0 or x0 >= PAGE or y0 >= PAGE or y1 - y0 < 2:
            return None
        return x0, y0, x1, y1

    def _place(self, x: float, y: float) -> tuple[int, int]:
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(self._page, 0, 0, PAGE, PAGE, 0, x, y, across, down)
        return across.value, down.value


def _is_invisible(text: pdfium.PdfTextPage, at: int) -> bool:
    """Return whether a character is written to draw nothing: the layer of a scan, or alpha nil."""
    shown = raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(text, at))
    if shown == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
        return True
    alpha = ctypes.c_uint(255)
    colours = (ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint())
    known = raw.FPDFText_GetFillColor(text, at, *colours, alpha)
    return bool(known) and shown == raw.FPDF_TEXTRENDERMODE_FILL and alpha.value == 0


def _grow(
    segments: list[Segment], char: str, box: tuple[int, int, int, int], *, is_open: bool
) -> bool:
    """Add a character to the last segment, or begin another where a column's gap lies between."""
    x0, y0, x1, y1 = box
    if is_open:
        last = segments[-1]
        gap, height = x0 - last.x1, last.y1 - last.y0
        level = min(y1, last.y1) - max(y0, last.y0) > height // 3
        if level and -height * 3 < gap < height:
            last.text += char
            last.x0, last.y0 = min(last.x0, x0), min(last.y0, y0)
            last.x1, last.y1 = max(last.x1, x1), max(last.y1, y1)
            return True
    segments.append(Segment(char, x0, y0, x1, y1))
    return True


def _is_sane(text: str) -> bool:
    """Return whether a text layer looks like words: an old scanner's often does not."""
    usual = sum(char.isascii() or char.isalpha() for char in text if char != "\ufffd")
    words = [word for word in text.split() if word]
    long = sum(len(word) > 25 for word in words)
    return usual * 100 >= 97 * len(text) and long * 5 <= len(words)
