"""What a proposal would change, made from the very text that people sign.

Every record becomes a list of its columns: what is new, or before and after. A journal entry lists
its debits and credits. Lists, not a table: on a phone a table's right half is out of sight beside a
button that can be pressed. Nothing is left out.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.slack.cards import parts
from domain.kernel.money import Money
from domain.kernel.say import Language, Phrasebook, date_text, money_text, say

_SIDES = ("before", "after")


class _Effect:
    """One effect in one language."""

    def __init__(self, text: str, book: Phrasebook, language: Language) -> None:
        self.changes: list[dict[str, Any]] = json.loads(text)
        self._book = book
        self._language = language

    def _say(self, key: str, **values: str) -> str:
        return self._book.render(say(key, **values), self._language)

    def _word(self, change: dict[str, Any], column: str, value: Any) -> str:
        """Return a value as people read it."""
        if isinstance(value, dict):
            return str(self.changes[value["new"]]["title"])
        label = change["labels"].get(f"{column}:{value}")
        if label is not None:
            return str(label)
        if value is None:
            return "—"
        if isinstance(value, bool):
            return self._say("card.yes" if value else "card.no")
        if column.endswith("_cents"):
            return money_text(Money(int(value)), self._language)
        if column.endswith(("_on", "_from")) or column == "day":
            return date_text(date.fromisoformat(value), self._language)
        known = f"value.{column}.{value}"
        return self._say(known) if known in self._book.keys else str(value)

    def _column(self, change: dict[str, Any], column: str) -> str:
        return self._say(f"record.{change['table']}.{column}")

    def rows(self, change: dict[str, Any]) -> list[tuple[str, str]]:
        """Return what a change says of each column: its name, and the value, or before and after."""
        before, after = change["before"], change["after"]
        if change["kind"] != "changed":
            side = after or before
            return [
                (self._column(change, column), self._word(change, column, value))
                for column, value in side.items()
                if value is not None
            ]
        return [
            (self._column(change, column), self._became(change, column))
            for column in after
            if before[column] != after[column]
        ]

    def _became(self, change: dict[str, Any], column: str) -> str:
        then, now = (self._word(change, column, change[side][column]) for side in _SIDES)
        return f"{then} → {now}"

    def title(self, change: dict[str, Any]) -> str:
        """Return what became of which record."""
        table = self._say(f"record.{change['table']}")
        return self._say(f"card.{change['kind']}", table=table, title=change["title"])

    def told(self, change: dict[str, Any]) -> tuple[str, list[str]]:
        """Return the title of a change and what it says of each column."""
        return self.title(change), [f"{column}: {value}" for column, value in self.rows(change)]

    def record(self, change: dict[str, Any]) -> parts.Block:
        """Return the block of a change."""
        return parts.listed(*self.told(change))

    def _line(self, change: dict[str, Any]) -> str:
        after = change["after"]
        cents = after["amount_cents"]
        return self._say(
            "card.debit" if cents > 0 else "card.credit",
            account=self.account(change),
            amount=money_text(Money(abs(cents)), self._language),
        )

    def wholes(self) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
        """Return every change; the lines of an entry that the effect makes stand with it."""
        entries = {
            index
            for index, each in enumerate(self.changes)
            if each["table"] == "entry" and each["kind"] == "new"
        }
        return [
            (each, [line for line in self.changes if index in entries and _is_line(line, index)])
            for index, each in enumerate(self.changes)
            if not any(_is_line(each, entry) for entry in entries)
        ]

    def blocks(self) -> list[parts.Block]:
        """Return a block for each record."""
        return [parts.listed(*self.whole(change, lines)) for change, lines in self.wholes()]

    def whole(self, change: dict[str, Any], lines: list[dict[str, Any]]) -> tuple[str, list[str]]:
        """Return the title of a change and its items, the debits and credits of an entry too."""
        title, items = self.told(change)
        return title, [*items, *map(self._line, lines)]

    def account(self, line: dict[str, Any]) -> str:
        """Return the account of a debit or a credit."""
        return self._word(line, "account_id", line["after"]["account_id"])


def _is_line(change: dict[str, Any], entry: int) -> bool:
    """Return whether a change is a whole line, and nothing more, of the new entry at `entry`."""
    return (
        change["table"] == "posting"
        and change["kind"] == "new"
        and set(change["after"]) == {"entry_id", "account_id", "amount_cents"}
        and change["after"]["entry_id"] == {"new": entry}
    )


def effect_blocks(text: str, book: Phrasebook, language: Language) -> list[parts.Block]:
    """Return the blocks that show the whole effect, whatever their size."""
    blocks = _Effect(text, book, language).blocks()
    return blocks or [parts.paragraph(book.render(say("card.no_change"), language))]


def effect_items(text: str, book: Phrasebook, language: Language) -> list[tuple[str, list[str]]]:
    """Return every change as a title and its items, as the card shows them: for a long review."""
    effect = _Effect(text, book, language)
    return [effect.whole(change, lines) for change, lines in effect.wholes()]


def difference(signed: str, now: str, book: Phrasebook, language: Language) -> list[parts.Block]:
    """Return what an action would do now and what was signed for, record by record."""
    then, today = _Effect(signed, book, language), _Effect(now, book, language)
    blocks = []
    for key, effect, other in (("card.signed", then, today), ("card.now", today, then)):
        changed = [change for change in effect.changes if change not in other.changes]
        if changed:
            blocks.append(parts.line(book.render(say(key), language)))
            blocks += [effect.record(change) for change in changed]
    return blocks


@dataclass(frozen=True, slots=True)
class Whole:
    """A change as a page shows it; the lines of an entry are accounts with debits above zero."""

    table: str
    title: str
    rows: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, Money], ...]


def effect_wholes(text: str, book: Phrasebook, language: Language) -> list[Whole]:
    """Return every change, the lines of an entry with it: for a page with room for tables."""
    effect = _Effect(text, book, language)
    return [
        Whole(
            change["table"],
            effect.title(change),
            tuple(effect.rows(change)),
            tuple((effect.account(each), Money(each["after"]["amount_cents"])) for each in lines),
        )
        for change, lines in effect.wholes()
    ]
