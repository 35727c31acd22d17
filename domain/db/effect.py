"""Records what an action would change, from the real run inside a savepoint.

The session's flushes tell which rows changed and how; PostgreSQL's own counters are the witness. When
the two disagree (a cascade, a trigger, a Core statement, textual DML), or a table that declares no
meaning is written, nothing is recorded and nothing may be executed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import event, inspect, text
from sqlalchemy.orm import ORMExecuteState, Session

from domain.db.base import Record
from domain.kernel.canonical import Digest, canonical, digest

type Kind = Literal["new", "changed", "removed"]

_WITNESS = text(
    "select schemaname || '.' || relname, n_tup_ins, n_tup_upd, n_tup_del"
    " from pg_stat_xact_user_tables where n_tup_ins + n_tup_upd + n_tup_del > 0"
)


class UnrecordedWriteError(Exception):
    """An action wrote in a way that the recorder cannot show to a person. Always a bug: fail closed."""


@dataclass(frozen=True, slots=True)
class Change:
    """One record that an action makes or changes.

    `before` and `after` hold the meant columns; a reference to a record made by the same effect is
    `{"new": index}`. `labels` tells the title of every other record that a column refers to.
    `shown` holds volatile values. `record_id` is None in a dry run's new rows.
    """

    kind: Kind
    table: str
    record_id: int | None
    title: str
    before: dict[str, Any]
    after: dict[str, Any]
    labels: dict[str, str]

    def signed(self) -> dict[str, Any]:
        """Return the part that people sign."""
        known = {} if self.kind == "new" else {"id": self.record_id}
        return {
            "kind": self.kind,
            "table": self.table,
            "title": self.title,
            "before": self.before,
            "after": self.after,
            "labels": self.labels,
            **known,
        }


@dataclass(frozen=True, slots=True)
class Effect:
    """The canonical list of changes an action makes; its digest is what people sign."""

    changes: tuple[Change, ...]

    @property
    def text(self) -> str:
        """The RFC 8785 form that is stored and hashed."""
        return canonical([change.signed() for change in self.changes])

    @property
    def digest(self) -> Digest:
        """The SHA-256 of the canonical form."""
        return digest(self.text)


class Recording:
    """What one run has changed so far. Made by `recording`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._new: list[Record] = []
        self._first: dict[Record, dict[str, Any]] = {}
        self._removed: list[Record] = []
        self._counts: dict[str, list[int]] = {}
        self.effect = Effect(())

    @property
    def created(self) -> tuple[Record, ...]:
        """The new records of this run, in the order of the effect."""
        return tuple(self._new)

    def on_flush(self, session: Session, _context: Any) -> None:
        """Note the rows of one flush; several flushes fold into one change per record."""
        for row in session.new:
            self._count(row, 0)
            self._new.append(self._declared(row))
        for row in session.dirty:
            before = _before(row)
            if before is None:
                continue
            self._count(row, 1)
            record = self._declared(row)
            if record not in self._new:
                self._first.setdefault(record, before)
        for row in session.deleted:
            self._count(row, 2)
            record = self._declared(row)
            if record in self._new:
                self._new.remove(record)
            else:
                self._first.setdefault(record, _columns(record, "meant"))
                self._removed.append(record)

    @staticmethod
    def _declared(row: object) -> Record:
        if not isinstance(row, Record):
            raise UnrecordedWriteError(f"{type(row).__name__} declares no meaning")
        return row

    def _count(self, row: object, place: int) -> None:
        table = f"public.{inspect(row).mapper.local_table}"
        self._counts.setdefault(table, [0, 0, 0])[place] += 1

    def close(self, before: dict[str, tuple[int, int, int]]) -> None:
        """Compare with the witness, then fix the effect. Raises UnrecordedWriteError."""
        witnessed = {
            table: [
                now - then for now, then in zip(counts, before.get(table, (0, 0, 0)), strict=True)
            ]
            for table, counts in _witness(self._session).items()
        }
        seen = {table: counts for table, counts in witnessed.items() if any(counts)}
        if seen != self._counts:
            raise UnrecordedWriteError(f"recorded {self._counts}, the database saw {seen}")
        changed = sorted((row for row in self._first if row not in self._removed), key=_place)
        removed = sorted(self._removed, key=_place)
        rows: list[tuple[Kind, Record]] = [("new", row) for row in self._new]
        rows += [("changed", row) for row in changed] + [("removed", row) for row in removed]
        self.effect = Effect(tuple(self._change(kind, row) for kind, row in rows))

    def _change(self, kind: Kind, row: Record) -> Change:
        before = {} if kind == "new" else self._first[row]
        after = {} if kind == "removed" else _columns(row, "meant")
        labels: dict[str, str] = {}
        for side in (before, after):
            for column, value in list(side.items()):
                target = self._referred(row, column, value)
                if isinstance(target, int):
                    side[column] = {"new": target}
                elif target is not None:
                    labels[f"{column}:{value}"] = target
        _, key = _place(row)
        return Change(kind, row.__tablename__, key or None, row.title(), before, after, labels)

    def _referred(self, row: Record, column: str, value: Any) -> int | str | None:
        """Return the index of a new record, the title of a known one, or None for a plain value."""
        keys = inspect(row).mapper.local_table.c[column].foreign_keys
        if value is None or not keys:
            return None
        table = next(iter(keys)).column.table
        mapper = next(m for m in Record.registry.mappers if m.local_table is table)
        target = self._session.get(mapper.class_, value)
        if target in self._new:
            return self._new.index(target)
        return str(target.title()) if isinstance(target, Record) else str(value)


def _place(row: Record) -> tuple[str, int]:
    identity = inspect(row).identity
    return row.__tablename__, identity[0] if identity else 0


def _columns(row: Record, role: str) -> dict[str, Any]:
    state = inspect(row)
    return {
        column.name: getattr(row, state.mapper.get_property_by_column(column).key)
        for column in state.mapper.local_table.c
        if column.info.get("role") == role
    }


def _before(row: object) -> dict[str, Any] | None:
    """Return the meant columns as they were, or None when the row has no real change."""
    state = inspect(row)
    before: dict[str, Any] = {}
    changed = False
    for column in state.mapper.local_table.c:
        key = state.mapper.get_property_by_column(column).key
        history = state.attrs[key].history
        if history.has_changes():
            changed = True
        if column.info.get("role") == "meant":
            before[column.name] = history.deleted[0] if history.deleted else getattr(row, key)
    return before if changed else None


def _witness(session: Session) -> dict[str, tuple[int, int, int]]:
    return {table: (ins, upd, rem) for table, ins, upd, rem in session.execute(_WITNESS)}


def _only_select(state: ORMExecuteState) -> None:
    if not state.is_select and not getattr(state.statement, "is_text", False):
        raise UnrecordedWriteError(
            "an action changes records through the session, not by statements"
        )


@contextmanager
def recording(session: Session) -> Iterator[Recording]:
    """Record every change made to `session` in the block; the effect is fixed when it ends."""
    session.flush()
    before = _witness(session)
    seen = Recording(session)
    event.listen(session, "after_flush", seen.on_flush)
    event.listen(session, "do_orm_execute", _only_select)
    try:
        yield seen
        session.flush()
    finally:
        event.remove(session, "after_flush", seen.on_flush)
        event.remove(session, "do_orm_execute", _only_select)
    # Deferred checks must speak in the dry run too, not only at a commit that never comes.
    session.execute(text("set constraints all immediate"))
    session.execute(text("set constraints all deferred"))
    seen.close(before)


class _TakenBackError(Exception):
    """Leaves a savepoint without keeping anything."""


def dry_run(session: Session, run: Callable[[], object]) -> Effect:
    """Run inside a savepoint and take everything back; return what it would have changed."""
    session.flush()
    seen = Recording(session)
    try:
        with session.begin_nested():
            with recording(session) as seen:
                run()
            raise _TakenBackError
    except _TakenBackError:
        session.expire_all()
    return seen.effect
