"""Amounts and days as people print them, and as a reader of pictures garbles them.

ASCII digits only: other scripts' digits were narrowed by `page.clean` or are no digits here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.kernel.text import folded

# Digits in threes with points or commas or plain, then a separator of decimals and two digits. A
# tax letter may stick to the end ("23,00G"); a currency or a sign may stand before.
_AMOUNT = re.compile(
    r"(?<![0-9][.,])(?<![0-9])"
    r"(?P<sign>-\s?)?(?P<mark>R\$|RS|RM|US\$|\$|EUR|€)?\s?(?P<minus>-)?"
    r"(?:(?P<whole>[0-9]{1,3}(?:(?:\.[0-9]{3})+|(?:,[0-9]{3})+)|[0-9]{1,9}) ?|"
    r"(?<![0-9A-Za-z])(?<![0-9A-Za-z] ))"
    r"(?P<point>[.,]) ?(?P<cents>[0-9]{2})(?P<back>-)?(?![0-9])(?![.,][0-9])",
    re.ASCII,
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janeiro january jan",
            "fevereiro february fev feb",
            "marco march mar mac",
            "abril april abr apr",
            "maio may mai mei",
            "junho june jun",
            "julho july jul julai",
            "agosto august ago aug ogos",
            "setembro september set sep sept",
            "outubro october out oct okt",
            "novembro november nov",
            "dezembro december dez dec dis",
        ),
        start=1,
    )
    for name in names.split()
}
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = r"(?P<day>[0-3]?[0-9])"
#: Up to 31: some print the month before the day.
_MONTH = r"(?P<month>[0-3]?[0-9])"
_YEAR = r"(?P<year>20[0-9]{2}|19[0-9]{2})"
_SHORT = r"(?P<year>[0-9]{2})"
#: What follows a year of two digits makes it part of another number, unless it is an hour.
_ENDS = r"(?![0-9]|[.,/][0-9]|-(?![0-2]?[0-9][:h]))"
_NAMED = (
    rf"(?<![0-9]){_DAY}[ /.\-]*(?:de )?(?P<name>{_NAMES})[a-z]*[ /.\-,]*(?:de )?"
    rf"(?:{_YEAR}|(?P<short>[0-9]{{2}})(?![0-9]))"
)
#: Nothing is asked of what follows a year of four digits: blanks are lost ("18-03-201811:23").
_PATTERNS = tuple(
    (re.compile(pattern, re.ASCII), sure)
    for pattern, sure in (
        (rf"(?<![0-9]){_YEAR}-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])", True),
        (rf"(?<![0-9]){_DAY} ?(?P<s>[/.\-]) ?{_MONTH} ?(?P=s) ?{_YEAR}", True),
        (
            (
                rf"(?<![0-9])(?<![0-9][/.\-,]){_DAY} ?(?P<s>[/.\-]) ?{_MONTH} ?(?P=s) ?{_SHORT}"
                rf"{_ENDS}"
            ),
            True,
        ),
        (_NAMED, True),
        (rf"(?P<name>{_NAMES})[a-z]*[ .]*{_DAY}(?:st|nd|rd|th)?[ ,]+{_YEAR}", True),
        # A stroke read as 7, 1 or l, between day and month or month and year.
        (r"(?<![0-9])(?P<day>[0-3][0-9])/(?P<month>[01][0-9])[71il|](?P<year>20[0-9]{2})", False),
        (r"(?<![0-9])(?P<day>[0-3][0-9])[71il|](?P<month>[01][0-9])/(?P<year>20[0-9]{2})", False),
    )
)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as printed: hundredths, the mark of its currency, where it stands in the text."""

    cents: int
    mark: str
    is_comma: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Day:
    """A day as printed. Not `sure` when a garbled sign had to be read as a stroke."""

    day: date
    sure: bool
    start: int
    end: int


def amounts(text: str) -> Iterator[Amount]:
    """Yield the amounts with two decimals that stand in `text`."""
    for found in _AMOUNT.finditer(text):
        whole = re.sub(r"[.,]", "", found["whole"] or "")
        if found["whole"] and found["point"] in found["whole"]:
            continue  # 1.234.56 is no amount
        cents = int(whole or "0") * 100 + int(found["cents"])
        # "LEI 12.741 - R$ 5,41": a dash between words and a currency is no minus.
        sign = found["sign"] and not (found["mark"] and found.start())
        negative = bool(sign or found["minus"] or found["back"])
        yield Amount(
            cents=-cents if negative else cents,
            mark=found["mark"] or "",
            is_comma=found["point"] == ",",
            start=found.start(),
            end=found.end(),
        )


def days(text: str) -> Iterator[Day]:
    """Yield the days that stand in `text`; day before month, unless that is no day."""
    words = _folded_in_place(text)
    taken: list[tuple[int, int]] = []
    for pattern, sure in _PATTERNS:
        for found in pattern.finditer(words):
            if any(start < found.end() and found.start() < end for start, end in taken):
                continue
            day = _day(found.groupdict())
            if day is not None:
                taken.append(found.span())
                yield Day(day, sure, *found.span())


def _day(parts: dict[str, str | None]) -> date | None:
    year = parts.get("year") or parts.get("short") or ""
    number = int(year)
    if len(year) == 2:
        number += 1900 if number >= 70 else 2000
    name, day = parts.get("name"), int(parts["day"] or 0)
    month = _MONTHS[name] if name else int(parts["month"] or 0)
    if month > 12 >= day:
        day, month = month, day
    try:
        return date(number, month, day)
    except ValueError:
        return None


def _folded_in_place(text: str) -> str:
    """Return `text` folded sign by sign, so that places stay what they are."""
    return "".join(folded(char) if len(folded(char)) == 1 else char for char in text)
