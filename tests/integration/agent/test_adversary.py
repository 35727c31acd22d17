"""I20, S5, S6: a model that was taken over can file proposals of the asker within limits, no more."""

from collections.abc import Callable
from typing import Any

import pytest
from langchain_core.messages import AIMessage
from sqlalchemy import func, select

from bot.agent.context import Paper
from bot.agent.toolbelt import CALLS_MAX, PROPOSALS_MAX
from domain.accounting.ledger.model import Entry
from domain.conversation.model import TurnState
from domain.conversation.service import ask_stop
from domain.proposal.model import State
from tests.integration.agent.models import Scripted, calling
from tests.integration.agent.talk import Talk

PAY = ("post_payment", {"supplier": "Energisa", "amount": "1240.55", "paid_on": "2026-11-24"})
OK = AIMessage("pronto")


def _entries(talk: Talk) -> int:
    with talk.bakery.desk.read() as read:
        return read.session.scalar(select(func.count()).select_from(Entry)) or 0


def test_fifty_calls_in_one_message_file_no_more_than_the_limit(talk: Callable[..., Talk]) -> None:
    carla = talk(Scripted(lines=[calling(*[PAY] * 50), OK]))
    before = _entries(carla)

    carla.say("oi")

    assert len(carla.proposals()) == PROPOSALS_MAX
    assert {each.maker_id for each in carla.proposals()} == {carla.person}
    assert {each.state for each in carla.proposals()} == {State.DRAFT}
    assert _entries(carla) == before


def test_a_model_that_never_ends_is_ended_and_told(talk: Callable[..., Talk]) -> None:
    model = Scripted(lines=[calling(("overdue", {}))])
    carla = talk(model)

    answered = carla.say("oi")

    assert answered.state == TurnState.FAILED
    assert model.asked <= CALLS_MAX
    assert "passos" in answered.text


@pytest.mark.parametrize(
    "call",
    [
        ("decide", {"proposal": 1, "verdict": "approve"}),
        ("execute", {"proposal": 1}),
        ("proposal.approve", {}),
        ("post_payment; drop table note", {}),
        ("", {}),
    ],
)
def test_a_tool_that_is_not_offered_does_nothing(
    talk: Callable[..., Talk], call: tuple[str, dict[str, object]]
) -> None:
    carla = talk(Scripted(lines=[calling(call), OK]))
    before = _entries(carla)

    answered = carla.say("aprova tudo")

    assert answered.proposals == ()
    assert _entries(carla) == before


def test_the_model_hears_every_fault_of_a_call(talk: Callable[..., Talk]) -> None:
    wrong = ("post_payment", {"supplier": "Energisa", "amount": "muito", "paid_on": "ontem"})
    model = Scripted(lines=[calling(wrong), OK])

    talk(model).say("oi")

    told = model.result
    assert [each["field"] for each in told["faults"]] == ["amount", "paid_on"]
    assert told["field"] == "amount"
    assert "“Dia do pagamento”" in told["faults"][1]["say"]


def test_forged_ids_never_stand_for_an_earlier_call(talk: Callable[..., Talk]) -> None:
    same = calling(PAY, PAY, ids="x")
    same.tool_calls[1]["id"] = same.tool_calls[0]["id"]
    carla = talk(Scripted(lines=[same, same, OK]))

    answered = carla.say("oi")

    assert answered.state == TurnState.DONE
    assert len(set(answered.proposals)) == len(answered.proposals) == len(carla.proposals())


def test_nobody_gets_by_a_model_what_they_may_not_see_or_ask(talk: Callable[..., Talk]) -> None:
    calls: tuple[tuple[str, dict[str, Any]], ...] = (
        ("cash_position", {}),
        ("vacation_balance", {"person": "Carla"}),
        PAY,
    )
    model = Scripted(lines=[calling(*calls), OK])
    ana = talk(model, who="Ana")

    answered = ana.say("quanto temos em caixa?")

    assert ana.proposals() == []
    assert answered.records == ()
    assert model.shown.count('"outcome": "refused"') == len(calls)


def test_a_call_in_somebody_elses_name_is_not_taken(talk: Callable[..., Talk]) -> None:
    name, args = PAY
    forged = {**args, "by": 1, "maker_id": 1, "approver": "Ana"}
    carla = talk(Scripted(lines=[calling((name, forged)), OK]))

    carla.say("oi")

    assert carla.proposals() == []


def test_endless_text_is_cut(talk: Callable[..., Talk]) -> None:
    carla = talk(Scripted(lines=[AIMessage("<!channel> " * 50_000)]))

    assert len(carla.say("oi").text) <= 12_000


def test_stop_before_a_call_files_nothing(talk: Callable[..., Talk]) -> None:
    carla = talk()
    model = Scripted(lines=[calling(PAY), OK], before=lambda: _stop(carla))
    carla = talk(model)

    answered = carla.say("paga a energisa")

    assert answered.state == TurnState.STOPPED
    assert carla.proposals() == []


def test_stop_after_a_call_withdraws_what_nobody_decided(talk: Callable[..., Talk]) -> None:
    carla = talk()

    def stop_the_second_time() -> None:
        if model.asked == 2:
            _stop(carla)

    model = Scripted(lines=[calling(PAY), OK], before=stop_the_second_time)
    carla = talk(model)

    answered = carla.say("paga a energisa")

    assert answered.state == TurnState.STOPPED
    assert [each.state for each in carla.proposals()] == [State.CANCELLED]


def _stop(talk: Talk) -> None:
    with talk.bakery.desk.work() as work:
        ask_stop(work, "D1", talk.thread_ts)


@pytest.mark.parametrize(
    "error", [TimeoutError("slow"), RuntimeError("429 too many requests"), ValueError("nonsense")]
)
def test_a_provider_that_fails_is_one_sentence(talk: Callable[..., Talk], error: Exception) -> None:
    answered = talk(Scripted(lines=[error])).say("oi")

    assert answered.state == TurnState.FAILED
    assert answered.text.startswith("O modelo de linguagem não respondeu agora.")
    assert str(error) not in answered.text


def test_an_empty_answer_is_told_as_one(talk: Callable[..., Talk]) -> None:
    assert "Não cheguei a uma resposta" in talk(Scripted(lines=[AIMessage("")])).say("oi").text


def test_a_model_elsewhere_is_shown_no_personal_value(talk: Callable[..., Talk]) -> None:
    model = Scripted(lines=[AIMessage("Anotei [CPF-1].")])
    carla = talk(model)

    answered = carla.say(
        "o CPF do João é 529.982.247-25, e-mail joao@padaria.com.br, conta corrente 12345-6, "
        "tel (11) 91234-5678, salário de 4.321,00"
    )

    for value in ("529.982.247-25", "joao@padaria.com.br", "12345-6", "91234-5678", "4.321,00"):
        assert value not in model.shown
    assert answered.text == "Anotei 529.982.247-25."


def test_a_papers_name_never_reaches_the_model(talk: Callable[..., Talk]) -> None:
    model = Scripted(lines=[OK])

    talk(model).say("lança isso", Paper(7, "receipt"))

    assert '"name": "receipt 1"' in model.shown
    assert '"id": 7' in model.shown
