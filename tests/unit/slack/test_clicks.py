"""A click is acknowledged after it was decided, and in time when deciding takes long."""

import threading

import pytest

from bot.slack import clicks
from bot.slack.clicks import Clicks
from bot.slack.told import told_to
from bot.words import phrasebook
from domain.kernel.say import Language


async def test_a_decision_comes_before_its_acknowledgement() -> None:
    order: list[str] = []
    own = Clicks(1)

    async def ack() -> None:
        order.append("acknowledged")

    await own.settle(ack, lambda: order.append("decided"))

    own.close()
    assert order == ["decided", "acknowledged"]


async def test_a_slow_decision_is_acknowledged_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clicks, "ACKNOWLEDGED_SECONDS_MAX", 0.01)
    acknowledged = threading.Event()
    own = Clicks(1)

    async def ack() -> None:
        acknowledged.set()

    assert await own.settle(ack, lambda: acknowledged.wait(10)) is True
    own.close()


async def test_a_bug_is_told_as_ours_without_its_details() -> None:
    told: list[str] = []

    async def tell(words: str) -> None:
        told.append(words)

    async def english() -> Language:
        return Language.EN

    def broken() -> None:
        raise RuntimeError("password=hunter2")

    async with told_to(tell, phrasebook(), english):
        broken()

    assert told == ["Something failed on our side and nothing was done. Try again."]
