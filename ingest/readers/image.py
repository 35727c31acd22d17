"""Photos and scans: decoded within limits, turned as the camera was held before anything else."""

import io
import warnings
from collections.abc import Iterator

import pillow_heif
from PIL import Image, ImageOps, ImageSequence

from domain.kernel.errors import Invalid
from ingest.sniff import Media

PIXELS_MAX = 40_000_000
PAGES_MAX = 50
#: A picture thinner than this holds no line of text: strips are made to exhaust readers.
SIDE_MIN = 24

_FORMATS = {
    Media.JPEG: "JPEG",
    Media.PNG: "PNG",
    Media.WEBP: "WEBP",
    Media.TIFF: "TIFF",
    Media.HEIC: "HEIF",
}

pillow_heif.register_heif_opener(thumbnails=False)
Image.MAX_IMAGE_PIXELS = PIXELS_MAX


def pictures(content: bytes, media: Media) -> Iterator[Image.Image]:
    """Yield the pages of an image file, upright, in RGB. Raises Invalid for what is no picture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            warnings.filterwarnings("ignore", category=UserWarning)  # broken EXIF is no matter
            picture = Image.open(io.BytesIO(content), formats=[_FORMATS[media]])
            frames = getattr(picture, "n_frames", 1) if media is Media.TIFF else 1
            if frames > PAGES_MAX:
                raise Invalid("ingest.too_many_pages", pages=PAGES_MAX)
            for number, frame in enumerate(ImageSequence.Iterator(picture)):
                if number >= frames:
                    break
                check(*frame.size)
                yield _upright(frame)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as large:
        raise _too_large() from large
    except (OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, TypeError) as broken:
        raise Invalid("ingest.unreadable") from broken


def check(width: int, height: int) -> None:
    """Refuse a page that is too large to be decoded or too thin to hold text."""
    if width * height > PIXELS_MAX:
        raise _too_large()
    if min(width, height) < SIDE_MIN:
        raise Invalid("ingest.too_small")


def _too_large() -> Invalid:
    return Invalid("ingest.page_too_large", megapixels=PIXELS_MAX // 1_000_000)


def _upright(frame: Image.Image) -> Image.Image:
    turned = ImageOps.exif_transpose(frame)
    if turned.mode in {"RGBA", "LA", "PA"} or "transparency" in turned.info:
        paper = Image.new("RGB", turned.size, "white")
        layer = turned.convert("RGBA")
        paper.paste(layer, mask=layer.getchannel("A"))
        return paper
    return turned.convert("RGB")
