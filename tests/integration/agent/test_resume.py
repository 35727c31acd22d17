"""A worker killed between any two steps: the turn goes on, and files nothing twice."""

from collections.abc import Callable

import pytest

from bot.agent.guard import Guard, Journal
from bot.agent.turn import Heard
from domain.conversation.model import TurnState
from tests.integration.agent.talk import Ear, Talk

WORDS = "registra que pagamos hoje o boleto da Energisa, R$ 1.240,55"


class KilledError(BaseException):
    """The worker is gone: nothing of ours catches it."""


def _dies(*_args: object, **_kwargs: object) -> None:
    raise KilledError


class DyingEar(Ear):
    """A voice whose worker dies before the answer is shown."""

    def finish(self, answered: object) -> None:
        raise KilledError


@pytest.mark.parametrize(
    ("owner", "step"), [(Guard, "wrap_model_call"), (Guard, "run"), (Journal, "returned")]
)
def test_a_killed_turn_goes_on_and_files_once(
    talk: Callable[..., Talk], monkeypatch: pytest.MonkeyPatch, owner: type, step: str
) -> None:
    carla = talk()
    heard = carla.heard(WORDS)
    with monkeypatch.context() as dying:
        dying.setattr(owner, step, _dies)
        with pytest.raises(KilledError):
            carla.agent.answer(heard, Ear())

    _goes_on(carla, heard)


def test_an_answer_that_was_not_shown_is_shown_the_next_time(talk: Callable[..., Talk]) -> None:
    carla = talk()
    heard = carla.heard(WORDS)
    with pytest.raises(KilledError):
        carla.agent.answer(heard, DyingEar())

    _goes_on(carla, heard)


def _goes_on(talk: Talk, heard: Heard) -> None:
    talk.agent.answer(heard, talk.ear)
    talk.agent.answer(heard, talk.ear)

    (proposal,) = talk.proposals()
    (answered,) = talk.ear.finished
    assert answered.proposals == (proposal.id,)
    assert answered.state == TurnState.DONE
