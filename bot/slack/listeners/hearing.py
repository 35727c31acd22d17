"""What is said to us: stored before Slack hears that it arrived; a worker goes on from there."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond

from bot.slack.edge import Edge
from bot.slack.intake import shortcut_turn, take_event
from bot.slack.told import privately, told_to
from domain.intake.service import take_in


def listen(app: AsyncApp, edge: Edge) -> None:
    """Take messages in, and the shortcut on a message."""

    @app.middleware
    async def stored_first(body: dict[str, Any], next_: Any) -> None:
        # Bolt acknowledges an event before its listener runs, so it is committed here.
        if body.get("type") == "event_callback":
            await edge.clicks.run(take_event, edge.desk, body)
        await next_()

    async def nothing_more() -> None:
        """The worker goes on with the stored event."""

    for event in ("message", "app_mention", "file_shared"):
        app.event(event)(nothing_more)

    @app.message_shortcut("message.work_on")
    async def on_shortcut(ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        def take() -> None:
            key, job = shortcut_turn(body)
            with edge.desk.work() as work:
                take_in(work, key, job)

        reads = edge.languages.reader(app.client, body["user"]["id"])
        async with told_to(privately(respond), edge.book, reads):
            await edge.clicks.settle(ack, take)
