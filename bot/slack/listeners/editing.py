"""Edit opens the request's arguments in a modal; its submission asks anew."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond

from bot.slack.cards.edit import CALLBACK, edit_view, submitted
from bot.slack.clicks import Click
from bot.slack.decisions import editable, edited
from bot.slack.edge import Edge
from bot.slack.told import privately, told_to, told_under


def listen(app: AsyncApp, edge: Edge) -> None:
    """Answer Edit and the modal that it opens."""

    @app.action("proposal.edit")
    async def on_edit(ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        reads = edge.languages.reader(app.client, body["user"]["id"])
        async with told_to(privately(respond), edge.book, reads):
            click = Click.read(body)
            action, arguments = await edge.clicks.settle(ack, lambda: editable(edge.desk, click))
            schema = edge.toolbox.actions[action].arguments.model_json_schema()
            private = f"{click.action_id} {click.proposal_id}:{click.digest}"
            view = edit_view(schema, arguments, private, edge.book, await reads())
            await app.client.views_open(trigger_id=click.trigger_id, view=view)

    @app.view(CALLBACK)
    async def on_edited(ack: AsyncAck, body: dict[str, Any]) -> None:
        view = body["view"]
        reads = edge.languages.reader(app.client, str(body["user"]["id"]))
        async with told_under(ack, view, edge.book, reads):
            arguments = submitted(view, await reads())
            click = Click.submitted(body)
            await edge.clicks.run(edited, edge.desk, edge.gate, click, arguments)
