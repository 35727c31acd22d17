"""Numbers in figures and in words, Portuguese and English. ASCII digits only."""

import re
from decimal import Decimal

from domain.kernel.say import Language

_UNITS = {
    "zero": 0, "um": 1, "uma": 1, "dois": 2, "duas": 2, "tres": 3, "quatro": 4, "cinco": 5,
    "seis": 6, "sete": 7, "oito": 8, "nove": 9, "dez": 10, "onze": 11, "doze": 12, "treze": 13,
    "quatorze": 14, "catorze": 14, "quinze": 15, "dezesseis": 16, "dezessete": 17, "dezoito": 18,
    "dezenove": 19, "vinte": 20, "trinta": 30, "quarenta": 40, "cinquenta": 50, "sessenta": 60,
    "setenta": 70, "oitenta": 80, "noventa": 90, "cem": 100, "cento": 100, "duzentos": 200,
    "duzentas": 200, "trezentos": 300, "trezentas": 300, "quatrocentos": 400, "quatrocentas": 400,
    "quinhentos": 500, "quinhentas": 500, "seiscentos": 600, "seiscentas": 600, "setecentos": 700,
    "setecentas": 700, "oitocentos": 800, "oitocentas": 800, "novecentos": 900, "novecentas": 900,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
_TIMES = {
    "hundred": 100, "mil": 1000, "thousand": 1000, "milhao": 10**6, "milhoes": 10**6,
    "million": 10**6, "millions": 10**6,
}  # fmt: skip
_WORD = "|".join(sorted((*_UNITS, *_TIMES), key=len, reverse=True))
_LINK = r"(?:\s+e\s+|\s+and\s+|\s*-\s*|\s+)"

#: A number in words, such as `mil e duzentos` or `twenty-one`, in folded text.
WORDS = rf"(?:(?:um\s+|a\s+)?(?:{_WORD})\b(?:{_LINK}(?:{_WORD})\b)*)"
#: A number in figures, with or without groups of three.
FIGURES = (
    r"(?:[0-9]{1,3}(?:[.,][0-9]{3})+(?:[.,][0-9]{1,2})?|[0-9]{1,13}(?:[.,][0-9]{1,3})?)(?![0-9])"
)

_ALONE = {"e", "a", "and"}


def _goes_on(part: int, unit: int) -> bool:
    """Tell whether `unit` can follow: `oitenta e sete e quarenta` is two numbers, not their sum."""
    if part == 0:
        return True
    room = 100 if part % 100 == 0 else 10 if part % 10 == 0 and part % 100 >= 20 else 0
    return unit < room


def in_words(text: str) -> int | None:
    """Return the number that folded words say, or None."""
    total = part = 0
    said = False
    for word in re.split(r"[\s-]+", text.strip()):
        if word in _UNITS:
            if not _goes_on(part, _UNITS[word]):
                return None
            part += _UNITS[word]
        elif word == "hundred":
            part = max(part, 1) * 100
        elif word in _TIMES:
            total += max(part, 1) * _TIMES[word]
            part = 0
        elif word in _ALONE:
            continue
        else:
            return None
        said = True
    return total + part if said else None


def in_figures(text: str, language: Language) -> tuple[Decimal, ...]:
    """Return what figures may mean: one number, or two where a mark can be read both ways.

    `1.000` is a thousand in Portuguese; in English it may be one. `1,000` is the reverse.
    """
    marks = [char for char in text if char in ".,"]
    if not marks:
        return (Decimal(text),)
    last = text.rindex(marks[-1])
    tail = text[last + 1 :]
    if len(set(marks)) > 1 and marks.count(marks[-1]) == 1:
        return (Decimal(re.sub("[.,]", "", text[:last]) + "." + tail),)
    if len(tail) != 3:
        return (Decimal(text[:last].replace(marks[0], "") + "." + tail),)
    grouped = Decimal(re.sub("[.,]", "", text))
    groups_with = "." if language is Language.PT else ","
    if len(marks) > 1 or marks[-1] == groups_with:
        return (grouped,)
    return (grouped, Decimal(text[:last] + "." + tail))


def whole(text: str) -> int | None:
    """Return the whole number that folded `text` is, in figures or words, or None."""
    text = text.strip()
    if re.fullmatch(r"[0-9]{1,6}", text):
        return int(text)
    return in_words(text)
