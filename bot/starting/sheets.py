"""Sheets in CSV, as spreadsheets write them here: `;` or `,` or a tab, UTF-8 or Windows' own letters.

Everything that is wrong is found at once and named by file and line.
"""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.starting import cells
from bot.starting.words import Shape, column_of, value_of
from domain.kernel.errors import Invalid
from domain.kernel.money import Money
from domain.kernel.say import Say, Value, say

_BYTES_MAX = 20_000_000
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_WORDS_MAX = 120


@dataclass(slots=True)
class Row:
    """One line of a sheet. What cannot be read is told to `faults`, and read as empty."""

    sheet: str
    line: int
    cells: dict[str, str]
    faults: list[Say] = field(repr=False)

    def text(self, name: str, *, needed: bool = True, most: int = _WORDS_MAX) -> str:
        """Return a cell's words, at most so many characters."""
        value = cells.plain(self.cells.get(name, ""))
        if needed and not value:
            self.wrong(name, "start.cell_empty")
        if len(value) > most:
            self.wrong(name, "start.cell_long", most=most)
        if not cells.is_readable(value):
            self.wrong(name, "start.cell_odd")
            return ""
        return value[:most]

    def money(self, name: str, *, positive: bool = False) -> Money:
        """Return an amount in reais; a minus sign makes it negative."""
        typed = self.text(name)
        amount = cells.amount(typed)
        if amount is None and typed:
            self.wrong(name, "start.cell_no_amount", typed=typed)
        elif amount is not None and positive and amount <= Money.zero():
            self.wrong(name, "start.cell_not_positive")
        return amount or Money.zero()

    def day(self, name: str, usual: date | None = None) -> date:
        """Return a day; `usual` where the cell is empty."""
        typed = self.text(name, needed=usual is None)
        if not typed and usual is not None:
            return usual
        day = cells.day(typed)
        if day is None and typed:
            self.wrong(name, "start.cell_no_day", typed=typed)
        return day or usual or date.max

    def tax_id(self, name: str) -> str:
        """Return a CNPJ or a CPF without its marks; the check digits are right."""
        typed = self.text(name)
        bare = cells.tax_id(typed)
        if bare is None and typed:
            rounded = cells.is_scientific(typed)
            key = "start.cell_rounded" if rounded else "start.cell_no_tax_id"
            self.wrong(name, key, typed=typed)
        return bare or ""

    def one_of(self, name: str, choices: list[str]) -> str:
        """Return one of `choices`, also where it is written in Portuguese."""
        typed = self.text(name)
        meant = value_of(typed)
        if typed and meant not in choices:
            self.wrong(name, "start.cell_not_one_of", typed=typed, choices=tuple(choices))
        return meant if meant in choices else choices[0]

    def wrong(self, name: str, key: str, **values: Value) -> None:
        """Remember what is wrong with a cell."""
        self.faults.append(say(key, sheet=self.sheet, line=self.line, column=name, **values))


def rows[T](
    path: Path | None, shape: Shape, made: Callable[[Row], T], faults: list[Say]
) -> list[T]:
    """Return what `made` makes of each line of a sheet; nothing without a sheet.

    Raises Invalid for a file that cannot be read at all.
    """
    if path is None:
        return []
    return [made(row) for row in _lines(path.name, _text_of(path), shape, faults)]


def _text_of(path: Path) -> str:
    """Return a file's text: UTF-8, what Excel calls Unicode, or Windows' letters of our countries."""
    try:
        content = path.read_bytes()
    except OSError as failed:
        raise Invalid("keeping.file_unreadable", file=str(path)) from failed
    if len(content) > _BYTES_MAX or content.startswith(b"PK\x03\x04"):
        raise Invalid("start.sheet_no_csv", sheet=path.name)
    tried = ("utf-16",) if content.startswith(_MARKS) else ("utf-8-sig", "cp1252")
    for encoding in tried:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Invalid("start.sheet_no_csv", sheet=path.name)


def _lines(sheet: str, text: str, shape: Shape, faults: list[Say]) -> Iterator[Row]:
    """Yield the lines that hold something, each with its cells by column."""
    first = text.lstrip("\r\n").partition("\n")[0].rstrip("\r")
    named = first.lower().startswith("sep=")  # Excel's own hint
    mark = first[4:5] if named else max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark or ";", strict=True)
    columns: list[str] | None = None
    try:
        for line in reader:
            if not any(cell.strip() for cell in line) or (named and reader.line_num == 1):
                continue
            if columns is None:
                columns = [column_of(cells.plain(heading)) for heading in line]
                if found := _headings(sheet, columns, shape):
                    faults.extend(found)
                    return
            elif any(cell.strip() for cell in line[len(columns) :]):
                faults.append(say("start.cells_more", sheet=sheet, line=reader.line_num))
            else:
                plain = dict(zip(columns, line, strict=False))
                yield Row(sheet, reader.line_num, plain, faults)
    except csv.Error:
        faults.append(say("start.sheet_broken", sheet=sheet, line=reader.line_num))
    if columns is None:
        faults.extend(_headings(sheet, [], shape))


def _headings(sheet: str, columns: list[str], shape: Shape) -> list[Say]:
    """Return what is wrong with the first line: nothing of a sheet is left out in silence."""
    there = [column for column in columns if column]
    wrong = {
        "start.column_missing": [each for each in shape.needed if each not in there],
        "start.column_twice": sorted({each for each in there if there.count(each) > 1}),
        "start.column_unknown": [each for each in there if each not in shape.columns],
    }
    return [
        say(key, sheet=sheet, columns=tuple(found), known=shape.columns)
        for key, found in wrong.items()
        if found
    ]
