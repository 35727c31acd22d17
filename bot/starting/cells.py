"""What a cell says, as spreadsheets here write it: pure functions, None where it is in doubt.

Excel's habits are known: amounts in parentheses or with `R$`, days without a leading zero, a CNPJ that
lost its leading zeros or became `2,71828E+13`. Check digits say whether a number is whole again.
"""

import re
import unicodedata
from datetime import date

from stdnum.br import cnpj, cpf

from domain.kernel.money import Money

#: Days before or after these are slips of the finger.
YEARS = range(1950, 2101)
_ALIKE = str.maketrans({"\u2212": "-", "\u2013": "-", "\u00a0": " ", "\u202f": " "})
_AMOUNT = re.compile(
    r"(?P<whole>[0-9]{1,3}(?:\.[0-9]{3}){1,3}(?=,)|[0-9]{1,12})"
    r"(?:,(?P<cents>[0-9]{1,2})|\.(?P<dotted>[0-9]{2}))?",
    re.ASCII,
)
_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?: 00:00(?::00)?)?", re.ASCII)
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T]00:00(?::00)?)?", re.ASCII)
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?E\+[0-9]{2}", re.ASCII | re.IGNORECASE)
_CNPJ_DIGITS, _CPF_DIGITS = 14, 11
#: More lost zeros than this are no longer likely.
_ZEROS_MAX = 2


def plain(typed: str) -> str:
    """Return words with one form of each letter and single spaces."""
    return " ".join(unicodedata.normalize("NFC", typed).split())


def is_readable(words: str) -> bool:
    """Tell whether every character can be seen: none of them controls how others are shown."""
    return all(unicodedata.category(each)[0] != "C" for each in words)


def amount(typed: str) -> Money | None:
    """Return an amount in reais: `1.240,55`, `1240,5`, `R$ 12`, `(1.240,55)`, `-250,00`."""
    bare = typed.translate(_ALIKE).replace("R$", "", 1).replace(" ", "")
    inner = re.fullmatch(r"\((.+)\)|-(.+)|(.+)-", bare)
    if inner is not None:
        bare = next(part for part in inner.groups() if part is not None)
    found = _AMOUNT.fullmatch(bare)
    if found is None:
        return None
    cents = (found["cents"] or found["dotted"] or "").ljust(2, "0")
    sign = -1 if inner is not None else 1
    return Money(sign * int(found["whole"].replace(".", "") + cents))


def day(typed: str) -> date | None:
    """Return a day: `24/11/2026`, `1/3/2024` or `2026-11-24`."""
    if found := _DAY.fullmatch(typed):
        on, month, year = (int(part) for part in found.groups())
    elif found := _ISO_DAY.fullmatch(typed):
        year, month, on = (int(part) for part in found.groups())
    else:
        return None
    try:
        return date(year, month, on) if year in YEARS else None
    except ValueError:
        return None


def tax_id(typed: str) -> str | None:
    """Return a CNPJ or a CPF without its marks, with the zeros that a spreadsheet took from it."""
    bare = typed.translate(_ALIKE).replace(" ", "")
    if not bare.isascii():
        return None
    for kind, digits in ((cnpj, _CNPJ_DIGITS), (cpf, _CPF_DIGITS)):
        lost = digits - len(bare)
        whole = bare.zfill(digits) if bare.isdigit() and 0 < lost <= _ZEROS_MAX else bare
        if kind.is_valid(whole):
            return str(kind.compact(whole))
    return None


def is_scientific(typed: str) -> bool:
    """Tell whether a spreadsheet has rounded a long number: its digits are gone."""
    return _SCIENTIFIC.fullmatch(typed) is not None
