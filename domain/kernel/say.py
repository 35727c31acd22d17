"""What is said to people is a message id and values; words are chosen at the edge.

Phrases live in `*says.toml` files beside the code that says them, both languages side by side:

    ["payable.already_settled"]
    pt-BR = "{title} já foi pago em {paid_on}."
    en = "{title} was already paid on {paid_on}."

Money and dates are formatted for the language; `{days:n|dia|dias}` chooses singular or plural.
"""

import string
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from domain.kernel.clock import SAO_PAULO
from domain.kernel.money import Money


class Language(StrEnum):
    """The languages people see."""

    PT = "pt-BR"
    EN = "en"

    @classmethod
    def of(cls, locale: str | None) -> "Language":
        """Return the language for a Slack locale such as `pt-BR` or `en-US`; Portuguese first."""
        return cls.EN if (locale or "").lower().startswith("en") else cls.PT


@dataclass(frozen=True, slots=True)
class Label:
    """What a field is called, in both languages: it is shown beside the field and said of it."""

    pt: str
    en: str

    def read_in(self, language: Language) -> str:
        """Return the label as somebody reads it."""
        return self.pt if language is Language.PT else self.en


type Value = str | int | Money | date | datetime | Say | Label | tuple[Value, ...] | None


@dataclass(frozen=True, slots=True)
class Say:
    """A message id with its values. Equality is by content, so that effects can hold it."""

    key: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.values.items())
        return f"{self.key}({told})" if told else self.key


def say(key: str, **values: Value) -> Say:
    """Return the message `key` with `values`."""
    return Say(key, values)


def money_text(amount: Money, language: Language = Language.PT) -> str:
    """Return `R$ 1.240,55` or, in English, `R$ 1,240.55`, with a no-break space."""
    sign = "-" if amount.cents < 0 else ""
    whole, cents = divmod(abs(amount.cents), 100)
    grouped = f"{whole:,}"
    if language is Language.PT:
        return f"{sign}R$\u00a0{grouped.replace(',', '.')},{cents:02d}"
    return f"{sign}R$\u00a0{grouped}.{cents:02d}"


def date_text(day: date, language: Language = Language.PT) -> str:
    """Return `24/11/2026` or, in English, `24 Nov 2026`."""
    if language is Language.PT:
        return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"
    month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][
        day.month - 1
    ]
    return f"{day.day} {month} {day.year:04d}"


def instant_text(at: datetime, language: Language = Language.PT) -> str:
    """Return the day and the minute in the company's zone."""
    local = at.astimezone(SAO_PAULO)
    return f"{date_text(local.date(), language)} {local.hour:02d}:{local.minute:02d}"


class _Words(string.Formatter):
    """Fills a phrase; a missing value is a bug and raises."""

    def __init__(
        self, book: "Phrasebook", language: Language, escape: Callable[[str], str]
    ) -> None:
        self._book = book
        self._language = language
        self._escape = escape

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec.startswith("n|"):
            _, one, many = format_spec.split("|")
            return f"{value} {one if abs(value) == 1 else many}"
        if format_spec:
            raise ValueError(f"unknown format {format_spec!r}")
        return self.word(value)

    def word(self, value: Value) -> str:
        match value:
            case None:
                return "—"
            case Money():
                return money_text(value, self._language)
            case datetime():
                return instant_text(value, self._language)
            case date():
                return date_text(value, self._language)
            case Say():
                return self._book.render(value, self._language, self._escape)
            case Label():
                return self._escape(value.read_in(self._language))
            case tuple():
                return ", ".join(self.word(item) for item in value)
            case str():
                return self._escape(value)
            case _:
                return str(value)


def _as_is(text: str) -> str:
    return text


class Phrasebook:
    """Every phrase the product can say, in every language. Built once, passed down."""

    def __init__(self, phrases: Mapping[str, Mapping[Language, str]]) -> None:
        self._phrases = dict(phrases)

    @classmethod
    def load(cls, folders: Iterable[Path]) -> "Phrasebook":
        """Read every `*says.toml` below `folders`. Raises ValueError for a gap or a repetition."""
        phrases: dict[str, dict[Language, str]] = {}
        for folder in folders:
            for path in sorted(folder.rglob("*says.toml")):
                for key, words in tomllib.loads(path.read_text(encoding="utf-8")).items():
                    if key in phrases:
                        raise ValueError(f"{path}: {key} is said twice")
                    if set(words) != {str(language) for language in Language}:
                        raise ValueError(f"{path}: {key} needs exactly pt-BR and en")
                    phrases[key] = {Language(name): text for name, text in words.items()}
        return cls(phrases)

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(self._phrases)

    def words(self, key: str, language: Language) -> str:
        """Return the unfilled phrase. Raises KeyError for one that nobody wrote."""
        return self._phrases[key][language]

    def slots(self, key: str, language: Language) -> frozenset[str]:
        """Return the names of the values a phrase needs."""
        parsed = string.Formatter().parse(self.words(key, language))
        return frozenset(name for _, name, _, _ in parsed if name)

    def render(self, said: Say, language: Language, escape: Callable[[str], str] = _as_is) -> str:
        """Return the sentence; `escape` is applied to every text that came from outside."""
        return _Words(self, language, escape).vformat(
            self.words(said.key, language), (), said.values
        )
