"""A sheet that is drawn on: text, rules and bars, as a PDF of our own or as a picture of it.

No font file is needed: the fourteen fonts that every reader of PDF brings along are enough.
"""

from typing import Literal

import pypdfium2 as pdfium
from PIL import Image

type Face = Literal["Courier", "Courier-Bold", "Helvetica", "Helvetica-Bold"]

_FACES: tuple[Face, ...] = ("Courier", "Courier-Bold", "Helvetica", "Helvetica-Bold")
_NARROW, _WIDE = 1, 3


class Sheet:
    """A page; places are points from its top left corner."""

    def __init__(self, width: int, height: int) -> None:
        self._width, self._height = width, height
        self._drawn: list[bytes] = []

    def text(self, x: float, y: float, words: str, size: float = 8, face: Face = "Courier") -> None:
        """Write words whose foot stands at `y`."""
        quoted = words.encode("cp1252", "replace").replace(b"\\", rb"\\")
        quoted = quoted.replace(b"(", rb"\(").replace(b")", rb"\)")
        at = f"BT /F{_FACES.index(face)} {size} Tf {x:.2f} {self._height - y:.2f} Td ("
        self._drawn.append(at.encode() + quoted + b") Tj ET")

    def fill(self, x: float, y: float, width: float, height: float) -> None:
        """Fill a rectangle whose top left corner is at `x`, `y`."""
        foot = self._height - y - height
        self._drawn.append(f"{x:.2f} {foot:.2f} {width:.2f} {height:.2f} re f".encode())

    def rule(self, x: float, y: float, width: float) -> None:
        """Draw a thin line to the right."""
        self.fill(x, y, width, 0.6)

    def bars(self, x: float, y: float, digits: str, height: float, module: float) -> None:
        """Draw an even number of digits as interleaved 2 of 5, the bars of a boleto."""
        for is_bar, width in _interleaved(digits):
            if is_bar:
                self.fill(x, y, width * module, height)
            x += width * module

    def pdf(self) -> bytes:
        """Return the sheet as a PDF."""
        content = b"\n".join(self._drawn)
        fonts = " ".join(f"/F{at} {5 + at} 0 R" for at in range(len(_FACES)))
        page = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {self._width} {self._height}] "
            f"/Contents 4 0 R /Resources << /Font << {fonts} >> >> >>"
        )
        return _file(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                page.encode(),
                b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
                *(_face(face) for face in _FACES),
            ]
        )

    def picture(self, dpi: int) -> Image.Image:
        """Return the sheet as it looks on paper, in shades of grey."""
        document = pdfium.PdfDocument(self.pdf())
        try:
            drawn: Image.Image = document[0].render(scale=dpi / 72).to_pil()
            return drawn.convert("L")
        finally:
            document.close()


def _face(face: Face) -> bytes:
    named = f"<< /Type /Font /Subtype /Type1 /BaseFont /{face} /Encoding /WinAnsiEncoding >>"
    return named.encode()


def _file(objects: list[bytes]) -> bytes:
    made = bytearray(b"%PDF-1.4\n")
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer << /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return bytes(made + b"startxref\n%d\n%%%%EOF\n" % start)


_WIDTHS = ("nnwwn", "wnnnw", "nwnnw", "wwnnn", "nnwnw", "wnwnn", "nwwnn", "nnnww", "wnnwn", "nwnwn")


def _interleaved(digits: str) -> list[tuple[bool, int]]:
    """Return bars and spaces with their widths: start, pairs of digits, stop."""
    strokes = [(True, _NARROW), (False, _NARROW)] * 2
    for at in range(0, len(digits), 2):
        bars, spaces = _WIDTHS[int(digits[at])], _WIDTHS[int(digits[at + 1])]
        for bar, space in zip(bars, spaces, strict=True):
            strokes.append((True, _WIDE if bar == "w" else _NARROW))
            strokes.append((False, _WIDE if space == "w" else _NARROW))
    return [*strokes, (True, _WIDE), (False, _NARROW), (True, _NARROW)]
