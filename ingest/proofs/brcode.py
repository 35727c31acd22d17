"""PIX BR Code: tag, length, value; closed by a CRC-16/CCITT-FALSE.

Source: Banco Central, *Manual de Padrões para Iniciação do Pix*.
"""

import binascii
import re
from dataclasses import dataclass

from domain.kernel.money import Money

_AMOUNT = re.compile(r"[0-9]{1,10}(\.[0-9]{1,2})?", re.ASCII)
_MERCHANT, _CURRENCY, _AMOUNT_TAG, _NAME, _MORE = "26", "53", "54", "59", "62"


@dataclass(frozen=True, slots=True)
class PixCode:
    """What a BR Code says: whom to pay, how much, under which reference."""

    name: str
    key: str | None  # a PIX key of a static code
    url: str | None  # where a dynamic code's charge is fetched
    amount: Money | None
    reference: str | None


def crc(text: str) -> str:
    """Return the four hexadecimal digits that close a BR Code ending in `6304`."""
    return f"{binascii.crc_hqx(text.encode(), 0xFFFF):04X}"


def parsed(text: str) -> PixCode | None:
    """Return what a BR Code says, or None unless it is one of PIX and its CRC holds."""
    if len(text) < 12 or text[-8:-4] != "6304" or crc(text[:-4]) != text[-4:].upper():
        return None
    tags = _tags(text)
    merchant = _tags(tags.get(_MERCHANT, "")) if tags else None
    if tags is None or merchant is None or merchant.get("00", "").lower() != "br.gov.bcb.pix":
        return None
    amount = tags.get(_AMOUNT_TAG, "")
    return PixCode(
        name=tags.get(_NAME, ""),
        key=merchant.get("01"),
        url=merchant.get("25"),
        amount=_reais(amount) if tags.get(_CURRENCY) == "986" else None,
        reference=(_tags(tags.get(_MORE, "")) or {}).get("05"),
    )


def composed(tags: list[tuple[str, str]]) -> str:
    """Return the text of tags and values, closed by its CRC."""
    body = written(tags) + "6304"
    return body + crc(body)


def written(tags: list[tuple[str, str]]) -> str:
    """Return tags and values one after the other, each with its length."""
    return "".join(f"{tag}{len(value):02d}{value}" for tag, value in tags)


def _reais(text: str) -> Money | None:
    if not _AMOUNT.fullmatch(text):
        return None
    whole, _, cents = text.partition(".")
    return Money(int(whole) * 100 + int(cents.ljust(2, "0")))


def _tags(text: str) -> dict[str, str] | None:
    found: dict[str, str] = {}
    at = 0
    while at < len(text):
        size = text[at + 2 : at + 4]
        if not (size.isascii() and size.isdigit()) or at + 4 + int(size) > len(text):
            return None
        found[text[at : at + 2]] = text[at + 4 : at + 4 + int(size)]
        at += 4 + int(size)
    return found
