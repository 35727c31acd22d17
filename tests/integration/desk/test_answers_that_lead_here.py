"""Answers as people read them, in both languages, and the pages that their links open."""

import re
from typing import Any

import pytest

from bot.words import phrasebook
from domain.kernel.say import Language
from domain.proposal.model import Verdict
from tests.integration.desk.conftest import Visitors
from tests.support.bakery import Bakery

QUESTIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("pending", {}),
    ("overdue", {}),
    ("cash_position", {}),
    ("why", {"amount": "10.00"}),
    ("why", {"amount": "187.40"}),
)


@pytest.fixture
def busy(bakery: Bakery) -> Bakery:
    """A bakery with four payments of one amount, a draft of Carla and a vacation that waits."""
    for _ in range(4):
        bakery.happens("post_payment", supplier="Energisa", amount="10.00", paid_on="2026-11-24")
    bakery.propose("post_payment", supplier="Energisa", amount="9.00", paid_on="2026-11-24")
    vacation = bakery.propose("request_vacation", "João", starts_on="2027-02-01", days=15)
    bakery.decide(vacation, Verdict.CONFIRM, "João")
    return bakery


def _answer(bakery: Bakery, name: str, raw: dict[str, Any], who: str, language: Language) -> str:
    answer = bakery.gate.ask(name, raw, by=bakery.people[who])
    return "\n".join(phrasebook().render(line, language) for line in answer.lines)


def test_the_answers_read_as_somebody_would_say_them(busy: Bakery) -> None:
    told = {
        name: _answer(busy, name, raw, "Marcos", Language.PT).replace("\u00a0", " ")
        for name, raw in QUESTIONS[:4]
    }

    assert told["pending"] == (
        "1 pedido espera a sua decisão:\n"
        "Pedido 6 de João: Pedir férias (falta aprovação; vale até 01/12/2026 12:00)"
    )
    assert re.search(r"venceu em \d\d/11/2026, há \d+ dias?$", told["overdue"], re.MULTILINE)
    assert told["cash_position"].startswith("Caixa em 24/11/2026 12:00: R$ ")
    assert told["why"].endswith(
        "E mais 1 lançamento com este valor. Diga uma palavra do histórico para achar o seu."
    )
    assert "R$ 9,00 (falta a confirmação de quem pediu" in _answer(
        busy, "pending", {}, "Carla", Language.PT
    ).replace("\u00a0", " ")
    assert _answer(busy, "pending", {}, "Ana", Language.EN) == (
        "Nothing is pending: no request waits for your decision and none of yours is open."
        " To ask for something, just write here."
    )


@pytest.mark.parametrize("language", list(Language))
def test_every_link_of_an_answer_opens_a_page_that_it_names(
    busy: Bakery, visitors: Visitors, language: Language
) -> None:
    links = 0
    for name, raw in QUESTIONS:
        for who in ("Marcos", "Carla"):
            for each in busy.gate.ask(name, raw, by=busy.people[who]).records:
                page = visitors.visit(who, each.table, each.record_id, language)
                assert page.status_code == 200
                assert f'lang="{language}"' in page.text
                assert not each.title.isdigit()
                links += 1
    assert links > 10
