"""Sheets in CSV, as spreadsheets write them here: `;` or `,`, amounts as `1.240,55`, days as `24/11/2026`.

Everything that is wrong is found at once and named by file and line.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from stdnum.br import cnpj, cpf

from bot.typed import wire_day, wire_money
from domain.kernel.errors import Invalid
from domain.kernel.money import Money
from domain.kernel.say import Language, Say, say


@dataclass(slots=True)
class Row:
    """One line of a sheet. What cannot be read is told to `faults`, and read as empty."""

    sheet: str
    line: int
    cells: dict[str, str]
    faults: list[Say] = field(repr=False)

    def text(self, name: str, *, needed: bool = True) -> str:
        """Return a cell's words."""
        value = self.cells.get(name, "").strip()
        if needed and not value:
            self.wrong(name, "start.cell_empty")
        return value

    def money(self, name: str) -> Money:
        """Return an amount in reais; a minus sign makes it negative."""
        typed = self.text(name)
        bare = typed.removeprefix("-").strip()
        try:
            amount = Money.plain(wire_money(bare, Language.PT))
        except ValueError:
            self.wrong(name, "start.cell_no_amount", typed=typed)
            return Money.zero()
        return -amount if typed.startswith("-") else amount

    def day(self, name: str, usual: date | None = None) -> date:
        """Return a day; `usual` where the cell is empty."""
        typed = self.text(name, needed=usual is None)
        if not typed and usual is not None:
            return usual
        try:
            return date.fromisoformat(wire_day(typed))
        except ValueError:
            self.wrong(name, "start.cell_no_day", typed=typed)
            return date.min

    def tax_id(self, name: str) -> str:
        """Return a CNPJ or a CPF without its marks; the check digits are right."""
        typed = self.text(name)
        bare = bare_tax_id(typed)
        if bare is None and typed:
            self.wrong(name, "start.cell_no_tax_id", typed=typed)
        return bare or ""

    def one_of(self, name: str, choices: list[str]) -> str:
        """Return one of `choices`."""
        typed = self.text(name)
        if typed and typed not in choices:
            self.wrong(name, "start.cell_not_one_of", typed=typed, choices=tuple(choices))
        return typed if typed in choices else choices[0]

    def wrong(self, name: str, key: str, **values: str | tuple[str, ...]) -> None:
        """Remember what is wrong with a cell."""
        self.faults.append(say(key, sheet=self.sheet, line=self.line, column=name, **values))


def bare_tax_id(typed: str) -> str | None:
    """Return a valid CNPJ or CPF without its marks, or None."""
    for kind in (cnpj, cpf):
        if kind.is_valid(typed):
            return str(kind.compact(typed))
    return None


def rows[T](path: Path | None, made: Callable[[Row], T], faults: list[Say]) -> list[T]:
    """Return what `made` makes of each line of a sheet; nothing without a sheet.

    Raises Invalid for a file that cannot be read at all.
    """
    if path is None:
        return []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as failed:
        raise Invalid("keeping.file_unreadable", file=str(path)) from failed
    return [made(row) for row in _lines(path.name, text, faults)]


def _lines(sheet: str, text: str, faults: list[Say]) -> Iterator[Row]:
    first = text.partition("\n")[0]
    reader = csv.DictReader(text.splitlines(), delimiter=";" if ";" in first else ",")
    for cells in reader:
        plain = {name: value or "" for name, value in cells.items() if isinstance(name, str)}
        yield Row(sheet, reader.line_num, plain, faults)
