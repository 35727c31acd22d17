"""Names across sheets: each is defined once, and what is mentioned is defined somewhere."""

from dataclasses import dataclass, field

from bot.starting.sheets import Row
from domain.db.base import folded


@dataclass(frozen=True, slots=True)
class _Mention:
    row: Row
    column: str
    kinds: tuple[str, ...]
    name: str


@dataclass(slots=True)
class Names:
    """What was defined, by kind, and what was mentioned. Case and accents make no difference."""

    _defined: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    _first: dict[tuple[str, str], Row] = field(default_factory=dict)
    _mentions: list[_Mention] = field(default_factory=list)

    def know(self, kind: str, name: str, stands_for: str = "") -> None:
        """Define a name that comes from no sheet, or another name of something."""
        known = self._defined.setdefault((kind, folded(name)), [])
        if (stands_for or name) not in known:
            known.append(stands_for or name)

    def define(self, row: Row, column: str, kind: str, name: str) -> None:
        """Define a name; a second one of the same kind is a fault of its line."""
        if not name:
            return
        key = (kind, folded(name))
        if first := self._first.get(key):
            row.wrong(column, "start.twice", what=name, first=first.line)
        elif key in self._defined:
            row.wrong(column, "start.there_already", what=name)
        self._first.setdefault(key, row)
        self._defined.setdefault(key, [name])

    def mention(self, row: Row, column: str, name: str, *kinds: str) -> None:
        """Remember that a line names something; `settle` says whether it is there."""
        if name:
            self._mentions.append(_Mention(row, column, kinds, name))

    def meant(self, name: str, *kinds: str) -> list[str]:
        """Return what a name stands for, of the first kind that has it."""
        for kind in kinds:
            if found := self._defined.get((kind, folded(name))):
                return found
        return []

    def settle(self) -> None:
        """Tell each line's faults what it mentions that is nowhere, or more than one thing."""
        for each in self._mentions:
            found = self.meant(each.name, *each.kinds)
            if not found:
                each.row.wrong(each.column, "start.nowhere", what=each.name)
            elif len(found) > 1:
                each.row.wrong(each.column, "start.ambiguous", what=each.name, choices=tuple(found))
