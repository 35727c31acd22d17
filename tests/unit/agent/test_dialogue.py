"""Follow-ups with the embedded model: asked back, answered, corrected, switched, given up."""

import pytest

from tests.unit.agent.thread import Thread

INVOICE = "emite uma fatura de R$ 3.200,00 para a Mercearia Silva, serviço de buffet"


def test_a_clear_request_is_not_taken_as_the_words_that_were_asked_for() -> None:
    carla = Thread()
    carla.say("registra a conta da Energisa número 4711 de R$ 1.240,55 para 10/03")
    assert "do que é a conta" in carla.answer()

    calls = carla.calls("registra que pagamos hoje o boleto da Sabesp, R$ 312,47")

    paid = {"supplier": "Sabesp", "amount": "312.47", "paid_on": "2026-11-24"}
    assert calls == [("post_payment", paid)]


def test_words_that_only_name_a_thing_to_pay_are_the_answer_that_was_asked_for() -> None:
    carla = Thread()
    carla.say("registra a conta da Energisa número 4711 de R$ 1.240,55 para 10/03")

    ((name, args),) = carla.calls("pagamento da luz da loja")

    assert name == "register_bill"
    assert args == {
        "supplier": "Energisa",
        "number": "4711",
        "amount": "1240.55",
        "due_on": "2027-03-10",
        "description": "pagamento da luz da loja",
    }


def test_the_same_request_for_somebody_else_does_not_mix_with_the_one_in_hand() -> None:
    carla = Thread()
    carla.say("registra que pagamos a Energisa hoje")

    ((name, args),) = carla.calls("registra que pagamos a Sabesp ontem, R$ 312,47")

    assert name == "post_payment"
    assert args == {"supplier": "Sabesp", "amount": "312.47", "paid_on": "2026-11-23"}


def test_a_question_in_between_is_answered_and_the_request_goes_on() -> None:
    carla = Thread()
    carla.say("registra que pagamos a Energisa hoje")
    assert carla.calls("quanto temos em caixa?") == [("cash_position", {})]

    ((name, args),) = carla.calls("1.240,55")

    assert (name, args["supplier"], args["amount"]) == ("post_payment", "Energisa", "1240.55")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("30 dias", {"due_in_days": 30}),
        ("10/12", {"due_on": "2026-12-10"}),
        ("dia 10 de dezembro", {"due_on": "2026-12-10"}),
    ],
)
def test_either_way_of_saying_when_it_is_due_completes_the_invoice(
    said: str, told: dict[str, object]
) -> None:
    carla = Thread()
    carla.say(INVOICE)
    assert "data de vencimento" in carla.answer()
    assert "prazo em dias" in carla.answer()

    ((name, args),) = carla.calls(said)

    assert name == "issue_invoice"
    assert {k: v for k, v in args.items() if k.startswith("due")} == told


def test_a_correction_is_a_new_request_with_the_one_thing_changed() -> None:
    carla = Thread()
    carla.say(f"{INVOICE}, vence 10/12")

    ((name, args),) = carla.calls("não, são 45 dias")

    assert name == "issue_invoice"
    assert args == {
        "customer": "Mercearia Silva",
        "amount": "3200.00",
        "description": "serviço de buffet",
        "due_in_days": 45,
    }
    assert "O anterior continua valendo" in carla.answer()


@pytest.mark.parametrize(
    "words", ["aprovo", "Aprovo!", "pode pagar", "confirmo", "approve", "rejeito"]
)
def test_words_never_decide(words: str) -> None:
    carla = Thread()
    carla.say(f"{INVOICE}, 30 dias")

    assert carla.calls(words) == []
    assert "botão" in carla.answer() or "button" in carla.answer()


@pytest.mark.parametrize(
    "words",
    ["oi", "bom dia!", "o que você faz?", "qual a previsão do tempo?", "me conta uma piada"],
)
def test_small_talk_is_answered_with_what_the_tools_do(words: str) -> None:
    ana = Thread()

    assert ana.calls(words) == []
    assert "emitir fatura" in ana.answer()
    assert len(ana.answer()) < 500


def test_giving_up_forgets_the_request() -> None:
    carla = Thread()
    carla.say(INVOICE)

    assert carla.calls("deixa pra lá") == []
    assert "Nada foi feito" in carla.answer()
    assert carla.calls("30 dias") == []


def test_a_paper_of_the_thread_fills_the_document_and_nothing_is_read_from_its_name() -> None:
    ana = Thread(papers=[{"id": 7, "kind": "receipt", "name": "receipt 1"}])

    message = ana.say("lança essa despesa")

    (understood,) = message.response_metadata["understood"]
    assert understood == {"tool": "submit_expense", "args": {"document": 7}}


def test_what_the_tool_says_is_wrong_is_asked_and_the_answer_taken() -> None:
    carla = Thread()
    wrong = {
        "outcome": "invalid",
        "say": "Qual deles?",
        "field": "supplier",
        "choices": ["Sul", "Norte"],
    }
    carla.say("registra que pagamos hoje o boleto do Moinho, R$ 100,00", wrong)
    assert "Qual deles?" in carla.answer()

    ((name, args),) = carla.calls("o segundo")

    assert (name, args["supplier"]) == ("post_payment", "Norte")
