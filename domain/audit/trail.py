"""Notes are buffered while the work goes on and chained last, under one lock, just before commit.

Written first, the chain's lock would be held for the whole transaction and two workers would run
hardly faster than one; written last it is held for the commit only.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from domain.audit.model import GENESIS, Note, NoteSubject
from domain.audit.subjects import subjects_of
from domain.audit.tags import Tag
from domain.kernel.canonical import canonical

#: One chain per company; one company per database.
_CHAIN_LOCK = 0x5245_5441  # "RETA"


def chained(prev: str, body: str) -> str:
    """Return the hash of a note whose predecessor's hash is `prev`."""
    return hashlib.sha256(f"{prev}\n{body}".encode()).hexdigest()


@dataclass(slots=True)
class Trail:
    """The notes of one unit of work."""

    _notes: list[dict[str, Any]] = field(default_factory=list)

    def note(
        self, tag: Tag, *, subject: str, who: int | None, at: datetime, **details: Any
    ) -> None:
        """Remember that `who` did `tag` to `subject` (such as `proposal:12`)."""
        body = {"at": at, "tag": str(tag), "who": who, "subject": subject}
        self._notes.append(body | ({"details": details} if details else {}))

    def seal(self, session: Session) -> None:
        """Chain and insert the buffered notes. Nothing may be written after this."""
        if not self._notes:
            return
        session.flush()
        session.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _CHAIN_LOCK})
        last = session.execute(
            select(Note.seq, Note.hash).order_by(Note.seq.desc()).limit(1)
        ).one_or_none()
        seq, prev = (last.seq, last.hash) if last else (0, GENESIS)
        for note in self._notes:
            seq += 1
            body = canonical(note | {"seq": seq})
            link = chained(prev, body)
            session.add(Note(seq=seq, body=body, prev=prev, hash=link))
            session.add_all(
                NoteSubject(record_table=table, record_id=key, seq=seq, tag=note["tag"])
                for table, key in sorted(subjects_of(note))
            )
            prev = link
        session.flush()
        self._notes.clear()
