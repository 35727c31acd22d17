"""A record's own lines of the trail."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from domain.audit.model import Note, NoteSubject
from domain.audit.subjects import subjects_of
from domain.audit.tags import Tag
from domain.db.work import Read


@dataclass(frozen=True, slots=True)
class Noted:
    """A note, read."""

    seq: int
    hash: str
    body: dict[str, Any]


def notes_on(
    read: Read, table: str, record_id: int, *, only: Collection[Tag] = tuple(Tag)
) -> list[Noted]:
    """Return the notes whose subject is a record, or whose execution touched it, in order."""
    query = _about(table, record_id).where(NoteSubject.tag.in_(only)).order_by(Note.seq)
    return list(_sound(read, query, (table, record_id)))


def last_on(read: Read, table: str, record_id: int, tag: Tag) -> Noted | None:
    """Return the newest note of a kind about a record."""
    query = _about(table, record_id).where(NoteSubject.tag == tag).order_by(Note.seq.desc())
    return next(_sound(read, query.limit(1), (table, record_id)), None)


def _about(table: str, record_id: int) -> Select[Note]:
    return (
        select(Note)
        .join(NoteSubject, NoteSubject.seq == Note.seq)
        .where(NoteSubject.record_table == table, NoteSubject.record_id == record_id)
    )


def _sound(read: Read, query: Select[Note], record: tuple[str, int]) -> Iterator[Noted]:
    """Yield the notes that themselves say what they were found by: the chain is the witness."""
    for note in read.session.scalars(query):
        body = _body(note)
        if body is not None and record in subjects_of(body):
            yield Noted(note.seq, note.hash, body)


def _body(note: Note) -> dict[str, Any] | None:
    """Return a note's body; None for one that was touched, of which `verify` tells."""
    try:
        body = json.loads(note.body)
    except ValueError:
        return None
    return body if isinstance(body, dict) else None
