"""Rejecting asks for the reason first; whoever asked reads it on the card."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond

from bot.slack.cards.reject import REJECTED, given_reason, reject_view
from bot.slack.clicks import Click
from bot.slack.decisions import decided, reviewed
from bot.slack.edge import Edge
from bot.slack.told import privately, told_to, told_under


def listen(app: AsyncApp, edge: Edge) -> None:
    """Answer Reject and the modal that it opens."""

    @app.action("proposal.reject")
    async def on_reject(ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        reads = edge.languages.reader(app.client, body["user"]["id"])
        async with told_to(privately(respond), edge.book, reads):
            click = Click.read(body)
            await edge.clicks.settle(ack, lambda: reviewed(edge.desk, click))
            view = reject_view(f"{click.proposal_id}:{click.digest}", edge.book, await reads())
            await app.client.views_open(trigger_id=click.trigger_id, view=view)

    @app.view(REJECTED)
    async def on_rejected(ack: AsyncAck, body: dict[str, Any]) -> None:
        view = body["view"]
        reads = edge.languages.reader(app.client, str(body["user"]["id"]))
        async with told_under(ack, view, edge.book, reads):
            click = Click.submitted(body)
            await edge.clicks.run(decided, edge.desk, click, reason=given_reason(view))
