"""Whatever is dropped, killed or missing: one sentence or one card, one document, one reading."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfWriter
from sqlalchemy import func, select

from bot.demo.papers import papers
from bot.demo.papers.boleto import Charge, boleto
from bot.documents import take as taking
from bot.documents.download import described, fetched, looks_like
from bot.documents.picture import picture_of
from bot.slack.address import SlackAddress
from bot.workspace.driver import Human, Post
from domain.kernel.clock import today
from domain.kernel.errors import Invalid, Outage, Refused
from domain.kernel.ids import DocumentId
from domain.kernel.money import Money
from domain.office.document.model import Document, StoredReading
from domain.office.paper.model import Paper
from domain.proposal.model import Proposal
from tests.integration.documents.room import Stage, a_photo, played, upload
from tests.support.postgres import Database
from tests.support.waiting import until

CHARGE = Charge(
    payee="Energisa",
    payee_tax_id="31415926000171",
    payer="Padaria Modelo Ltda",
    payer_tax_id="16449365000138",
    number="NF 20001",
    issued_on=date(2026, 11, 20),
    due_on=date(2026, 12, 20),
    amount=Money(124_055),
)
PAGE = b"<html><body>sign in</body></html>"


def _count(stage: Stage, table: type) -> int:
    with stage.desk.read() as read:
        return int(read.session.scalar(select(func.count()).select_from(table)) or 0)


def a_locked_pdf() -> bytes:
    """Return a PDF that opens with a password."""
    writer = PdfWriter()
    writer.add_blank_page(300, 300)
    writer.encrypt("secret")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


HOSTILE = {
    "locked.pdf": (a_locked_pdf(), "protegido por senha", 1),
    "cut.png": (a_photo()[:900], "danificado", 1),
    "paper.zip": (b"PK\x03\x04" + bytes(90), "compactados", 0),
    "page.jpg": (PAGE, "páginas da web", 0),
    "empty.pdf": (b"   ", "vazio", 0),
    "noise.bin": (b"\x07\x08 noise", "Não reconheço", 0),
}


def _hostile(stage: Stage) -> None:
    ana = stage.slack.human("ana", seconds=30)
    for name, (content, words, kept) in HOSTILE.items():
        before = _count(stage, Document)
        sent = upload(ana, (name, content))
        stage.take()
        assert words in stage.card(ana, sent).words, name
        assert _count(stage, Document) - before == kept, name
        assert len(ana.thread(sent)) == 2
    assert _count(stage, StoredReading) == 0
    assert set(_states(stage)) == {"failed"}


def _states(stage: Stage) -> list[str]:
    with stage.desk.read() as read:
        return list(read.session.scalars(select(Paper.state).order_by(Paper.id)))


async def test_what_has_no_reading_gets_one_sentence(database: Database, tmp_path: Path) -> None:
    await played(database, tmp_path, _hostile)


class Killed(BaseException):
    """The worker is gone."""


STEPS = ("_hand_in", "_keep", "_read", "_set")


def _killed(stage: Stage) -> None:
    ana = stage.slack.human("ana", seconds=30)
    sent = upload(ana, ("recibo.png", a_photo()))
    job = stage.job("document.take")
    for step in STEPS:
        whole = getattr(taking, step)

        def dies(*given: object, whole: object = whole, **named: object) -> None:
            assert callable(whole)
            whole(*given, **named)
            raise Killed

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(taking, step, dies)
            with pytest.raises(Killed):
                stage.take(job)
    stage.take(job)
    stage.take(job)

    assert len(ana.thread(sent)) == 2
    assert "Lançar despesa" in stage.card(ana, sent).words
    assert (_count(stage, Document), _count(stage, StoredReading)) == (1, 1)
    assert _states(stage) == ["asking"]


async def test_a_worker_killed_after_any_step_leaves_one_reading_and_one_card(
    database: Database, tmp_path: Path
) -> None:
    await played(database, tmp_path, _killed)


def _with_words(stage: Stage) -> None:
    ana = stage.slack.human("ana", seconds=30)
    sent = upload(ana, ("recibo.png", a_photo()), ("x.zip", b"PK\x03\x04 zip"), text="meu almoço")
    job = stage.take()
    stage.take(job)

    turn = stage.job("agent.turn")
    assert [each.name for each in stage.jobs.filed if each.name == "agent.turn"] == []
    with stage.desk.read() as read:
        kept = read.session.scalars(select(Document.id)).one()
    assert turn.arguments["papers"] == [{"id": kept, "kind": "receipt"}]
    assert (turn.arguments["text"], turn.lock) == ("meu almoço", job.lock)
    words = [post.words for post in ana.thread(sent)[1:]]
    assert "Li recibo.png" in words[0]
    assert "compactados" in words[1]


async def test_a_message_with_words_goes_on_to_the_agent_with_its_papers(
    database: Database, tmp_path: Path
) -> None:
    await played(database, tmp_path, _with_words)


def _bill(stage: Stage) -> None:
    carla = stage.slack.human("carla", seconds=30)
    sent = upload(carla, ("boleto.pdf", boleto(CHARGE).pdf()))
    stage.take()
    card = stage.card(carla, sent)
    for words in ("R$\u00a01,240.55", "Payment line", "the check digit holds"):
        assert words in card.words
    assert _picture_opens(stage, carla, card)

    carla.click(card, "Register Bill")
    modal = carla.wait_for_modal("The due date")
    filled = {
        block["label"]["text"]: block["element"].get("initial_value") for block in modal.blocks
    }
    assert filled["Who is owed"] == "Energisa"
    carla.fill_in(modal, **{"What it is for": "Energia", "How much is owed": "zero"})
    assert carla.submit(modal)["outcome"] == "errors"
    known = {"How much is owed": "1,240.55", "The bill's number": "NF 10876"}
    carla.fill_in(modal, **({"What it is for": "Energia"} | known))
    assert carla.submit(modal)["outcome"] == "errors"  # that number is in the books already
    carla.fill_in(modal, **{"The bill's number": CHARGE.number})
    answer = carla.submit(modal)
    assert answer["outcome"] != "errors", answer["errors"]
    until(lambda: _states(stage) == ["proposed"])


def _known_bill(stage: Stage) -> None:
    carla, ana = (stage.slack.human(who, seconds=30) for who in ("carla", "ana"))
    paper = papers(today(stage.desk.clock))["boleto-energisa.pdf"]
    hers = upload(ana, ("boleto.pdf", paper))
    stage.take()
    ours = upload(carla, ("boleto.pdf", paper))
    stage.take()
    card = stage.card(carla, ours)
    assert "is in the books already: Energisa" in card.words
    assert "Register Bill" not in card.words
    other = stage.card(ana, hers)
    assert "Quem cuida disso: " in other.words
    assert "Carla" in other.words
    assert [block["type"] for block in other.blocks][-1] == "section"

    carla.click(card, "Record Payment")
    modal = carla.wait_for_modal("The day it was paid")
    filled = [block["element"].get("initial_value") for block in modal.blocks]
    assert filled[:2] == ["Energisa", "1,240.55"]
    carla.fill_in(modal, **{"The day it was paid": "2026-11-24"})
    answer = carla.submit(modal)
    assert answer["outcome"] != "errors", answer["errors"]
    until(lambda: _states(stage) == ["kept", "proposed"])
    with stage.desk.read() as read:
        assert read.session.scalars(select(Proposal.action)).one() == "post_payment"


async def test_a_bill_that_is_in_the_books_is_paid_and_not_booked_again(
    database: Database, tmp_path: Path
) -> None:
    await played(database, tmp_path, _known_bill)


def _several(stage: Stage) -> None:
    carla = stage.slack.human("carla", seconds=30)
    writer = PdfWriter()
    for number in ("NF 30001", "NF 30002", "NF 30003"):
        writer.append(io.BytesIO(boleto(replace(CHARGE, number=number)).pdf()))
    file = io.BytesIO()
    writer.write(file)
    sent = upload(carla, ("boletos.pdf", file.getvalue()))
    job = stage.take()
    stage.take(job)

    cards = carla.thread(sent)[1:]
    assert [next(n for n in range(30001, 30004) if f"NF {n}" in each.words) for each in cards] == [
        30001, 30002, 30003,
    ]  # fmt: skip
    assert all("Register Bill" in each.words for each in cards)
    assert all("no card" not in each.words for each in cards)
    assert _states(stage) == ["asking"] * 3
    assert _count(stage, Document) == _count(stage, StoredReading) == 3
    assert _picture_opens(stage, carla, cards[2])


async def test_each_paper_of_a_file_gets_its_own_card_in_order(
    database: Database, tmp_path: Path
) -> None:
    await played(database, tmp_path, _several)


def _picture_opens(stage: Stage, who: Human, card: Post) -> bool:
    (image,) = (block for block in card.blocks if block["type"] == "image")
    address = f"{stage.slack.address}/local/files/{image['slack_file']['id']}"
    got = who._http.get(address, params={"as": who.id})
    return got.content.startswith(b"\xff\xd8\xff")


async def test_a_bill_is_registered_with_what_was_read_after_what_was_wrong(
    database: Database, tmp_path: Path
) -> None:
    await played(database, tmp_path, _bill)


def _edges(stage: Stage) -> None:
    room = stage.room
    with pytest.raises(Invalid) as gone:
        described(room.client, "F0NONE", pause=lambda _: None)
    assert gone.value.say.key == "document.not_found"
    ana = stage.slack.human("ana", seconds=30)
    sent = upload(ana, ("recibo.png", a_photo()))
    file = described(room.client, sent.body["files"][0]["id"])
    assert looks_like(room.client, sent.body["files"][0]["id"]) == "receipt"
    assert looks_like(room.client, "F0NONE") == "document"
    with pytest.raises(Invalid) as large:
        fetched(room.slack, file, most=100)
    assert large.value.say.key == "ingest.too_large"
    with pytest.raises(Invalid):
        fetched(room.slack, dict(file) | {"size": 0}, most=100)
    with pytest.raises(Refused) as strange:
        fetched(room.slack, dict(file) | {"url_private_download": "https://evil.test/x"})
    assert strange.value.say.key == "document.strange_host"
    stranger = SlackAddress("xoxb-other", None, room.slack.api_url)
    with pytest.raises(Refused) as page:
        fetched(stranger, file)
    assert page.value.say.key == "document.signed_out"
    dead = SlackAddress("xoxb-other", None, "http://127.0.0.1:1/api/")
    with pytest.raises(Outage):
        fetched(dead, dict(file) | {"url_private_download": "http://127.0.0.1:1/x"})
    assert picture_of(room.desk, room.store, room.reader, DocumentId(99)) is None


async def test_only_slacks_own_bytes_are_fetched_and_never_too_many(
    database: Database, tmp_path: Path
) -> None:
    await played(database, tmp_path, _edges)
