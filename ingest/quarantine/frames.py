"""What passes between the quarantine and its keeper: a kind, a length, bytes."""

import struct
from enum import Enum
from typing import BinaryIO

_HEAD = struct.Struct(">cI")
HEAD_SIZE = _HEAD.size


class Frame(Enum):
    """The kinds of frames."""

    ASK = b"A"  # keeper to child: what to do, JSON
    FILE = b"C"  # keeper to child: the file
    READY = b"O"  # child to keeper: warm, waiting
    PAGE = b"P"  # child to keeper: begins page n of m, JSON
    READING = b"R"  # child to keeper: the reading, JSON
    PICTURE = b"I"  # child to keeper: a JPEG of a page
    FAILURE = b"F"  # child to keeper: a message, JSON


def packed(kind: Frame, content: bytes = b"") -> bytes:
    """Return a frame as bytes."""
    return _HEAD.pack(kind.value, len(content)) + content


def head(raw: bytes) -> tuple[Frame, int]:
    """Return kind and length of a frame from its head. Raises ValueError for an unknown kind."""
    kind, size = _HEAD.unpack(raw)
    return Frame(kind), size


def take(stream: BinaryIO) -> tuple[Frame, bytes] | None:
    """Read one frame; None at the end of the stream."""
    raw = stream.read(HEAD_SIZE)
    if len(raw) < HEAD_SIZE:
        return None
    kind, size = head(raw)
    return kind, stream.read(size)
