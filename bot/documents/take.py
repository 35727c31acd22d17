"""Takes the files of a message: kept, read, and shown as a card or handed to the agent.

Repeatable at every step: a paper is handed in once, an original kept once, read once, and its message
stands once; what a killed worker had not done is done by the next.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.documents.download import described, fetched, looks_like
from bot.documents.mailroom import Mailroom
from bot.documents.parting import parted, parts_of
from bot.slack.people import person_of
from domain.intake.service import take_in
from domain.kernel.errors import Failure, Invalid, Refused
from domain.kernel.ids import DocumentId
from domain.kernel.say import say
from domain.office.document.model import Document
from domain.office.document.queries import reading_of
from domain.office.document.service import keep, original, record_reading
from domain.office.paper.model import Paper, PaperState
from domain.office.paper.service import hand_in
from domain.outbox import Job
from domain.outbox.job import Json
from ingest.sniff import sniff


@dataclass(frozen=True, slots=True)
class Handed:
    """A message with files, as its job carries it."""

    channel: str
    thread_ts: str
    ts: str
    user: str
    text: str
    files: tuple[str, ...]

    @classmethod
    def read(cls, arguments: Mapping[str, Json]) -> "Handed":
        """Return the message of a job."""
        words = {name: str(arguments[name]) for name in ("channel", "thread_ts", "ts", "user")}
        files = arguments["files"]
        listed = tuple(map(str, files)) if isinstance(files, list | tuple) else ()
        return cls(**words, text=str(arguments["text"]), files=listed)


def take(room: Mailroom, handed: Handed) -> None:
    """Take every file of a message. Raises Refused for a stranger, Outage to be run again."""
    language, has_words = room.language_of(handed.user), bool(handed.text.strip())
    ids = _hand_in(room, handed)
    begun = {each: say(f"reading.begun_{looks_like(room.client, each)}") for each in handed.files}
    for paper in map(lambda each: _paper(room, each), ids):  # noqa: C417 - drawn one after the other
        if paper.state == PaperState.READING:
            room.tell(paper, begun[paper.file_id], language)
    several = len({each.key for each in begun.values()}) > 1
    status = say("reading.begun_several") if several else next(iter(begun.values()))
    room.status(handed.channel, handed.thread_ts, room.book.render(status, language))
    ids = [each for paper_id in ids for each in _take_one(room, paper_id, has_words=has_words)]
    room.status(handed.channel, handed.thread_ts, "")
    if has_words:
        _hand_over(room, handed, ids)


def gave_up(room: Mailroom, handed: Handed, failure: Failure | None) -> None:
    """Say in the thread that the files could not be taken."""
    why = say("document.our_fault") if failure is None else failure.say
    language = room.language_of(handed.user)
    try:
        ids = _hand_in(room, handed)
    except Refused as stranger:
        room.client.chat_postMessage(
            channel=handed.channel,
            thread_ts=handed.thread_ts,
            text=room.book.render(stranger.say, language),
        )
        return
    for paper_id in ids:
        with room.desk.work() as work:
            paper = work.session.get_one(Paper, paper_id)
            if paper.state != PaperState.READING:
                continue
            paper.state = PaperState.FAILED
        room.tell(paper, why, language)


def _hand_in(room: Mailroom, handed: Handed) -> list[int]:
    with room.desk.work() as work:
        who = person_of(work, handed.user)
        return [
            hand_in(
                work,
                who.id,
                file_id,
                channel=handed.channel,
                thread_ts=handed.thread_ts,
                message_ts=handed.ts,
            ).id
            for file_id in handed.files
        ]


def _take_one(room: Mailroom, paper_id: int, *, has_words: bool) -> list[int]:
    """Take one file; return its papers, itself first."""
    paper = _paper(room, paper_id)
    if paper.state == PaperState.FAILED:
        return [paper_id]
    if paper.state == PaperState.READING:
        try:
            document_id = paper.document_id or _keep(room, paper)
            _read(room, paper, document_id)
        except (Invalid, Refused) as failure:
            _set(room, paper_id, PaperState.FAILED)
            room.tell(paper, failure.say, room.language_of(paper.person.slack_user_id or ""))
            return [paper_id]
        room.picture(document_id)
        _set(room, paper_id, PaperState.TOLD if has_words else room.asks_or_keeps(paper_id))
    room.show(paper_id)
    parts = parts_of(room, paper_id)
    return [
        paper_id,
        *(each for part in parts for each in _take_one(room, part, has_words=has_words)),
    ]


def _keep(room: Mailroom, paper: Paper) -> DocumentId:
    file = described(room.client, paper.file_id)
    content = fetched(room.slack, file)
    media = sniff(content)
    with room.desk.work() as work:
        name = str(file.get("name") or "")
        kept = keep(work, room.store, content, name, paper.person_id, media_type=media.value)
        work.session.get_one(Paper, paper.id).document_id = kept.id
        return kept.id


def _read(room: Mailroom, paper: Paper, document_id: DocumentId) -> None:
    """Read a document that was not read yet. Its further papers come first: nothing of it is lost."""
    with room.desk.read() as read:
        document = read.session.get_one(Document, document_id)
        known = reading_of(read, document_id)
    if known is not None:
        return
    content = original(room.store, document)
    reading = room.reader.read(content, document.name)
    if reading.more:
        reading = parted(room, paper, document, content, reading)
    with room.desk.work() as work:
        kept = work.session.get_one(Document, document_id, with_for_update=True)
        if reading_of(work, document_id) is None:
            record_reading(work, kept, reading)


def _hand_over(room: Mailroom, handed: Handed, ids: list[int]) -> None:
    """Let the agent go on with the words and the papers, once."""
    papers: list[Json] = []
    with room.desk.read() as read:
        for paper_id in ids:
            paper = read.session.get_one(Paper, paper_id)
            if paper.state != PaperState.FAILED and paper.document_id is not None:
                reading = reading_of(read, paper.document_id)
                kind = "other" if reading is None else str(reading.kind)
                papers.append({"id": int(paper.document_id), "kind": kind})
    arguments: dict[str, Json] = {
        "channel": handed.channel,
        "thread_ts": handed.thread_ts,
        "ts": handed.ts,
        "user": handed.user,
        "text": handed.text,
        "files": list(handed.files),
        "papers": papers,
    }
    lock = f"thread:{handed.channel}:{handed.thread_ts}"
    with room.desk.work() as work:
        key = f"papers:{handed.channel}:{handed.ts}:{handed.user}"
        take_in(work, key[:60], Job("agent.turn", "turns", arguments, lock=lock))


def _set(room: Mailroom, paper_id: int, state: PaperState) -> None:
    with room.desk.work() as work:
        work.session.get_one(Paper, paper_id).state = state


def _paper(room: Mailroom, paper_id: int) -> Paper:
    with room.desk.read() as read:
        return read.session.get_one(Paper, paper_id)
