"""Several requests in one message: where one ends and the next begins."""

import re
from collections.abc import Callable

from bot.agent.offline.text import fold

_HARD = re.compile(r"(?<=[.;!?])\s+|\n+")
_SOFT = re.compile(
    r",?\s+(?:e\s+tambem|e\s+depois|depois|ai|e\s+ainda|alem\s+disso|and\s+then|and\s+also|then|also|"
    r"e|and)\s+(?=\w)"
)


def split(text: str, stands_alone: Callable[[str], bool]) -> list[str]:
    """Cut `text` into requests; a cut is made only where both sides stand as requests."""
    parts: list[str] = []
    for sentence in _HARD.split(text):
        if not sentence.strip():
            continue
        if parts and not (stands_alone(parts[-1]) and stands_alone(sentence)):
            parts[-1] = f"{parts[-1]} {sentence}"
        else:
            parts.append(sentence)
    return [piece for part in parts for piece in _softly(part, stands_alone)]


def _softly(text: str, stands_alone: Callable[[str], bool]) -> list[str]:
    for link in _SOFT.finditer(fold(text)):
        before, after = text[: link.start()], text[link.end() :]
        if stands_alone(before) and stands_alone(after):
            return [before, *_softly(after, stands_alone)]
    return [text]
