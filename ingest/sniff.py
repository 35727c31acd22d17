"""What a file is, told by its bytes and never by its name; what we do not read is refused."""

import re
from enum import StrEnum

from domain.kernel.errors import Invalid

#: No paper of an office is larger.
SIZE_MAX = 20 * 1024 * 1024


class Media(StrEnum):
    """The files that are read."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    TIFF = "image/tiff"
    HEIC = "image/heic"
    XML = "application/xml"

    @property
    def is_image(self) -> bool:
        return self.value.startswith("image/")


#: How files of each kind are named; another ending is worth a warning.
ENDINGS = {
    "pdf": Media.PDF,
    "jpg": Media.JPEG,
    "jpeg": Media.JPEG,
    "png": Media.PNG,
    "webp": Media.WEBP,
    "tif": Media.TIFF,
    "tiff": Media.TIFF,
    "heic": Media.HEIC,
    "heif": Media.HEIC,
    "xml": Media.XML,
}
_HEIC = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})
#: Signatures of what is named when it is refused.
_REFUSED = (
    (b"PK\x03\x04", "ingest.refused_zip"),
    (b"PK\x05\x06", "ingest.refused_zip"),
    (b"Rar!\x1a\x07", "ingest.refused_zip"),
    (b"7z\xbc\xaf\x27\x1c", "ingest.refused_zip"),
    (b"\x1f\x8b", "ingest.refused_zip"),
    (b"BZh", "ingest.refused_zip"),
    (b"\xfd7zXZ\x00", "ingest.refused_zip"),
    (b"MZ", "ingest.refused_program"),
    (b"\x7fELF", "ingest.refused_program"),
    (b"#!", "ingest.refused_program"),
    (b"\xca\xfe\xba\xbe", "ingest.refused_program"),
    (b"\xcf\xfa\xed\xfe", "ingest.refused_program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ingest.refused_office"),
    (b"GIF8", "ingest.refused_gif"),
    (b"%!PS", "ingest.refused_postscript"),
)
_ROOT = re.compile(rb"<\s*(?:[\w.-]{1,40}:)?([A-Za-z_][\w.-]{0,80})", re.ASCII)
_HEAD = 4096


def sniff(content: bytes) -> Media:
    """Return what `content` is. Raises Invalid, saying why, for what is not read."""
    if not content.strip(b"\0 \t\r\n"):
        raise Invalid("ingest.empty")
    if len(content) > SIZE_MAX:
        raise Invalid("ingest.too_large", megabytes=SIZE_MAX // 1024 // 1024)
    for signature, why in _REFUSED:
        if content.startswith(signature):
            raise Invalid(why)
    found = _image(content) or _marked_up(content)
    if found is not None:
        return found
    # Scanners and mail gateways put a few bytes in front; readers allow 1,024.
    if b"%PDF-" in content[:1024]:
        return Media.PDF
    raise Invalid("ingest.unknown_kind")


def _image(content: bytes) -> Media | None:
    if content.startswith(b"\xff\xd8\xff"):
        return Media.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Media.PNG
    if content.startswith((b"II*\0", b"MM\0*")):
        return Media.TIFF
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Media.WEBP
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC:
        return Media.HEIC
    return None


def _marked_up(content: bytes) -> Media | None:
    """Return XML for a fiscal document; refuse pictures, pages and document types in markup."""
    head = _plain(content[:_HEAD])
    if not head.startswith(b"<"):
        return None
    if re.search(rb"<!(doctype|entity)", head, re.IGNORECASE):
        raise Invalid("ingest.refused_doctype")
    body = re.sub(rb"<[?!].*?>", b"", head, flags=re.DOTALL)
    root = _ROOT.search(body)
    name = root[1].lower() if root else b""
    if name in {b"svg", b"html", b"script", b"body", b"head"}:
        raise Invalid("ingest.refused_page")
    return Media.XML if root else None


def _plain(head: bytes) -> bytes:
    """Return the beginning of a text in one-byte form, without a mark of byte order."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(encoding, "ignore").encode("ascii", "replace").lstrip()
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()
