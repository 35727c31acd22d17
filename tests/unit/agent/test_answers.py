"""What is read from short answers and from figures and days said in many ways."""

from typing import Any

import pytest

from bot.agent.model import chat_model, is_offline
from domain.kernel.errors import Invalid
from tests.unit.agent.thread import Thread


@pytest.mark.parametrize(
    ("day", "iso"),
    [
        ("ontem", "2026-11-23"),
        ("anteontem", "2026-11-22"),
        ("sexta", "2026-11-20"),
        ("segunda passada", "2026-11-23"),
        ("dia 20", "2026-11-20"),
        ("20", "2026-11-20"),
        ("há 3 dias", "2026-11-21"),
        ("3 de novembro", "2026-11-03"),
        ("03/11/2026", "2026-11-03"),
    ],
)
def test_the_day_that_was_asked_for_is_read(day: str, iso: str) -> None:
    carla = Thread()
    carla.say("registra que pagamos a Energisa, R$ 1.240,55")

    ((_, args),) = carla.calls(day)

    assert args["paid_on"] == iso


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("1.240,55", "1240.55"),
        ("foi 1240", "1240.00"),
        ("1,7 mil", "1700.00"),
        ("mil duzentos e quarenta reais e cinquenta e cinco centavos", "1240.55"),
        ("50 conto", "50.00"),
    ],
)
def test_the_amount_that_was_asked_for_is_read(said: str, amount: str) -> None:
    carla = Thread()
    carla.say("registra que pagamos a Energisa hoje")

    ((_, args),) = carla.calls(said)

    assert args["amount"] == amount


def test_two_numbers_in_a_row_are_never_summed() -> None:
    carla = Thread()
    carla.say("registra que pagamos a Energisa hoje")

    assert carla.calls("oitenta e sete e quarenta centavos") == []


@pytest.mark.parametrize(
    ("asked", "answered", "told"),
    [
        ("estorna o lançamento hoje, motivo: duplicado", "14", {"entry": 14}),
        ("quero férias a partir de 11 de janeiro", "20 dias", {"days": 20}),
        ("quero férias a partir de 11 de janeiro", "vinte", {"days": 20}),
        ("registra que pagamos hoje R$ 312,47", "foi a Sabesp", {"supplier": "Sabesp"}),
        (
            "registra a conta da Energisa de R$ 50,00 para 10/12, luz",
            "NF 4711",
            {"number": "4711"},
        ),
    ],
)
def test_each_kind_of_answer_completes_the_request(
    asked: str, answered: str, told: dict[str, Any]
) -> None:
    carla = Thread()
    assert carla.calls(asked) == []

    ((_, args),) = carla.calls(answered)

    assert told.items() <= args.items()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("registra que pagamos a Energisa dia 31/04/2026, R$ 50,00", "não existe no calendário"),
        ("registra que pagamos a Energisa hoje, US$ 50,00", "não está em reais"),
    ],
)
def test_a_doubt_is_asked_about_and_never_decided(said: str, sentence: str) -> None:
    carla = Thread()

    assert carla.calls(said) == []
    assert sentence in carla.answer()


def test_a_day_that_english_reads_in_two_orders_is_asked_about() -> None:
    carla = Thread(language="en")
    assert carla.calls("record that we paid the Energisa bill on 03/10/2026, R$ 50.00") == []

    ((_, args),) = carla.calls("the first")

    assert args["paid_on"] == "2026-10-03"


def test_an_answer_that_is_none_is_asked_again_and_may_be_given_up() -> None:
    carla = Thread()
    carla.say("registra que pagamos a Energisa hoje")

    carla.say("hmm")
    carla.say("sei lá")

    assert "deixa pra lá" in carla.answer()


def test_two_requests_of_one_message_are_both_called() -> None:
    carla = Thread()
    both = "registra que pagamos hoje a Energisa, R$ 1.240,55, e quanto temos em caixa?"

    assert [name for name, _ in carla.calls(both)] == ["post_payment", "cash_position"]


@pytest.mark.parametrize(
    ("name", "key"),
    [("nonsense", "name_unclear"), ("cohere:x", "package_missing"), ("nobody:x", "provider")],
)
def test_a_model_that_cannot_be_made_says_what_to_do(name: str, key: str) -> None:
    with pytest.raises(Invalid) as told:
        chat_model(name)

    assert key in told.value.say.key


def test_the_embedded_model_needs_nothing() -> None:
    assert is_offline(chat_model("offline"))
