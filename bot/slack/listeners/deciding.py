"""Confirm, approve and cancel: one press decides on exactly what its card shows."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond

from bot.slack.clicks import Click
from bot.slack.decisions import VERDICTS, decided
from bot.slack.edge import Edge
from bot.slack.told import privately, told_to


def listen(app: AsyncApp, edge: Edge) -> None:
    """Answer every button that decides at once; Reject asks for its reason first."""

    async def on_decision(ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        reads = edge.languages.reader(app.client, body["user"]["id"])
        async with told_to(privately(respond), edge.book, reads):
            await edge.clicks.settle(ack, lambda: decided(edge.desk, Click.read(body)))

    for action_id in VERDICTS.keys() - {"proposal.reject"}:
        app.action(action_id)(on_decision)
