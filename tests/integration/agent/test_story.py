"""The story with the embedded model, from words to a proposal or an answer; nothing is decided."""

import json
from collections.abc import Callable

from domain.proposal.model import State
from tests.integration.agent.talk import Talk


def test_a_payment_is_prepared_from_one_sentence(talk: Callable[..., Talk]) -> None:
    carla = talk()

    answered = carla.say("registra que pagamos hoje o boleto da Energisa, R$ 1.240,55")

    (proposal,) = carla.proposals()
    assert json.loads(proposal.arguments) == {
        "supplier": "Energisa",
        "amount": "1240.55",
        "paid_on": "2026-11-24",
    }
    assert (proposal.action, proposal.state) == ("post_payment", State.DRAFT)
    assert answered.proposals == (proposal.id,)
    assert "cartão" in answered.text


def test_what_the_books_say_is_marked_as_for_who_asked_alone(talk: Callable[..., Talk]) -> None:
    carla = talk()

    assert carla.say("quanto temos em caixa?").is_private
    assert not carla.say("registra que pagamos hoje a Energisa, R$ 1.240,55").is_private
