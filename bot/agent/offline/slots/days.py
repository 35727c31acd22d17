"""Days in words and figures, and spans of days, as they are said: `sexta que vem`, `4 a 18 de fevereiro`."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bot.agent.offline.slots.found import Found, Kind, Places, When
from bot.agent.offline.slots.numerals import WORDS, whole

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janeiro january jan",
            "fevereiro february fev feb",
            "marco march mar",
            "abril april abr apr",
            "maio may mai",
            "junho june jun",
            "julho july jul",
            "agosto august ago aug",
            "setembro september set sep sept",
            "outubro october out oct",
            "novembro november nov",
            "dezembro december dez dec",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "segunda monday",
            "terca tuesday",
            "quarta wednesday",
            "quinta thursday",
            "sexta friday",
            "sabado saturday",
            "domingo sunday",
        )
    )
    for name in names.split()
}
_NEAR = {
    "trasanteontem": -3, "anteontem": -2, "antes de ontem": -2, "the day before yesterday": -2,
    "day before yesterday": -2, "ontem": -1, "yesterday": -1, "hoje": 0, "hj": 0, "today": 0,
    "agora mesmo": 0, "right now": 0, "depois de amanha": 2, "the day after tomorrow": 2,
    "day after tomorrow": 2, "amanha": 1, "tomorrow": 1,
    "acabei de": 0, "acabamos de": 0, "acabou de": 0, "acabaram de": 0,
    "just now": 0,
}  # fmt: skip

_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(_WEEKDAYS)
_NUMBER_OF_DAYS = rf"(?:[0-9]{{1,3}}|{WORDS})"
_ORDINAL = r"(?:st|nd|rd|th|º|°|o\b)?"
_DAY = rf"(?:(?:[0-9]{{1,2}}){_ORDINAL}|primeiro|first)"
_YEAR = r"(?:[0-9]{4}|[0-9]{2}(?![0-9]))"

#: Each pattern names what it reads; the first that fits a place wins.
_DATES: tuple[re.Pattern[str], ...] = tuple(
    re.compile(rf"(?<![\w/.,-])(?:{pattern})(?![\w/])", re.ASCII)
    for pattern in (
        r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})",
        rf"(?:dia\s+)?(?P<d>[0-9]{{1,2}})(?P<mark>[/.-])(?P<m>[0-9]{{1,2}})(?P=mark)(?P<y>{_YEAR})",
        r"(?:dia\s+)?(?P<d>[0-9]{1,2})/(?P<m>[0-9]{1,2})",
        (
            rf"(?:dia\s+|the\s+)?(?P<d>{_DAY})\s*(?:de\s+|of\s+)?(?P<month>{_MONTH})\.?"
            rf"(?:\s*(?:,|de|do ano de)?\s*(?P<y>[0-9]{{4}}))?"
        ),
        rf"(?P<month>{_MONTH})\.?\s+(?:the\s+)?(?P<d>{_DAY})(?:,?\s+(?P<y>[0-9]{{4}}))?",
        (
            r"(?:dia\s+)?(?P<d>[0-9]{1,2})\s+d[eo]\s+(?:mes\s+)?"
            r"(?P<shift>(?:mes\s+)?que\s+vem|proximo(?:\s+mes)?|(?:mes\s+)?passado)"
        ),
        rf"(?:no\s+)?dia\s+(?P<d>{_DAY}|{WORDS})",
        r"(?:on\s+)?the\s+(?P<d>[0-9]{1,2}(?:st|nd|rd|th))",
        (
            r"(?P<edge>fim|final|inicio|comeco|end|beginning|start)\s+(?:do|de|of)\s+(?:the\s+)?"
            r"(?:mes|month)(?:\s+(?P<shift>que\s+vem|passado))?"
        ),
        r"(?P<edge>end|beginning|start)\s+of\s+(?P<shift>next|last)\s+month",
        r"(?P<edge>month)[\s-]end",
        (
            rf"(?P<lean>ultima|ultimo|last|proxima|proximo|next|this|esta|essa|nesta|nessa)\s+"
            rf"(?P<weekday>{_WEEKDAY})(?:[\s-]feira)?"
        ),
        (
            rf"(?P<weekday>{_WEEKDAY})(?:[\s-]feira)?(?:\s+(?P<lean>passada|passado|que\s+vem|proxima|"
            rf"da\s+semana\s+que\s+vem|da\s+outra\s+semana|da\s+semana\s+passada|of\s+next\s+week|"
            rf"next\s+week|last\s+week|of\s+last\s+week))?"
        ),
        (
            rf"(?:em|daqui\s+a|dentro\s+de|in|within)\s+(?P<ahead>{_NUMBER_OF_DAYS})\s*"
            rf"(?P<unit>dias?|semanas?|days?|weeks?)"
        ),
        rf"(?:ha|faz)\s+(?P<ago>{_NUMBER_OF_DAYS})\s*(?P<unit>dias?|semanas?)(?:\s+atras)?",
        rf"(?P<ago>{_NUMBER_OF_DAYS})\s*(?P<unit>dias?|semanas?|days?|weeks?)\s+(?:atras|ago)",
        "|".join(sorted((f"(?P<near{n}>{word})" for n, word in enumerate(_NEAR)), key=len)),
        r"(?P<soon>just)(?=\s+[a-z]+(?:ed|id|ent|ght)\b)",
    )
)
_TO = r"\s*(?:a|ao|ate|ate o|to|until|till|through|thru|-|–|e|and)\s*(?:o\s+|the\s+)?(?:dia\s+)?"
_HALF_SPAN = re.compile(
    rf"(?<![\w/])(?:dia\s+)?(?P<d>{_DAY}){_TO}(?=(?:{_DAY})\s*(?:de\s+|of\s+)?(?:{_MONTH})\b)",
    re.ASCII,
)
_MONTH_FIRST_SPAN = re.compile(
    rf"(?<![\w/])(?P<month>{_MONTH})\s+(?P<d>{_DAY}){_TO}(?P<last>{_DAY})(?![\w/])", re.ASCII
)
_DAY_SPAN = re.compile(
    rf"(?<![\w/])(?:do|from|entre|between|de|of)\s+(?:o\s+|the\s+)?(?:dia\s+)?(?P<d>{_DAY}){_TO}"
    rf"(?P<last>{_DAY})(?![\w/])",
    re.ASCII,
)
_JOINED = re.compile(rf"{_TO}", re.ASCII)
_DURATION = re.compile(
    rf"(?<![\w/.,-])(?P<n>{_NUMBER_OF_DAYS}|uma?|a|an|one)[\s-]*(?P<fixed>quinzena|fortnight)?"
    rf"(?P<unit>dias?|semanas?|days?|weeks?|mes|meses|months?)?(?![\w/])",
    re.ASCII,
)
_UNIT_DAYS = {"dia": 1, "day": 1, "sem": 7, "wee": 7, "mes": 30, "mon": 30}


def _day_of(text: str) -> int:
    figures = re.match(r"[0-9]{1,2}", text)
    if figures:
        return int(figures.group())
    return 1 if text in {"primeiro", "first"} else whole(text) or 0


def _times(text: str, unit: str) -> int:
    return (whole(text) or 0) * _UNIT_DAYS[unit[:3]]


def _weeks(lean: str) -> tuple[int, int]:
    """Return (leaning, weeks) of words such as `passada` or `da semana que vem`."""
    if re.search(r"semana|week", lean):
        return 0, -1 if re.search(r"passada|last", lean) else 1
    if re.match(r"ultim|last|passad", lean):
        return -1, 0
    return 1, 0


def _edge(edge: str, shift: str, today: date) -> When:
    months = 0 if not shift else -1 if re.match(r"passado|last", shift) else 1
    first = date(
        today.year + (today.month + months - 1) // 12, (today.month + months - 1) % 12 + 1, 1
    )
    if edge in {"inicio", "comeco", "beginning", "start"}:
        return When(exact=first)
    after = (first + timedelta(days=31)).replace(day=1)
    return When(exact=after - timedelta(days=1))


def _when(match: re.Match[str], today: date) -> When:
    parts = {name: text for name, text in match.groupdict().items() if text}
    near = next((name for name in parts if name.startswith("near")), None)
    if near is not None:
        return When(exact=today + timedelta(days=_NEAR[parts[near]]))
    if "soon" in parts:
        return When(exact=today)
    if "edge" in parts:
        return _edge(parts["edge"], parts.get("shift", ""), today)
    if "ahead" in parts:
        return When(exact=today + timedelta(days=_times(parts["ahead"], parts["unit"])))
    if "ago" in parts:
        return When(exact=today - timedelta(days=_times(parts["ago"], parts["unit"])))
    if "weekday" in parts:
        leaning, weeks = _weeks(parts["lean"]) if "lean" in parts else (0, 0)
        return When(weekday=_WEEKDAYS[parts["weekday"]], leaning=leaning, weeks=weeks)
    day = _day_of(parts["d"])
    if "shift" in parts:
        edge = _edge("inicio", parts["shift"].removeprefix("mes").strip(), today).exact
        return When(day=day, month=edge.month if edge else None, year=edge.year if edge else None)
    year = int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0) if "y" in parts else None
    month = (
        _MONTHS[parts["month"]] if "month" in parts else int(parts["m"]) if "m" in parts else None
    )
    figures = "m" in parts and not match.group().startswith(parts.get("y", "x"))
    return When(year=year, month=month, day=day, swapped=figures)


def read(folded: str, today: date, places: Places) -> Iterator[Found]:
    """Yield the days, spans and durations in folded text."""
    days = sorted(_days(folded, today, places), key=lambda each: each.start)
    joined = _join(folded, days)
    yield from joined
    for each in joined:
        places.take(each.start, each.end)
    yield from _durations(folded, places)


def _days(folded: str, today: date, places: Places) -> Iterator[Found]:
    for pattern in (_MONTH_FIRST_SPAN, _DAY_SPAN):
        for match in pattern.finditer(folded):
            if not places.is_free(match.start(), match.end()):
                continue
            month = _MONTHS[match["month"]] if pattern is _MONTH_FIRST_SPAN else None
            tail = re.match(rf"\s*(?:de\s+|of\s+)?(?:{_MONTH})\b", folded[match.end() :])
            if tail and month is None:
                continue
            places.take(match.start(), match.end())
            yield Found(
                Kind.SPAN, match.start(), match.end(), match.group(),
                when=When(month=month, day=_day_of(match["d"])),
                until=When(month=month, day=_day_of(match["last"])),
            )  # fmt: skip
    for match in _HALF_SPAN.finditer(folded):
        if places.is_free(match.start(), match.end("d")):
            places.take(match.start(), match.end("d"))
            yield Found(
                Kind.DAY, match.start(), match.end("d"), match.group(),
                when=When(day=_day_of(match["d"])), label="half",
            )  # fmt: skip
    for pattern in _DATES:
        for match in pattern.finditer(folded):
            if places.is_free(match.start(), match.end()):
                places.take(match.start(), match.end())
                when = _when(match, today)
                ahead = match.groupdict().get("ahead")
                number = _times(ahead, match["unit"]) if ahead else 0
                yield Found(
                    Kind.DAY, match.start(), match.end(), match.group(), when=when, number=number
                )


def _join(folded: str, days: list[Found]) -> list[Found]:
    """Make one span of two days that `a`, `até` or `to` links."""
    joined: list[Found] = []
    for each in days:
        before = joined[-1] if joined else None
        link = folded[before.end : each.start] if before else ""
        if (
            before is not None
            and before.kind is each.kind is Kind.DAY
            and (before.label == "half" or _JOINED.fullmatch(link))
            and (
                before.label == "half"
                or not re.search(r"\b(?:e|and)\b", link)
                or _opened(folded, before)
            )
        ):
            joined[-1] = Found(
                Kind.SPAN, before.start, each.end, folded[before.start : each.end],
                when=before.when, until=each.when,
            )  # fmt: skip
        else:
            joined.append(each)
    return joined


def _opened(folded: str, day: Found) -> bool:
    return re.search(r"\b(?:entre|between)\s+(?:o\s+|the\s+)?$", folded[: day.start]) is not None


def _durations(folded: str, places: Places) -> Iterator[Found]:
    for match in _DURATION.finditer(folded):
        if not (match["unit"] or match["fixed"]) or not places.is_free(match.start(), match.end()):
            continue
        one = 1 if match["n"] in {"a", "an", "um", "uma", "one"} else whole(match["n"])
        if one is None:
            continue
        fixed = {"quinzena": 15, "fortnight": 14}.get(match["fixed"] or "")
        number = one * (fixed or _UNIT_DAYS[match["unit"][:3]])
        places.take(match.start(), match.end())
        yield Found(Kind.DAYS, match.start(), match.end(), match.group(), number=number)
