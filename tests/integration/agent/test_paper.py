"""A paper speaks for itself: what it tells is not asked for, and never said over the person."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bot.agent.context import Paper as Shown
from domain.kernel.ids import DocumentId
from domain.kernel.money import Money
from domain.office.document.model import Document
from domain.office.document.reading import Field, Kind, Name, Proof, Reading, Source
from domain.office.document.service import record_reading
from domain.office.paper.model import Paper, PaperState
from domain.office.paper.service import hand_in
from domain.proposal.context import told
from domain.proposal.model import Proposal, State, Verdict
from tests.integration.agent.models import Scripted, calling
from tests.integration.agent.talk import Talk
from tests.integration.tools.test_titles import a_paper
from tests.support.bakery import Bakery

type Talks = Callable[..., Talk]

SHOP = Field(Name.SUPPLIER_NAME, "CAFÉ DA SERRA", "CAFE DA SERRA", Source.OCR, 82)
DAY = Field(Name.ISSUED_ON, date(2026, 11, 23), "23/11/2026", Source.OCR, 96)
TOTAL = Field(Name.TOTAL, Money(5690), "56,90", Source.OCR, 97, Proof.SUM)
BILL = Reading(
    Kind.BILL,
    (
        Field(Name.SUPPLIER_NAME, "ENERGISA S/A", "ENERGISA S/A", Source.TEXT_LAYER, 96),
        Field(Name.SUPPLIER_TAX_ID, "31415926000171", "", Source.TEXT_LAYER, 99, Proof.CHECK_DIGIT),
        Field(Name.TOTAL, Money(31000), "310,00", Source.BARCODE, 99, Proof.TWO_SOURCES),
        Field(Name.DUE_ON, date(2026, 12, 10), "", Source.BARCODE, 99, Proof.TWO_SOURCES),
        Field(Name.NUMBER, "NF 11000", "NF 11000", Source.TEXT_LAYER, 96),
    ),
)


def a_receipt(*fields: Field) -> Reading:
    return Reading(Kind.RECEIPT, fields or (SHOP, DAY, TOTAL))


def dropped(
    bakery: Bakery, who: str, reading: Reading, name: str = "recibo.jpg", thread: str = ""
) -> DocumentId:
    """Return a paper that somebody dropped in their thread, without a word."""
    number = a_paper(bakery, who, name)
    with bakery.desk.work() as work:
        record_reading(work, work.session.get_one(Document, number), reading)
        at = {"channel": "D1", "thread_ts": thread or "1700000000.000100", "message_ts": name}
        paper = hand_in(work, bakery.people[who], name, **at)
        paper.document_id, paper.state = number, PaperState.ASKING
    return number


def _arguments(proposal: Proposal) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(proposal.arguments)
    return {name: value for name, value in told.items() if name != "pay_by"}


def _state(bakery: Bakery) -> tuple[str, int | None]:
    with bakery.desk.read() as read:
        paper = read.session.query(Paper).one()
        return paper.state, paper.proposal_id


@pytest.mark.parametrize("words", ["lança essa despesa", "lança isso", "lança pra mim"])
def test_only_what_the_receipt_does_not_say_is_asked_for(
    bakery: Bakery, talk: Talks, words: str
) -> None:
    number = dropped(bakery, "Ana", a_receipt())
    ana = talk(who="Ana")

    asked = ana.say(words).text
    done = ana.say("refeição")

    assert asked.count("?") == 1
    assert "categoria" in asked
    (proposal,) = ana.proposals()
    assert proposal.action == "submit_expense"
    assert _arguments(proposal) == {
        "supplier": "CAFÉ DA SERRA",
        "amount": "56.90",
        "spent_on": "2026-11-23",
        "category": "refeição",
        "document": number,
    }
    lines = [line.key for line in told(proposal.context)]
    assert lines[:2] == ["paper.taken", "paper.look"]
    assert "no recibo" in done.text
    assert _state(bakery) == (PaperState.PROPOSED, proposal.id)


def test_words_that_come_with_the_paper_say_what_it_was_for(bakery: Bakery, talk: Talks) -> None:
    number = dropped(bakery, "Ana", a_receipt())
    ana = talk(who="Ana")

    ana.say("almoço com cliente", Shown(number, "receipt"))

    (proposal,) = ana.proposals()
    assert _arguments(proposal)["category"] == "almoço com cliente"
    assert _arguments(proposal)["amount"] == "56.90"


def test_what_the_person_says_is_not_overruled(bakery: Bakery, talk: Talks) -> None:
    dropped(bakery, "Ana", a_receipt())
    ana = talk(who="Ana")

    ana.say("lança essa despesa, refeição, o total foi 50,00")

    (proposal,) = ana.proposals()
    assert _arguments(proposal)["amount"] == "50.00"
    taken = told(proposal.context)[0].values["fields"]
    assert [str(each) for each in taken if isinstance(taken, tuple)] == [  # type: ignore[union-attr]  # a tuple
        "reading.field.supplier_name",
        "reading.field.issued_on",
    ]


def test_what_is_unread_or_doubtful_is_asked_for_in_one_question(
    bakery: Bakery, talk: Talks
) -> None:
    faint = Field(Name.TOTAL, Money(5690), "56,90", Source.OCR, 40)
    dropped(bakery, "Ana", a_receipt(SHOP, faint))
    ana = talk(who="Ana")

    asked = ana.say("lança isso").text
    ana.say("87,40, ontem, refeição")

    assert [word in asked for word in ("valor total", "data", "categoria")] == [True] * 3
    assert "estabelecimento" not in asked
    (proposal,) = ana.proposals()
    assert (_arguments(proposal)["amount"], _arguments(proposal)["spent_on"]) == (
        "87.40",
        "2026-11-23",
    )


def test_a_bill_becomes_what_is_owed_to_the_registered_supplier(
    bakery: Bakery, talk: Talks
) -> None:
    dropped(bakery, "Carla", BILL)
    carla = talk()

    carla.say("lança isso")
    carla.say("energia do depósito")

    (proposal,) = carla.proposals()
    assert proposal.action == "register_bill"
    assert _arguments(proposal)["supplier"] == "Energisa"
    assert _arguments(proposal)["due_on"] == "2026-12-10"
    bakery.decide(proposal.id, Verdict.CONFIRM, "Carla")
    assert bakery.gate.execute(proposal.id) is State.EXECUTED


def test_one_paper_becomes_one_request(bakery: Bakery, talk: Talks) -> None:
    dropped(bakery, "Ana", a_receipt())
    ana = talk(who="Ana")
    ana.say("lança essa despesa, refeição")

    again = ana.say("lança essa despesa, refeição").text

    assert len(ana.proposals()) == 1
    assert "já está no pedido nº" in again


def test_a_paper_of_somebody_else_is_neither_shown_nor_used(bakery: Bakery, talk: Talks) -> None:
    marcos = dropped(bakery, "Marcos", a_receipt())
    call = ("submit_expense", {"category": "refeição", "document": marcos})
    model = Scripted(lines=[calling(call), calling(text="Não achei esse papel.")])
    ana = talk(model, who="Ana")

    ana.say("lança isso")

    assert '"documents": []' in model.shown
    assert "não foi enviado" in model.shown or "outcome" in model.shown
    assert ana.proposals() == []


def test_a_model_is_shown_what_a_paper_says_by_name_only(bakery: Bakery, talk: Talks) -> None:
    number = dropped(bakery, "Ana", a_receipt())
    call = ("submit_expense", {"category": "refeição", "document": number})
    model = Scripted(lines=[calling(call), calling(text="Preparado.")])
    ana = talk(model, who="Ana")

    ana.say("lança isso")

    assert '"says": ["supplier_name", "issued_on", "total"]' in model.shown
    assert "SERRA" not in model.shown
    (proposal,) = ana.proposals()
    assert _arguments(proposal)["amount"] == "56.90"
