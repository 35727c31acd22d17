"""What a proposal would change, made from the very text that people sign.

Every record becomes a list of its columns: what is new, or before and after. A journal entry lists
its debits and credits. Lists, not a table: on a phone a table's right half is out of sight beside a
button that can be pressed. Nothing is left out.
"""

import json
from datetime import date
from typing import Any

from bot.slack.cards import parts
from domain.kernel.money import Money
from domain.kernel.say import Language, Phrasebook, date_text, money_text, say


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

    def _items(self, change: dict[str, Any]) -> list[str]:
        before, after = change["before"], change["after"]
        if change["kind"] != "changed":
            side = after or before
            return [
                f"{self._column(change, column)}: {self._word(change, column, value)}"
                for column, value in side.items()
                if value is not None
            ]
        return [
            f"{self._column(change, column)}: {self._word(change, column, before[column])}"
            f" → {self._word(change, column, after[column])}"
            for column in after
            if before[column] != after[column]
        ]

    def told(self, change: dict[str, Any]) -> tuple[str, list[str]]:
        """Return the title of a change and what it says of each column."""
        table = self._say(f"record.{change['table']}")
        title = self._say(f"card.{change['kind']}", table=table, title=change["title"])
        return title, self._items(change)

    def record(self, change: dict[str, Any]) -> parts.Block:
        """Return the block of a change."""
        return parts.listed(*self.told(change))

    def entry(self, index: int) -> parts.Block:
        """Return the block of a new journal entry, its debits and credits below its own columns."""
        title, items = self.told(self.changes[index])
        lines = [self._line(each) for each in self.changes if _is_line(each, index)]
        return parts.listed(title, [*items, *lines])

    def _line(self, change: dict[str, Any]) -> str:
        after = change["after"]
        cents = after["amount_cents"]
        return self._say(
            "card.debit" if cents > 0 else "card.credit",
            account=self._word(change, "account_id", after["account_id"]),
            amount=money_text(Money(abs(cents)), self._language),
        )

    def blocks(self) -> list[parts.Block]:
        """Return a block for each record; lines stand with the entry that the effect makes."""
        entries = {
            index
            for index, each in enumerate(self.changes)
            if each["table"] == "entry" and each["kind"] == "new"
        }
        return [
            self.entry(index) if index in entries else self.record(each)
            for index, each in enumerate(self.changes)
            if not any(_is_line(each, entry) for entry in entries)
        ]


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
    """Return every change, lines of entries too, as a title and its items: for a long review."""
    effect = _Effect(text, book, language)
    return [effect.told(change) for change in effect.changes]


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
