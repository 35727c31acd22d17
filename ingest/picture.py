"""A picture of a page, or of a part of it, for people: drawn anew, so nothing else comes along."""

import io

from PIL import Image, ImageDraw, ImageFont

from domain.kernel.errors import Invalid
from domain.office.document.reading import Box
from ingest.readers import image, ocr
from ingest.readers.pdf import Pdf
from ingest.sniff import Media, sniff

_QUALITY = 85
#: A part is shown with this much of its surroundings, in ten-thousandths of the page.
_MARGIN = 60


def picture(content: bytes, page: int, turned: int, box: Box | None, width: int) -> bytes:
    """Return a JPEG of a page, at most `width` wide, after `turned` quarter turns clockwise.

    `box` cuts a field out. EXIF, with its place and device, stays behind. Raises Invalid for a file
    that has no such page.
    """
    media = sniff(content)
    if media is Media.XML:
        raise Invalid("ingest.no_picture")
    shown = _page(content, media, page)
    shown = ocr.turn_upright(shown, turned)
    if box is not None:
        shown = shown.crop(_around(box).pixels(*shown.size))
    if shown.width > width:
        shown = shown.resize((width, max(shown.height * width // shown.width, 1)))
    made = io.BytesIO()
    shown.save(made, "JPEG", quality=_QUALITY)
    return made.getvalue()


def warm_up() -> None:
    """Load everything that reading a page takes, weights included."""
    # The weights that recognise letters are loaded only when there are some.
    sample = Image.new("RGB", (320, 96), "white")
    ImageDraw.Draw(sample).text((24, 28), "Total 12,34", "black", ImageFont.load_default(36))
    ocr.see(sample)
    Image.init()


def _page(content: bytes, media: Media, page: int) -> Image.Image:
    if media is Media.PDF:
        pdf = Pdf(content)
        if 1 <= page <= pdf.pages:
            return pdf.page(page).picture()
    else:
        for number, shown in enumerate(image.pictures(content, media), start=1):
            if number == page:
                return shown
    raise Invalid("ingest.no_picture")


def _around(box: Box) -> Box:
    return Box(
        max(box.x0 - 2 * _MARGIN, 0),
        max(box.y0 - _MARGIN, 0),
        min(box.x1 + 2 * _MARGIN, 10_000),
        min(box.y1 + _MARGIN, 10_000),
    )
