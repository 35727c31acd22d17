"""Amounts of money: `R$ 1.240,55`, `1,7 mil`, `10k`, `duzentos reais e cinquenta centavos`."""

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.agent.offline.slots.found import Found, Kind, Places
from bot.agent.offline.slots.numerals import FIGURES, WORDS, in_figures, in_words
from domain.kernel.say import Language

_TIMES = {
    "k": 1000,
    "mil": 1000,
    "thousand": 1000,
    "grand": 1000,
    "mi": 10**6,
    "milhao": 10**6,
    "milhoes": 10**6,
    "million": 10**6,
}
_UNIT = r"reais|real|brl|contos?|pilas?|pratas?|mangos?|reals|bucks"
_FOREIGN_UNIT = r"dolares|dolar|dollars?|usd|euros?|eur|libras?|pounds?"
_NUMBER = rf"(?:{FIGURES}|{WORDS})"
_MONEY = re.compile(
    rf"(?P<minus>(?<![\w.,])[-−]\s*|\bmenos\s+|\bminus\s+)?"
    rf"(?P<foreign>us\$\s*|u\$\s*|€\s*|£\s*|\busd\s+|\beur\s+)?(?P<sign>r\$\s*|\bbrl\s+|\brs\s+)?"
    rf"(?<![\w.,/-])(?P<number>{_NUMBER})"
    rf"(?:\s*(?P<times>{'|'.join(_TIMES)})\b)?"
    rf"(?:\s*(?:de\s+)?(?P<unit>(?:{_UNIT})\b)|\s*(?P<abroad>(?:{_FOREIGN_UNIT})\b))?"
    rf"(?:\s*(?:e|and|with)?\s*(?P<cents>{_NUMBER})\s*(?:centavos?|cents?)\b)?"
    rf"(?![\w/%º°])",
    re.ASCII,
)
_CENTS_ONLY = re.compile(rf"\b(?P<cents>{_NUMBER})\s+(?:centavos?|cents?)\b", re.ASCII)


def _value(text: str, language: Language) -> tuple[Decimal, ...]:
    if text[0].isdigit():
        return in_figures(text, language)
    words = in_words(text)
    return () if words is None else (Decimal(words),)


def read(folded: str, language: Language, places: Places) -> Iterator[Found]:
    """Yield the amounts in folded text; a whole number without a sign of money is a NUMBER."""
    for match in _MONEY.finditer(folded):
        if not places.is_free(match.start("number"), match.end()):
            continue
        amounts = _value(match["number"], language)
        if not amounts:
            continue
        if match["number"] in {"um", "uma", "one"} and match.end() == match.end("number"):
            continue
        times = _TIMES.get(match["times"] or "", 1)
        amounts = tuple(amount * times for amount in amounts)
        if match["cents"]:
            cents = _value(match["cents"], language)
            if not cents:
                continue
            amounts = tuple(amount + cents[0] / 100 for amount in amounts)
        if match["minus"]:
            amounts = tuple(-amount for amount in amounts)
        start, end = match.start(), match.end()
        places.take(start, end)
        yield Found(_kind(match), start, end, folded[start:end], amounts=amounts)
    for match in _CENTS_ONLY.finditer(folded):
        if places.is_free(match.start(), match.end()):
            amounts = tuple(each / 100 for each in _value(match["cents"], language))
            places.take(match.start(), match.end())
            yield Found(Kind.MONEY, match.start(), match.end(), match.group(), amounts=amounts)


def _kind(match: re.Match[str]) -> Kind:
    if match["foreign"] or match["abroad"]:
        return Kind.FOREIGN
    number = match["number"]
    has_cents = number[0].isdigit() and re.search(r"[.,][0-9]{2}$", number) is not None
    # A number of a thousand or more with groups, or in words, is hardly anything but money.
    is_large = "." in number or "," in number or re.search(r"\b(?:mil|thousand)\b", number)
    if match["sign"] or match["unit"] or match["times"] or match["cents"] or has_cents or is_large:
        return Kind.MONEY
    return Kind.NUMBER


def plain(amount: Decimal) -> str | None:
    """Return the wire form of an amount, or None if it is not in whole centavos."""
    cents = amount * 100
    if cents != cents.to_integral_value():
        return None
    whole = int(cents)
    sign = "-" if whole < 0 else ""
    return f"{sign}{abs(whole) // 100}.{abs(whole) % 100:02d}"
