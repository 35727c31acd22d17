"""The two buttons below an answer: what its reader thought is kept, and thanked for."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond

from bot.slack.cards.answer import BAD, GOOD
from bot.slack.edge import Edge
from bot.slack.people import person_of
from bot.slack.told import privately, told_to
from domain.conversation.model import TurnId
from domain.conversation.service import rate
from domain.db.work import Desk
from domain.kernel.errors import Conflict
from domain.kernel.say import say

_VALUE = re.compile(rf"([0-9]{{1,18}}):({GOOD}|{BAD})", re.ASCII)


def listen(app: AsyncApp, edge: Edge) -> None:
    """Answer a press below an answer."""

    @app.action("turn.feedback")
    async def on_rated(ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        user_id, value = str(body["user"]["id"]), str(body["actions"][0].get("value", ""))
        reads, tell = edge.languages.reader(app.client, user_id), privately(respond)
        async with told_to(tell, edge.book, reads):
            await edge.clicks.settle(ack, lambda: rated(edge.desk, value, user_id))
            await tell(edge.book.render(say("answer.thanks"), await reads()))


def rated(desk: Desk, value: str, slack_user_id: str) -> None:
    """Keep a rating. Raises Conflict for an answer to somebody else, Refused for a stranger."""
    found = _VALUE.fullmatch(value)
    with desk.work() as work:
        who = person_of(work, slack_user_id).id
        turn = TurnId(int(found[1])) if found else TurnId(0)
        if found is None or not rate(work, turn, by=who, good=found[2] == GOOD):
            raise Conflict("answer.not_yours")
