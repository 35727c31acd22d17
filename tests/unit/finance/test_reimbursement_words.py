"""The embedded model tells a reimbursement that was paid from one that is asked for."""

import pytest

from tests.unit.agent.thread import Thread


@pytest.mark.parametrize(
    ("language", "words", "person", "amount"),
    [
        ("pt-BR", "pagamos hoje o reembolso da Ana de R$ 187,40", "Ana", "187.40"),
        ("pt-BR", "reembolsei o João hoje, 86,40", "João", "86.40"),
        ("pt-BR", "já reembolsamos o Marcos: 120,00 em 24/11", "Marcos", "120.00"),
        ("en", "we paid Ana's reimbursement of R$ 187.40 today", "Ana", "187.40"),
        ("en", "record that we reimbursed João today, 86.40", "João", "86.40"),
    ],
)
def test_a_reimbursement_that_was_paid(language: str, words: str, person: str, amount: str) -> None:
    told = {"person": person, "amount": amount, "paid_on": "2026-11-24"}
    assert Thread(language=language).calls(words) == [("post_reimbursement", told)]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("pt-BR", "quero reembolso do almoço de ontem no Bar do Zé, 87,40"),
        ("en", "I want a reimbursement: lunch at Bar do Ze, 87.40, yesterday"),
    ],
)
def test_a_reimbursement_that_is_asked_for(language: str, words: str) -> None:
    assert [name for name, _ in Thread(language=language).calls(words)] == ["submit_expense"]


def test_the_day_is_asked_for_where_it_is_not_told() -> None:
    thread = Thread()
    assert thread.calls("pagamos o reembolso da Ana de R$ 187,40") == []
    told = {"person": "Ana", "amount": "187.40", "paid_on": "2026-11-23"}
    assert thread.calls("ontem") == [("post_reimbursement", told)]


@pytest.mark.parametrize("answer", ["Papelaria", "a segunda"])
def test_which_of_several_is_asked_and_answered(answer: str) -> None:
    thread = Thread()
    choices = ["Reembolso Táxi 23/11/2026 nº 21", "Reembolso Papelaria 23/11/2026 nº 22"]
    asked = {"outcome": "invalid", "say": "Qual?", "field": "receipt", "choices": choices}
    thread.say("pagamos hoje o reembolso da Ana de R$ 30,00", asked)

    ((name, told),) = thread.calls(answer)

    assert (name, told["receipt"]) == ("post_reimbursement", choices[1])
