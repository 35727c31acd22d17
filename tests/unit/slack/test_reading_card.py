"""The card of a paper shows what was read, where and how sure, and nothing on it can be an order.

Golden files are written anew with `UPDATE_GOLDEN=1`.
"""

import json
import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.slack.cards import parts
from bot.slack.cards.reading import InBooks, ShownPaper, place, reading_card, sure
from bot.words import phrasebook
from domain.kernel.ids import DocumentId, ProposalId
from domain.kernel.money import Money
from domain.kernel.say import Language, say
from domain.office.document.reading import (
    Box,
    Due,
    Field,
    Foreign,
    Kind,
    Name,
    Proof,
    Reading,
    Source,
)
from domain.office.paper.model import PaperState
from domain.office.paper.queries import Use
from tests.unit.slack.shown import NOON
from tests.unit.slack.test_cards import HOSTILE, _shape

GOLDEN = Path(__file__).parent / "golden"
BOOK = phrasebook()
LINHA = "34191750090000017851751501600004187040000030000"

RECEIPT = Reading(
    Kind.RECEIPT,
    (
        Field(Name.SUPPLIER_NAME, "Café São João", "Café São João", Source.OCR, 70, None, 1,
              Box(1000, 300, 9000, 900)),
        Field(Name.SUPPLIER_TAX_ID, "11222333000181", "11.222", Source.OCR, 99,
              Proof.CHECK_DIGIT, 1, Box(200, 900, 3000, 1200)),
        Field(Name.TOTAL, Money(18_740), "187,40", Source.OCR, 95, None, 1,
              Box(7000, 8000, 9500, 8400)),
    ),
)  # fmt: skip
BILL = Reading(
    Kind.BILL,
    (
        Field(Name.TOTAL, Money(124_055), "1.240,55", Source.KEY, 99, Proof.TWO_SOURCES, 1),
        Field(Name.DUE_ON, date(2026, 12, 1), "01/12/2026", Source.BARCODE, 99, Proof.SUM, 1,
              Box(4000, 4000, 5000, 5000)),
        Field(Name.LINHA_DIGITAVEL, LINHA, LINHA, Source.OCR, 99, Proof.CHECK_DIGIT, 2),
        Field(Name.NUMBER, "77", "77", Source.TEXT_LAYER, 92, None, 1),
    ),
    warnings=(say("ingest.key_unread"),),
    more=(RECEIPT,),
)  # fmt: skip
NOTE = Reading(
    Kind.NFE,
    (Field(Name.TOTAL, Foreign(500, "USD"), "5", Source.XML, 99),),
    dues=(Due(date(2026, 12, 1), Money(500)),),
)
REQUEST = Use(DocumentId(3), "a.jpg", "Ana", NOON, ProposalId(7))
WAITING = Use(DocumentId(3), "a.jpg", "Ana", NOON)

BOOKED = InBooks(
    "Energisa: luz · NF 77", date(2026, 12, 1), Money(124_055), is_open=True, is_sure=True
)


def a_paper(reading: Reading = RECEIPT, **changed: Any) -> ShownPaper:
    whole: dict[str, Any] = {"paper_id": 4, "state": PaperState.ASKING, "name": "recibo.jpg"}
    return ShownPaper(reading=reading, **(whole | changed))


CARDS = {
    "paper_receipt": a_paper(picture="F0PICTURE"),
    "paper_bill": a_paper(BILL),
    "paper_note": a_paper(NOTE),
    "paper_other": a_paper(Reading(Kind.OTHER)),
    "paper_same": a_paper(same=REQUEST),
    "paper_alike": a_paper(alike=WAITING),
    "paper_proposed": a_paper(state=PaperState.PROPOSED, proposal_id=9),
    "paper_discarded": a_paper(state=PaperState.DISCARDED, who="Ana"),
    "paper_booked": a_paper(BILL, booked=BOOKED),
    "paper_paid": a_paper(BILL, booked=replace(BOOKED, is_open=False)),
    "paper_maybe_booked": a_paper(BILL, booked=replace(BOOKED, is_sure=False)),
    "paper_of_others": a_paper(
        BILL, state=PaperState.KEPT, may=frozenset({"submit_expense"}), others=("Carla",)
    ),
    "paper_told": a_paper(state=PaperState.TOLD),
}


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", CARDS)
def test_a_papers_card_is_drawn_as_reviewed(name: str, language: Language) -> None:
    drawn = reading_card(CARDS[name], BOOK, language)
    golden = GOLDEN / f"{name}.{language}.json"
    if os.environ.get("UPDATE_GOLDEN"):
        text = json.dumps(drawn, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        golden.write_text(text, encoding="utf-8")

    assert drawn == json.loads(golden.read_text(encoding="utf-8"))
    assert parts.fits(drawn)


@pytest.mark.parametrize("words", HOSTILE)
def test_what_a_paper_says_changes_no_structure(words: str) -> None:
    def paper(text: str) -> ShownPaper:
        name = replace(RECEIPT.fields[0], value=text, text=text)
        use = replace(REQUEST, who=text)
        return a_paper(replace(RECEIPT, fields=(name,)), name=text, alike=use, picture="F1")

    hostile = reading_card(paper(words), BOOK, Language.PT)
    harmless = reading_card(paper("x"), BOOK, Language.PT)
    for card in (hostile, harmless):
        card[1]["alt_text"] = ""
    assert _shape(hostile) == _shape(harmless)
    assert "mrkdwn" not in json.dumps(hostile)


def test_a_used_paper_cannot_be_used_and_a_look_alike_can() -> None:
    def pressed(shown: ShownPaper) -> list[str]:
        return [
            each["action_id"] for each in reading_card(shown, BOOK, Language.PT)[-1]["elements"]
        ]

    assert pressed(CARDS["paper_same"]) == ["paper.discard"]
    assert pressed(CARDS["paper_alike"]) == ["paper.expense", "paper.discard"]
    assert pressed(CARDS["paper_bill"]) == ["paper.bill", "paper.discard"]
    assert pressed(CARDS["paper_booked"]) == ["paper.payment", "paper.discard"]
    assert pressed(CARDS["paper_paid"]) == ["paper.discard"]
    assert pressed(CARDS["paper_maybe_booked"]) == ["paper.payment", "paper.bill", "paper.discard"]
    assert pressed(CARDS["paper_other"]) == ["paper.expense", "paper.bill", "paper.discard"]


def test_a_place_and_a_certainty_are_told_in_words() -> None:
    field = RECEIPT.fields[2]
    told = [BOOK.render(each, Language.PT) for each in (place(field), sure(field))]
    assert told == ["pág. 1, embaixo à direita", "provável"]
    nowhere = replace(field, page=None, box=None, source=Source.XML)
    told = [BOOK.render(each, Language.PT) for each in (place(nowhere), sure(nowhere))]
    assert told == ["no arquivo XML", "certo: está no XML da nota"]
