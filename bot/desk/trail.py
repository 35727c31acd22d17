"""The lines of the trail about a record, in words people use."""

from datetime import datetime
from typing import Any

from bot.desk.page import Fact, Step, TrailLine
from bot.desk.words import Words
from domain.audit.queries import Noted, notes_on
from domain.audit.tags import Tag
from domain.db.work import Read
from domain.kernel.ids import PersonId
from domain.person.model import Person

#: Who looked at a page is in the trail, but not on the page.
_TOLD = frozenset(Tag) - {Tag.RECORD_OPENED, Tag.DOCUMENT_OPENED}


def trail_of(read: Read, table: str, record_id: int, words: Words) -> list[TrailLine]:
    """Return what the trail tells of a record, in order."""
    return [_line(read, each, words) for each in notes_on(read, table, record_id, only=_TOLD)]


def words_of(tag: Tag, words: Words) -> str:
    """Return what a tag says to people."""
    return words.say(f"noted.{tag}")


def _line(read: Read, note: Noted, words: Words) -> TrailLine:
    body = note.body
    step = Step(
        words_of(Tag(body["tag"]), words),
        _who(read, body, words),
        words.value(datetime.fromisoformat(body["at"])),
    )
    facts = [
        Fact(words.say("desk.note_hash"), note.hash, shape="code"),
        Fact(words.say("desk.note_tag"), f"{body['tag']} {body['subject']}", shape="code"),
    ]
    signed = body.get("details", {}).get("digest")
    if signed:
        facts.append(Fact(words.say("desk.signed"), signed, shape="code"))
    return TrailLine(note.seq, step, tuple(facts))


def _who(read: Read, body: dict[str, Any], words: Words) -> str:
    if body["who"] is None:
        # What the system does is never refused: somebody who is not registered pressed.
        stranger = body["tag"] == Tag.DECISION_REFUSED
        return words.say("desk.a_stranger" if stranger else "desk.the_system")
    person = read.session.get(Person, PersonId(body["who"]))
    return person.name if person is not None else words.value(None)
