"""Pictures: how large one is, and a small one of it for the page."""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

THUMB = (480, 480)
PIXELS_MAX = 80_000_000


def size_of(content: bytes) -> tuple[int, int] | None:
    """Return width and height, without decoding; None when it is no picture we know."""
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(content)) as picture:
            return picture.size
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None


def thumbnail(content: bytes) -> bytes | None:
    """Return a PNG of at most 480 by 480, upright; None when it is no picture, or a huge one."""
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(content)) as picture:
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            if picture.width * picture.height > PIXELS_MAX:
                return None
            picture.draft("RGB", (THUMB[0] * 2, THUMB[1] * 2))
            small = ImageOps.exif_transpose(picture)
            small.thumbnail(THUMB)
            if small.mode not in ("RGB", "RGBA", "L"):
                small = small.convert("RGB")
            written = io.BytesIO()
            small.save(written, "PNG")
            return written.getvalue()
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None
