"""What leaves this process for a model elsewhere carries no CPF, account, e-mail, telephone or pay.

Each value becomes a token such as `[CPF-1]`; tokens that come back in a call's arguments or in the
answer become the values again, here. The embedded model is in this process and sees what was said.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from stdnum.br import cpf

_FIGURE = r"(?P<value>[0-9][0-9.,]*[0-9]|[0-9])"
_PAY = r"\b(?:sal[aá]rio|holerite|remunera[cç][aã]o|salary|wage|pay ?slip)s?\b"


def _always(_text: str) -> bool:
    return True


#: (what it is, how it is written, whether this one is it), in the order in which they are looked for.
_PATTERNS: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    (
        "CPF",
        re.compile(
            r"(?<![\w.])[0-9]{3}[. ]?[0-9]{3}[. ]?[0-9]{3}[-/. ]?[0-9]{2}(?![\w-])", re.ASCII
        ),
        lambda text: "." in text or "-" in text or cpf.is_valid(text),
    ),
    ("EMAIL", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), _always),
    (
        "PHONE",
        re.compile(
            r"(?<![\w.,])(?:\+55 ?)?\(?[0-9]{2}\)?[ -]?(?:9[0-9]{4}[- ]?|[0-9]{4}[- ])[0-9]{4}(?![\w-])",
            re.ASCII,
        ),
        _always,
    ),
    (
        "ACCOUNT",
        re.compile(
            r"(?i:\b(?:ag[eê]ncia|ag\.?|conta(?: corrente| poupan[cç]a)?|c/c|cc|account)"
            r"\s*(?:n[ºo.]*\s*)?:?\s*)"
            r"(?P<value>[0-9]{1,3}(?:\.[0-9]{3})+-[0-9xX]|[0-9]{3,12}(?:-[0-9xX])?)(?![\w,.]?[0-9])"
        ),
        _always,
    ),
    # An IBAN, and the random key of a PIX account.
    ("ACCOUNT", re.compile(r"\bBR[0-9]{2}(?: ?[0-9A-Z]{4}){6} ?[0-9A-Z]\b", re.ASCII), _always),
    (
        "ACCOUNT",
        re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", re.ASCII | re.IGNORECASE),
        _always,
    ),
    ("PAY", re.compile(rf"(?i:{_PAY}[^0-9\n]{{0,40}}?){_FIGURE}"), _always),
    # "de 3.000,00 para 3.500,00", and the figure before the word.
    (
        "PAY",
        re.compile(rf"(?i:\[PAY-[0-9]+\] (?:para|até|e|por|to|and) (?:R\$ ?)?){_FIGURE}"),
        _always,
    ),
    ("PAY", re.compile(rf"{_FIGURE}(?i:(?: [^\W0-9]+){{0,3}} (?:de|in) {_PAY})"), _always),
)
_TOKEN = re.compile(r"\[(?:CPF|EMAIL|PHONE|ACCOUNT|PAY)-[0-9]{1,4}\]")
_TOKEN_CHARS_MAX = 14


class Mask:
    """Tokens of one turn: the same value has the same token throughout."""

    def __init__(self) -> None:
        self._tokens: dict[str, str] = {}
        self._values: dict[str, str] = {}

    def hide(self, text: str) -> str:
        """Return `text` with every personal value replaced by its token."""
        for kind, pattern, is_one in _PATTERNS:
            text = pattern.sub(partial(self._hidden, kind, is_one=is_one), text)
        return text

    def show(self, value: Any) -> Any:
        """Return `value` (text, or a call's arguments) with its tokens replaced by what they hide."""
        if isinstance(value, str):
            return _TOKEN.sub(lambda found: self._values.get(found.group(), found.group()), value)
        if isinstance(value, dict):
            return {key: self.show(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self.show(each) for each in value]
        return value

    def _hidden(self, kind: str, found: re.Match[str], is_one: Callable[[str], bool]) -> str:
        whole = found.group()
        named = found.groupdict().get("value")
        value = named or whole
        if not is_one(value):
            return whole
        if value not in self._tokens:
            token = f"[{kind}-{len(self._tokens) + 1}]"
            self._tokens[value], self._values[token] = token, value
        start, end = (at - found.start() for at in found.span("value" if named else 0))
        return whole[:start] + self._tokens[value] + whole[end:]


class Unmasking:
    """Shows tokens again in a text that comes piece by piece; a token may be cut anywhere."""

    def __init__(self, mask: Mask) -> None:
        self._mask = mask
        self._held = ""

    def take(self, piece: str) -> str:
        """Return what can be shown now; what may be the start of a token is held back."""
        text = self._held + piece
        opened = text.rfind("[")
        if opened >= 0 and "]" not in text[opened:] and len(text) - opened < _TOKEN_CHARS_MAX:
            text, self._held = text[:opened], text[opened:]
        else:
            self._held = ""
        return str(self._mask.show(text))

    def rest(self) -> str:
        """Return what was held back, at the end."""
        rest, self._held = self._held, ""
        return rest
