"""The access key of a fiscal document: 44 places, the last one a check digit.

State (2), year and month (4), the issuer's CNPJ or padded CPF (14), model (2), series (3),
number (9), emission type (1), code (8), check digit (1). Since July 2026 the CNPJ may hold letters,
so the modulo 11 is taken over ASCII less 48. Source: NT Conjunta 2025.001.
"""

import re
from dataclasses import dataclass
from datetime import date

_SHAPE = re.compile(r"[0-9]{6}[0-9A-Z]{12}[0-9]{26}", re.ASCII)
_STATES = frozenset(
    "11 12 13 14 15 16 17 21 22 23 24 25 26 27 28 29 31 32 33 35 41 42 43 50 51 52 53".split()
)
#: NF-e, CT-e, MDF-e, NF3e, NFC-e, CT-e OS and the like.
_MODELS = frozenset("55 57 58 59 62 63 64 65 66 67".split())


@dataclass(frozen=True, slots=True)
class AccessKey:
    """What an access key says."""

    key: str
    month: date  # its first day
    tax_id: str  # CNPJ, or CPF when the issuer is a person
    model: str
    series: str
    number: str


def check_digit(body: str) -> str:
    """Return the check digit of the first 43 places."""
    total = sum((ord(char) - 48) * (2 + place % 8) for place, char in enumerate(reversed(body)))
    digit = 11 - total % 11
    return str(digit if digit <= 9 else 0)


def holds(key: str) -> bool:
    """Return whether `key` has the shape of an access key and its check digit."""
    return bool(_SHAPE.fullmatch(key)) and check_digit(key[:43]) == key[43]


def parsed(key: str) -> AccessKey | None:
    """Return what a key says, or None when it cannot be one. The check digit is not looked at."""
    if not _SHAPE.fullmatch(key) or key[:2] not in _STATES or key[20:22] not in _MODELS:
        return None
    if not 1 <= int(key[4:6]) <= 12:
        return None
    series, tax_id = key[22:25], key[6:20]
    is_person = tax_id.startswith("000") and 920 <= int(series) <= 969
    return AccessKey(
        key=key,
        month=date(2000 + int(key[2:4]), int(key[4:6]), 1),
        tax_id=tax_id[3:] if is_person else tax_id,
        model=key[20:22],
        series=str(int(series)),
        number=str(int(key[25:34])),
    )
