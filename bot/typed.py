"""What people type into a field, and how it is shown there: `1.240,55` is `1240.55` on the wire.

What cannot be read without a doubt is passed on as it was typed, so that it is refused, not guessed.
"""

import re
from datetime import date

from babel.numbers import NumberFormatError, format_decimal, parse_decimal

from domain.kernel.money import Money
from domain.kernel.say import Language

_LOCALES = {Language.PT: "pt_BR", Language.EN: "en"}
_DAY = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})", re.ASCII)


def wire_money(text: str, language: Language) -> str:
    """Return a typed amount in the wire form `1240.55`, or `text` when it is in doubt.

    Thousands need centavos beside them: `1.240` alone could be either.
    """
    bare = re.sub(r"^R\$\s*", "", text.strip())
    marks = "," if language is Language.PT else r"\."
    if not bare.isascii() or not re.search(rf"{marks}[0-9]{{2}}$", bare):
        return f"{bare}.00" if re.fullmatch(r"[0-9]{1,13}", bare, re.ASCII) else text
    try:
        amount = parse_decimal(bare, locale=_LOCALES[language], strict=True)
    except NumberFormatError:
        return text
    return f"{amount:.2f}"


def shown_money(wire: str, language: Language) -> str:
    """Return the wire form as people write it in a field, without the currency."""
    cents = Money.plain(wire).cents
    whole, rest = divmod(abs(cents), 100)
    mark = "," if language is Language.PT else "."
    grouped = format_decimal(whole, locale=_LOCALES[language])
    return f"{'-' if cents < 0 else ''}{grouped}{mark}{rest:02d}"


def wire_day(text: str) -> str:
    """Return `24/11/2026` as `2026-11-24`; anything else, and days that do not exist, as typed."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return text
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return text
