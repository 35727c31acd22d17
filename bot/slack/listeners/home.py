"""Opening the app: its home tab shows what waits; its messages tab suggests what to ask."""

from contextlib import suppress
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.slack.cards.parts import paragraph
from bot.slack.edge import Edge
from bot.slack.home import home_of
from bot.slack.prompts import prompts_of
from bot.slack.told import told_to
from domain.kernel.errors import Refused


def listen(app: AsyncApp, edge: Edge) -> None:
    """Answer the opening of either tab."""

    async def suggest(user_id: str, channel: str) -> None:
        language = await edge.languages.of(app.client, user_id)
        with suppress(Refused):
            prompts = await edge.clicks.run(prompts_of, edge.desk, user_id, edge.book, language)
            await app.client.assistant_threads_setSuggestedPrompts(
                channel_id=channel, prompts=prompts
            )

    @app.event("app_home_opened")
    async def on_home(event: dict[str, Any]) -> None:
        user_id = str(event["user"])
        if event.get("tab") == "messages":
            await suggest(user_id, str(event["channel"]))
        else:
            await publish(app, edge, user_id)


async def publish(app: AsyncApp, edge: Edge, user_id: str) -> None:
    """Bring somebody's home tab to what is true now."""
    reads = edge.languages.reader(app.client, user_id)

    async def say_so(words: str) -> None:
        await app.client.views_publish(
            user_id=user_id, view={"type": "home", "blocks": [paragraph(words)]}
        )

    async with told_to(say_so, edge.book, reads):
        view = await edge.clicks.run(home_of, edge.desk, user_id, edge.book, await reads())
        await app.client.views_publish(user_id=user_id, view=view)
