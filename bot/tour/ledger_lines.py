"""An effect as an accountant reads it: debits and credits, and what each record was and becomes."""

import json
from collections.abc import Iterator
from typing import Any

from domain.kernel.money import Money
from domain.kernel.say import Language, Phrasebook, money_text, say


class Statement:
    """Writes effects in one language."""

    def __init__(self, book: Phrasebook, language: Language) -> None:
        self._book = book
        self._language = language

    def lines_of(self, effect: str) -> Iterator[str]:
        """Yield a line for each record and for each value that changes."""
        for change in json.loads(effect):
            if change["table"] == "posting":
                yield self._posting(change)
            elif change["kind"] == "changed":
                yield from self._changed(change)
            else:
                sign = "+" if change["kind"] == "new" else "-"
                yield f"{sign} {self._name(change['table'])}: {change['title']}"

    def _posting(self, change: dict[str, Any]) -> str:
        amount = Money(change["after"]["amount_cents"])
        side, positive = ("D", amount) if amount > Money.zero() else ("C", -amount)
        return f"  {side} {change['title']:<40} {money_text(positive, self._language):>16}"

    def _changed(self, change: dict[str, Any]) -> Iterator[str]:
        for name, after in change["after"].items():
            before = change["before"].get(name)
            if before != after:
                column = self._name(f"{change['table']}.{name}")
                was, now = (self._value(name, value) for value in (before, after))
                yield f"~ {self._name(change['table'])} {change['title']}: {column} {was} → {now}"

    def _name(self, of: str) -> str:
        return self._book.render(say(f"record.{of}"), self._language)

    def _value(self, name: str, value: Any) -> str:
        if name.endswith("_cents"):
            return money_text(Money(value), self._language)
        known = f"value.{name}.{value}"
        return (
            self._book.render(say(known), self._language)
            if known in self._book.keys
            else str(value)
        )
