"""The day a receipt was issued: the labelled one, the one with an hour beside it, or the first."""

import re
from collections import Counter
from collections.abc import Sequence

from domain.office.document.reading import Name
from ingest.found import Found, How, on_lines
from ingest.layout import Row
from ingest.printed import Day, days

_LABEL = re.compile(r"\bdate|\bdata\b|emiss|\bdt\b|bizdate|data/hora|emitid")
_OTHER = re.compile(
    r"vencim|valid|due|expir|protocolo|autoriz|delivery|entrega|member since|print|versao|vers[a4]0"
)
_HOUR = re.compile(r"[0-2]?[0-9][:h][0-5][0-9]|[0-9] ?[ap]m\b")


def issued(rows: Sequence[Row], page: int) -> Found | None:
    """Return the day of issue, or None when no day is printed."""
    found = [
        (_points(row, day), -at, row, day) for at, row in enumerate(rows) for day in days(row.text)
    ]
    if not found:
        return None
    printed = Counter(each[3].day for each in found)
    points, _, row, day = max(
        found, key=lambda each: (each[0] + 3 * (printed[each[3].day] > 1), each[1])
    )
    distinct = {each[3].day for each in found}
    if not day.sure:
        how = How.AGREED if printed[day.day] > 1 else How.MENDED
    elif len(distinct) == 1:
        how = How.AGREED if len(found) > 1 else How.LONE
    else:
        how = How.LABELLED if points >= 4 else How.GUESSED
    lines = tuple(
        line for line in row.lines if any(each.day == day.day for each in days(line.text))
    )
    text = row.text[day.start : day.end]
    return on_lines(Name.ISSUED_ON, day.day, lines or row.lines, page, how, text=text)


def _points(row: Row, day: Day) -> int:
    words = row.words
    points = 4 if _LABEL.search(words) else 0
    points += 2 if _HOUR.search(words) else 0
    points -= 5 if _OTHER.search(words) else 0
    return points + (3 if day.sure else 0)
