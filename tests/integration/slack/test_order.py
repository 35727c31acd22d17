"""A card stands below the answer that announces it, and is never lost with its turn."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from langchain_core.messages import AIMessage

from bot.agent.prompt import prompt
from bot.agent.turn import Agent, Heard
from bot.agent.voice import Answered
from bot.build import House
from bot.jobs.tasks.card import look_for_lost
from bot.jobs.tasks.turn import closed
from bot.settings import Settings
from bot.slack.post import poster
from bot.slack.voice import Listener, SlackVoice
from domain.conversation.service import Place
from domain.kernel.errors import Outage
from domain.kernel.say import Language
from tests.integration.agent.models import Scripted, calling
from tests.integration.slack.stage import CARLA, Stage, a_stage
from tests.support.company import Company
from tests.support.postgres import Database

PAY = ("post_payment", {"supplier": "Energisa", "amount": "1240.55", "paid_on": "2026-11-24"})
PLACE = Place("D1", "1.0", "1.0")
CARD = "Registrar pagamento"


class KilledError(BaseException):
    """The worker's process is gone."""


class DyingVoice(SlackVoice):
    """A voice whose worker dies before the answer is shown."""

    def finish(self, _answered: Answered) -> None:
        raise KilledError


def _asked(stage: Stage, model: Scripted, kind: type[SlackVoice] = SlackVoice) -> None:
    """Let Carla ask, as the worker of turns does."""
    company, book = stage.company, stage.edge.book
    agent = Agent(company.desk, company.gate, stage.edge.toolbox, book, model, "test:m", prompt())
    client = poster("xoxb-test", stage.slack.address)
    listener = Listener(PLACE, CARLA, Language.PT)
    voice = kind(company.desk, client, book, listener, lambda *_: "")
    agent.answer(Heard(PLACE, company.carla, Language.PT, "paguei a Energisa"), voice)


def _crew(stage: Stage, database: Database) -> House:
    settings = Settings(slack_bot_token="xoxb-test", slack_api_url=stage.slack.address)
    company, edge = stage.company, stage.edge
    return House(settings, database.addresses, company.desk, company.gate, edge.toolbox, edge.book)


async def _cut_off(stage: Stage) -> None:
    """Let a turn die after it has filed its request, with the workers of cards at it."""
    model = Scripted(lines=[calling(PAY), AIMessage("Preparei o pedido.")])
    with pytest.raises(KilledError):
        await asyncio.to_thread(_asked, stage, model, DyingVoice)
    await stage.jobs()
    assert stage.slack.posted == []


async def test_the_answer_comes_first_however_fast_the_card_is_drawn(company: Company) -> None:
    async with a_stage(company) as stage:
        loop = asyncio.get_running_loop()

        def cards() -> Any:
            return asyncio.run_coroutine_threadsafe(stage.jobs(), loop).result()

        model = Scripted(lines=[calling(PAY), AIMessage("Preparei o pedido.")], before=cards)
        await asyncio.to_thread(_asked, stage, model)
        await stage.jobs()

        assert [each[:19] for each in stage.slack.posted] == ["Preparei o pedido.", CARD]


async def test_the_card_of_a_turn_that_was_given_up_follows_the_sentence_that_says_so(
    company: Company, database: Database
) -> None:
    async with a_stage(company) as stage:
        await _cut_off(stage)
        said = {"channel": "D1", "thread_ts": "1.0", "ts": "1.0", "user": CARLA, "text": "paguei"}

        for _ in range(2):
            await asyncio.to_thread(closed, _crew(stage, database), said, Outage("agent.our_fault"))
            await stage.jobs()

        assert [each[:19] for each in stage.slack.posted][1:] == [CARD]


async def test_the_card_of_a_turn_that_nobody_ends_is_found_missing_once(
    company: Company, database: Database
) -> None:
    async with a_stage(company) as stage:
        await _cut_off(stage)
        crew = _crew(stage, database)
        look_for_lost(crew, {})
        await stage.jobs()
        assert stage.slack.posted == []

        company.clock.move(timedelta(minutes=2))
        for _ in range(2):
            look_for_lost(crew, {})
            await stage.jobs()

        assert [each[:19] for each in stage.slack.posted] == [CARD]


async def test_a_turn_that_never_began_is_closed_all_the_same(
    company: Company, database: Database
) -> None:
    async with a_stage(company) as stage:
        said = {"channel": "D1", "thread_ts": "1.0", "ts": "1.0", "user": CARLA, "text": "paguei"}
        await asyncio.to_thread(closed, _crew(stage, database), said, None)

        assert len(stage.slack.posted) == 1
        assert company.jobs.filed == []
