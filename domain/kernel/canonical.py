"""The one way to write a value down for hashing: RFC 8785 JSON over integers, NFC strings, ISO dates.

What people sign and what the audit trail chains are both made here.
"""

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NewType

import rfc8785

from domain.kernel.money import Money

#: Lowercase hexadecimal SHA-256 of a canonical form.
Digest = NewType("Digest", str)


def plain(value: Any) -> Any:
    """Return `value` as strings, integers, booleans, None, lists and mappings.

    Raises TypeError for anything without one exact form: floats, naive datetimes, sets.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Money):
        return value.cents
    if isinstance(value, int):
        # rfc8785 refuses integers that JavaScript would round; ids and cents can be larger.
        return value if abs(value) < 2**53 else str(value)
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise TypeError("a naive datetime has no exact form")
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {plain(str(key)): plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [plain(item) for item in value]
    raise TypeError(f"no canonical form for {type(value).__name__}")


def canonical(value: Any) -> str:
    """Return the RFC 8785 text of `value`."""
    return rfc8785.dumps(plain(value)).decode()


def digest(text: str) -> Digest:
    """Return the SHA-256 of a canonical text."""
    return Digest(hashlib.sha256(text.encode()).hexdigest())
