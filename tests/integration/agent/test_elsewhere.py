"""A model elsewhere, over its own protocol: each fault ends as one clear sentence, and nothing happens."""

import itertools
import json
from collections.abc import Callable
from typing import Any

import pytest

from bot.agent import guard
from bot.agent.model import chat_model
from bot.agent.toolbelt import PROPOSALS_MAX
from domain.conversation.model import TurnState
from domain.conversation.service import ask_stop
from tests.integration.agent.talk import Talk
from tests.support.model_server import (
    Elsewhere,
    Turn,
    breaking_off,
    calling,
    elsewhere,
    refusing,
    saying,
    stalling,
)

PAY = {"supplier": "Energisa", "amount": "1240.55", "paid_on": "2026-11-24"}
PAYMENT = ("post_payment", json.dumps(PAY))
SPELLED = PAYMENT[1]


def model_at(there: Elsewhere, *, silent_seconds: float = 20) -> Any:
    return chat_model("openai:stub", "a key", there.url, silent_seconds=silent_seconds)


def anew(talk: Talk, number: int) -> Talk:
    """Return the conversation in a thread of its own, so that nothing earlier is in it."""
    talk.thread_ts = f"1700000000.{number:06d}"
    talk.number = itertools.count(number * 1000)
    return talk


def test_a_model_elsewhere_looks_files_and_answers(talk: Callable[..., Talk]) -> None:
    script = calling(("overdue", "{}"), PAYMENT), saying("Está ", "no cartão.")
    with elsewhere(*script) as there:
        carla = talk(model_at(there))
        answered = carla.say("paga a Energisa")

    assert (answered.state, answered.text) == (TurnState.DONE, "Está no cartão.")
    assert carla.ear.pieces == ["Está ", "no cartão."]
    assert len(carla.proposals()) == 1
    assert {each["function"]["name"] for each in json.loads(there.bodies[0])["tools"]} >= {
        "overdue",
        "post_payment",
    }
    assert "x-slot" not in there.bodies[0]


FAULTS: dict[str, tuple[Turn, str]] = {
    "a refused key": (refusing(401), "recusou a chave"),
    "no permission": (refusing(403), "recusou a chave"),
    "an unknown model": (refusing(404), "não conhece o modelo"),
    "too much at once": (refusing(429, Retry_After="120"), "Tente de novo em 2 minutos."),
    "a bad question": (refusing(400), "não respondeu agora"),
    "a broken server": (refusing(500), "não respondeu agora"),
    "a cut connection": (breaking_off("Pag", politely=False), "não respondeu agora"),
    "a cut answer": (breaking_off("Pag", politely=True), "veio cortada"),
    "an answer too long for it": (saying("Pag", finish="length"), "veio cortada"),
    "half a call": (calling(("post_payment", SPELLED[:-4])), "veio cortada"),
    "a call that is no object": (calling(("post_payment", "[1]")), "veio cortada"),
    "a deep call": (calling(("post_payment", "[" * 30_000)), "veio cortada"),
    "a megabyte of arguments": (
        calling(("post_payment", json.dumps(PAY | {"document": "9" * 1_000_000}))),
        "longo demais",
    ),
    "nothing": (saying(""), "Não cheguei a uma resposta"),
}


def test_a_fault_is_one_sentence_and_no_effect(talk: Callable[..., Talk]) -> None:
    for number, (kind, (turn, told)) in enumerate(FAULTS.items(), start=1):
        with elsewhere(turn) as there:
            carla = anew(talk(model_at(there)), number)
            answered = carla.say("paga a Energisa")

        assert told in answered.text, kind
        assert "\n" not in answered.text, kind
        assert carla.proposals() == [], kind
        assert there.asked <= 2, kind


@pytest.mark.parametrize("first", [refusing(429, Retry_After="1"), refusing(503)])
def test_a_model_that_was_busy_for_a_moment_is_asked_once_more(
    talk: Callable[..., Talk], first: Turn
) -> None:
    with elsewhere(first, saying("Pronto.")) as there:
        assert talk(model_at(there)).say("oi").text == "Pronto."


def test_a_model_that_falls_silent_is_given_up_and_its_words_are_not_an_answer(
    talk: Callable[..., Talk],
) -> None:
    with elsewhere(stalling("Pag", dripping=False)) as there:
        answered = talk(model_at(there, silent_seconds=0.5)).say("oi")

    assert answered.state == TurnState.FAILED
    assert "não respondeu agora" in answered.text
    assert there.asked == 1


def test_a_model_that_only_says_it_is_still_there_does_not_hold_the_turn(
    talk: Callable[..., Talk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "SECONDS_MAX", 1)
    with elsewhere(stalling("Pag", dripping=True)) as there:
        answered = talk(model_at(there)).say("oi")

    assert (answered.state, "demorou demais" in answered.text) == (TurnState.FAILED, True)


def test_stop_is_heard_while_a_model_is_silent(talk: Callable[..., Talk]) -> None:
    carla = talk()

    def stop_then_stall(answering: Any) -> None:
        with carla.bakery.desk.work() as work:
            ask_stop(work, "D1", carla.thread_ts)
        stalling("Pag", dripping=False)(answering)

    with elsewhere(stop_then_stall) as there:
        answered = talk(model_at(there)).say("oi")

    assert answered.state == TurnState.STOPPED


WRONG: dict[str, tuple[tuple[str, str], str]] = {
    "a tool that is not there": (("pay_everybody", "{}"), "Não tenho essa ferramenta."),
    "a call without arguments": (("post_payment", ""), '"outcome": "invalid"'),
    "an argument of another kind": (
        ("post_payment", json.dumps(PAY | {"amount": {"$gt": 0}})),
        '"outcome": "invalid"',
    ),
    "an argument too many": (
        ("post_payment", json.dumps(PAY | {"approved": True})),
        '"outcome": "invalid"',
    ),
    "arguments longer than a request": (
        ("post_payment", json.dumps(PAY | {"supplier": "x" * 9000})),
        "longo demais",
    ),
}


def test_a_wrong_call_is_told_to_the_model_and_files_nothing(talk: Callable[..., Talk]) -> None:
    for number, (kind, (call, told)) in enumerate(WRONG.items(), start=1):
        with elsewhere(calling(call), saying("Não deu.")) as there:
            carla = anew(talk(model_at(there)), number)
            answered = carla.say("paga a Energisa")

        assert (answered.text, carla.proposals()) == ("Não deu.", []), kind
        assert told in there.messages()[-1]["content"], kind


def test_prose_about_a_call_is_no_call(talk: Callable[..., Talk]) -> None:
    with elsewhere(saying(f"post_payment({SPELLED})")) as there:
        carla = talk(model_at(there))
        carla.say("paga a Energisa")

    assert carla.proposals() == []


def test_a_thousand_calls_file_no_more_than_the_limit(talk: Callable[..., Talk]) -> None:
    short = json.dumps(PAY)
    with elsewhere(calling(*[("post_payment", short)] * 1000), saying("Pronto.")) as there:
        carla = talk(model_at(there))
        answered = carla.say("paga a Energisa")

    assert answered.text == "Pronto."
    assert len(carla.proposals()) == PROPOSALS_MAX


PLANTED = {
    "CPF": ("CPF 529.982.247-25", "529.982.247-25"),
    "bare CPF": ("CPF 52998224725", "52998224725"),
    "spaced CPF": ("CPF 529 982 247 25", "529 982 247 25"),
    "PIX key": ("pix 3f2504e0-4f89-41d3-9a0c-0305e82c3301", "3f2504e0"),
    "e-mail": ("joao.silva@padaria.com.br", "joao.silva@"),
    "telephone": ("(11) 91234-5678", "91234-5678"),
    "account": ("agência 1234-5, conta corrente 98765-4", "98765-4"),
    "salary": ("salário de R$ 4.321,00", "4.321,00"),
}


def test_what_a_model_elsewhere_was_really_sent_holds_no_personal_value(
    talk: Callable[..., Talk],
) -> None:
    """CNPJs and names of companies are public and go as they are: the model needs them."""
    planted = "; ".join(words for words, _ in PLANTED.values())
    call = ("find_document", json.dumps({"text": planted}))
    with elsewhere(calling(call), saying("Anotei [CPF-1]."), saying("Sim.")) as there:
        carla = talk(model_at(there))
        first = carla.say(f"guarda isto: {planted}; CNPJ 31.415.926/0001-71")
        carla.say("e o CPF?")

    sent = "\n".join(there.bodies)
    for kind, (_, value) in PLANTED.items():
        assert value not in sent, kind
        assert json.dumps(value)[1:-1] not in sent, kind
    assert first.text == "Anotei 529.982.247-25."
    assert "31.415.926/0001-71" in sent
    assert there.asked == 3
