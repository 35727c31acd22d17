"""The seeded bakery, and an agent over it with any model a test brings."""

from collections.abc import Callable, Iterator

import pytest
from langchain_core.language_models import BaseChatModel

from bot.agent.offline.model import OfflineModel
from bot.agent.prompt import prompt
from bot.agent.turn import Agent
from bot.words import phrasebook
from tests.integration.agent.talk import Talk
from tests.support.bakery import Bakery, a_bakery
from tests.support.postgres import Database
from tools.registry import load


@pytest.fixture
def bakery(database: Database) -> Iterator[Bakery]:
    with a_bakery(database) as whole:
        yield whole


@pytest.fixture
def talk(bakery: Bakery) -> Callable[..., Talk]:
    """Return what makes a conversation of one person with an agent of any model."""

    def made(model: BaseChatModel | None = None, who: str = "Carla") -> Talk:
        agent = Agent(
            bakery.desk,
            bakery.gate,
            load(),
            phrasebook(),
            model or OfflineModel(),
            "offline" if model is None else "test:model",
            prompt(),
        )
        return Talk(bakery, agent, bakery.people[who])

    return made
