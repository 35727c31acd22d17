"""The language of a page for somebody we do not know: what their browser asks for."""

import re

from domain.kernel.say import Language

_RANGE = re.compile(r"\s*([A-Za-z*-]{1,35})\s*(?:;\s*q=([01])(?:\.(\d{0,3}))?\s*)?", re.ASCII)
#: Longer than any browser's own; the rest is not looked at.
_HEADER_MAX = 400


def language_of(accepted: str) -> Language:
    """Return the language that an Accept-Language header wants most; Portuguese where it is none."""
    wanted: list[tuple[int, Language]] = []
    for each in accepted[:_HEADER_MAX].split(","):
        told = _RANGE.fullmatch(each)
        language = _ours(told[1]) if told else None
        if told is None or language is None:
            continue
        thousandths = int(f"{told[2] or '1'}{(told[3] or '').ljust(3, '0')}")
        if thousandths > 0:
            wanted.append((thousandths, language))
    # `max` keeps the first of equals, as the header's order means.
    return max(wanted, key=lambda each: each[0])[1] if wanted else Language.PT


def _ours(tag: str) -> Language | None:
    primary = tag.lower().partition("-")[0]
    return {"pt": Language.PT, "en": Language.EN}.get(primary)
