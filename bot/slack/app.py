"""The listeners: each parses, calls and answers. The same ones serve Socket Mode and HTTP."""

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import papers
from bot.slack.cards.edit import CALLBACK, edit_view, submitted
from bot.slack.cards.parts import paragraph
from bot.slack.cards.review import REVIEWED, closing_view, review_view
from bot.slack.clicks import Click, Clicks, target
from bot.slack.decisions import VERDICTS, decided, editable, edited, reviewed
from bot.slack.home import home_of
from bot.slack.intake import shortcut_turn, take_event
from bot.slack.languages import Languages
from bot.slack.listeners import rating, rejecting, stopping
from bot.slack.post import SLACK
from bot.slack.prompts import prompts_of
from bot.slack.told import privately, told_to
from domain.db.work import Desk
from domain.intake.service import take_in
from domain.kernel.errors import Refused
from domain.kernel.say import Phrasebook
from tools.gate import Gate
from tools.registry import Toolbox

type Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Edge:
    """What the listeners need of the company."""

    desk: Desk
    gate: Gate
    toolbox: Toolbox
    book: Phrasebook
    clicks: Clicks = field(default_factory=Clicks)
    languages: Languages = field(default_factory=Languages)


def slack_app(
    edge: Edge, token: str, *, api_url: str = SLACK, signing_secret: str | None = None
) -> AsyncApp:
    """Return the app. Without a signing secret it may only be served over Socket Mode."""
    app = AsyncApp(
        client=AsyncWebClient(token=token, base_url=api_url),
        signing_secret=signing_secret,
        request_verification_enabled=signing_secret is not None,
    )
    _take_in(app, edge)
    _decide(app, edge)
    _edit(app, edge)
    _open_home(app, edge)
    _review(app, edge)
    papers.listen(app, edge)
    rating.listen(app, edge)
    rejecting.listen(app, edge)
    stopping.listen(app, edge)
    return app


async def serve_socket(app: AsyncApp, app_token: str) -> AsyncSocketModeHandler:
    """Connect over Socket Mode and return the open connection; `close_async` ends it."""
    handler = AsyncSocketModeHandler(app, app_token)
    await handler.client.connect()  # type: ignore[no-untyped-call]  # the library's own gap
    return handler


def _take_in(app: AsyncApp, edge: Edge) -> None:
    @app.middleware
    async def stored_first(body: Body, next_: Any) -> None:
        # Bolt acknowledges an event before its listener runs, so it is committed here.
        if body.get("type") == "event_callback":
            await edge.clicks.run(take_event, edge.desk, body)
        await next_()

    async def nothing_more() -> None:
        """The worker goes on with the stored event."""

    app.event("message")(nothing_more)
    app.event("app_mention")(nothing_more)
    app.event("file_shared")(nothing_more)

    @app.message_shortcut("message.work_on")
    async def on_shortcut(ack: AsyncAck, body: Body, respond: AsyncRespond) -> None:
        def take() -> None:
            key, job = shortcut_turn(body)
            with edge.desk.work() as work:
                take_in(work, key, job)

        reads = edge.languages.reader(app.client, body["user"]["id"])
        async with told_to(privately(respond), edge.book, reads):
            await edge.clicks.settle(ack, take)


def _decide(app: AsyncApp, edge: Edge) -> None:
    async def on_decision(ack: AsyncAck, body: Body, respond: AsyncRespond) -> None:
        reads = edge.languages.reader(app.client, body["user"]["id"])
        async with told_to(privately(respond), edge.book, reads):
            await edge.clicks.settle(ack, lambda: decided(edge.desk, Click.read(body)))

    for action_id in VERDICTS.keys() - {"proposal.reject"}:
        app.action(action_id)(on_decision)


def _edit(app: AsyncApp, edge: Edge) -> None:
    @app.action("proposal.edit")
    async def on_edit(ack: AsyncAck, body: Body, respond: AsyncRespond) -> None:
        reads = edge.languages.reader(app.client, body["user"]["id"])
        async with told_to(privately(respond), edge.book, reads):
            click = Click.read(body)
            action, arguments = await edge.clicks.settle(ack, lambda: editable(edge.desk, click))
            schema = edge.toolbox.actions[action].arguments.model_json_schema()
            private = f"{click.proposal_id}:{click.digest}"
            view = edit_view(schema, arguments, private, edge.book, await reads())
            await app.client.views_open(trigger_id=click.trigger_id, view=view)

    @app.view(CALLBACK)
    async def on_edited(ack: AsyncAck, body: Body) -> None:
        view, user_id = body["view"], str(body["user"]["id"])
        reads = edge.languages.reader(app.client, user_id)
        first_input = view["blocks"][0]["block_id"]

        async def refuse(words: str) -> None:
            await ack(response_action="errors", errors={first_input: words})

        async with told_to(refuse, edge.book, reads):
            arguments = submitted(view, await reads())
            old = target(view["private_metadata"])
            await edge.clicks.run(
                edited, edge.desk, edge.gate, old, arguments, slack_user_id=user_id
            )
            await ack()


def _open_home(app: AsyncApp, edge: Edge) -> None:
    @app.event("app_home_opened")
    async def on_home(event: Body) -> None:
        user_id = str(event["user"])
        if event.get("tab") == "messages":
            language = await edge.languages.of(app.client, user_id)
            with suppress(Refused):
                prompts = await edge.clicks.run(prompts_of, edge.desk, user_id, edge.book, language)
                await app.client.assistant_threads_setSuggestedPrompts(
                    channel_id=event["channel"], prompts=prompts
                )
            return
        reads = edge.languages.reader(app.client, user_id)

        async def say_so(words: str) -> None:
            await app.client.views_publish(
                user_id=user_id, view={"type": "home", "blocks": [paragraph(words)]}
            )

        async with told_to(say_so, edge.book, reads):
            view = await edge.clicks.run(home_of, edge.desk, user_id, edge.book, await reads())
            await app.client.views_publish(user_id=user_id, view=view)


def _review(app: AsyncApp, edge: Edge) -> None:
    @app.action("proposal.review")
    async def on_review(ack: AsyncAck, body: Body, respond: AsyncRespond) -> None:
        reads = edge.languages.reader(app.client, body["user"]["id"])
        async with told_to(privately(respond), edge.book, reads):
            click = Click.read(body)
            shown, verdict = await edge.clicks.settle(ack, lambda: reviewed(edge.desk, click))
            view = review_view(shown, verdict, edge.book, await reads())
            await app.client.views_open(trigger_id=click.trigger_id, view=view)

    @app.view(REVIEWED)
    async def on_reviewed(ack: AsyncAck, body: Body) -> None:
        user_id = str(body["user"]["id"])

        async def refuse(words: str) -> None:
            view = closing_view(words, edge.book, await reads())
            await ack(response_action="update", view=view)

        reads = edge.languages.reader(app.client, user_id)
        async with told_to(refuse, edge.book, reads):
            click = Click.submitted(body)
            await edge.clicks.run(decided, edge.desk, click)
            await ack()
