"""The full review: an effect that no card holds is read whole, and decided below its last line."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond

from bot.slack.cards.review import REVIEWED, closing_view, review_view
from bot.slack.clicks import Click
from bot.slack.decisions import decided, reviewed
from bot.slack.edge import Edge
from bot.slack.listeners.home import publish
from bot.slack.told import privately, told_to


def listen(app: AsyncApp, edge: Edge) -> None:
    """Answer Review and the submission of the modal that it opens."""

    @app.action("proposal.review")
    async def on_review(ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        reads = edge.languages.reader(app.client, body["user"]["id"])

        async def in_a_window(words: str) -> None:
            view = closing_view(words, edge.book, await reads())
            await app.client.views_open(trigger_id=str(body["trigger_id"]), view=view)

        # The home tab has no place below what was pressed.
        tell = privately(respond) if body.get("response_url") else in_a_window
        async with told_to(tell, edge.book, reads):
            click = Click.read(body)
            shown, verdict = await edge.clicks.settle(ack, lambda: reviewed(edge.desk, click))
            view = review_view(shown, verdict, edge.book, await reads())
            await app.client.views_open(trigger_id=click.trigger_id, view=view)

    @app.view(REVIEWED)
    async def on_reviewed(ack: AsyncAck, body: dict[str, Any]) -> None:
        user_id = str(body["user"]["id"])
        reads = edge.languages.reader(app.client, user_id)

        async def refuse(words: str) -> None:
            view = closing_view(words, edge.book, await reads())
            await ack(response_action="update", view=view)

        async with told_to(refuse, edge.book, reads):
            click = Click.submitted(body)
            await edge.clicks.run(decided, edge.desk, click)
            await ack()
        await publish(app, edge, user_id)
