"""Papers are found by what is on them, by those who may see them; a used paper is recognised."""

import secrets
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.accounting.ledger.model import Entry
from domain.kernel.errors import Conflict, Refused
from domain.kernel.ids import DocumentId, PersonId
from domain.kernel.money import Money
from domain.office.document.model import Document
from domain.office.document.reading import Field, Kind, Name, Read, Reading, Source
from domain.office.document.service import keep, record_reading
from domain.office.document.store import Store
from domain.office.paper.model import Paper, PaperState
from domain.office.paper.queries import look_alike, picture_in_slack, same_paper
from domain.office.paper.service import asked_about, discarded, hand_in, pictured, proposed
from domain.proposal.model import Verdict
from tests.support.bakery import Bakery, a_bakery
from tests.support.postgres import Database

RECEIPT: dict[Name, Read] = {
    Name.SUPPLIER_NAME: "Café São João",
    Name.SUPPLIER_TAX_ID: "11222333000181",
    Name.NUMBER: "001440",
    Name.TOTAL: Money(8640),
    Name.ISSUED_ON: date(2026, 11, 23),
}


@pytest.fixture
def bakery(database: Database) -> Iterator[Bakery]:
    with a_bakery(database) as whole:
        yield whole


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path.as_uri(), bytes(32), secrets.token_bytes)


def a_reading(**changed: Read) -> Reading:
    values = RECEIPT | {Name(name): value for name, value in changed.items()}
    fields = (Field(n, v, str(v), Source.OCR, 95) for n, v in values.items() if v != "")
    return Reading(Kind.RECEIPT, tuple(fields), text="pão de queijo")


def handed(
    bakery: Bakery, store: Store, content: bytes, who: str = "Ana", reading: Reading | None = None
) -> int:
    """Hand a paper in, read, its card waiting; return its number."""
    with bakery.desk.work() as work:
        document = keep(work, store, content, f"{content.decode()}.jpg", bakery.people[who])
        if reading is not None:
            record_reading(work, document, reading)
        ts = content.decode()
        paper = hand_in(work, bakery.people[who], "F1", channel="D1", thread_ts=ts, message_ts=ts)
        paper.document_id, paper.state = document.id, PaperState.ASKING
        return paper.id


def test_everybody_finds_their_own_and_finance_finds_all(bakery: Bakery, store: Store) -> None:
    handed(bakery, store, b"first", "Ana", a_reading())
    handed(bakery, store, b"second", "João", a_reading(number="2", total=Money(100)))
    handed(bakery, store, b"third", "João")

    def found(who: str = "Carla", **asked: str) -> list[str]:
        told = bakery.ask("find_document", who, **asked)
        return [line.partition("name=")[2].partition(".jpg")[0] for line in told]

    assert found() == ["third", "second", "first"]
    assert found(supplier="cafe") == ["second", "first"]
    assert found(words="queijo", amount="1.00") == ["second"]
    assert found(number="001440") == ["first"]
    assert found(day="2026-11-23", amount="86.40") == ["first"]
    assert found(day="2026-11-20") == [""]
    assert found(words="!!") == [""]
    assert found("Ana") == ["first"]
    assert found("Ana", number="2") == [""]
    assert found("Marcos", number="2") == ["second"]


def _used(
    bakery: Bakery, paper_id: int, reading: Reading
) -> tuple[tuple[str, int | None] | None, tuple[str, int | None] | None]:
    with bakery.desk.read() as read:
        paper = read.session.get_one(Paper, paper_id)
        document = read.session.get_one(Document, paper.document_id)
        uses = [each(read, paper, document, reading) for each in (same_paper, look_alike)]
        same, alike = ((use.who, use.proposal_id) if use else None for use in uses)
        return same, alike


def test_a_paper_is_the_same_while_its_first_use_counts(bakery: Bakery, store: Store) -> None:
    first = handed(bakery, store, b"1", "Ana", a_reading())
    again = handed(bakery, store, b"2", "João", a_reading())
    other = handed(bakery, store, b"3", "João", a_reading(number="9"))
    unread = a_reading(number="", supplier_tax_id="")

    assert _used(bakery, first, a_reading()) == (None, None)
    assert _used(bakery, again, a_reading()) == (("Ana", None), ("Ana", None))
    assert _used(bakery, other, a_reading(number="9")) == (None, ("João", None))
    assert _used(bakery, other, unread) == (None, None)
    assert _used(bakery, other, a_reading(number="9", total=Money(1))) == (None, None)

    with bakery.desk.read() as read:
        document_id = read.session.get_one(Paper, first).document_id
    raw = {"supplier": "Café", "amount": "86.40", "spent_on": "2026-11-23", "category": "almoço"}
    number = bakery.propose("submit_expense", "Ana", **raw, document=document_id)
    with bakery.desk.work() as work:
        proposed(work, first, bakery.people["Ana"], number)
    with bakery.desk.work() as work, pytest.raises(Conflict) as again_pressed:
        proposed(work, first, bakery.people["Ana"], number)
    assert again_pressed.value.say.key == "paper.proposed_already"
    assert _used(bakery, first, a_reading()) == (None, None)
    assert _used(bakery, again, a_reading())[0] == ("Ana", number)

    bakery.decide(number, Verdict.CANCEL, "Ana")
    assert _used(bakery, again, a_reading()) == (None, None)

    bakery.happens("submit_expense", "Ana", **raw, document=document_id)
    assert _used(bakery, again, a_reading())[0] == ("Ana", number + 1)
    with bakery.desk.read() as read:
        entry = read.session.scalars(select(Entry.number).order_by(Entry.number.desc())).first()
    bakery.happens("reverse_entry", entry=entry, reversed_on="2026-11-24", reason="engano")
    assert _used(bakery, again, a_reading()) == (None, None)


def test_only_its_sender_uses_a_paper_and_only_once(bakery: Bakery, store: Store) -> None:
    ana, marcos = bakery.people["Ana"], bakery.people["Marcos"]
    paper = handed(bakery, store, b"1", "Ana", a_reading())

    def refused(number: int, by: PersonId, kind: type[Refused | Conflict]) -> str:
        with bakery.desk.work() as work, pytest.raises(kind) as caught:
            asked_about(work, number, by)
        return str(caught.value.say.key)

    assert refused(999, ana, Refused) == "paper.unknown"
    assert refused(paper, marcos, Refused) == "paper.not_yours"
    with bakery.desk.work() as work:
        discarded(work, paper, ana)
    assert refused(paper, ana, Conflict) == "paper.closed"


def test_the_first_picture_of_a_document_stays(bakery: Bakery, store: Store) -> None:
    handed(bakery, store, b"1", "Ana")
    for slack_file in ("F1", "F2"):
        with bakery.desk.work() as work:
            pictured(work, DocumentId(1), slack_file)

    with bakery.desk.read() as read:
        assert picture_in_slack(read, DocumentId(1)) == "F1"
        assert picture_in_slack(read, DocumentId(2)) is None
