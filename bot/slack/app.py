"""The app: every listener on one client. The same ones serve Socket Mode and HTTP."""

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import papers
from bot.slack.edge import Edge
from bot.slack.listeners import (
    deciding,
    editing,
    hearing,
    home,
    rating,
    rejecting,
    reviewing,
    stopping,
)
from bot.slack.post import SLACK

#: Each has `listen(app, edge)`. Messages are taken in first.
CONCEPTS = (hearing, deciding, editing, home, reviewing, papers, rating, rejecting, stopping)


def slack_app(
    edge: Edge, token: str, *, api_url: str = SLACK, signing_secret: str | None = None
) -> AsyncApp:
    """Return the app. Without a signing secret it may only be served over Socket Mode."""
    app = AsyncApp(
        client=AsyncWebClient(token=token, base_url=api_url),
        signing_secret=signing_secret,
        request_verification_enabled=signing_secret is not None,
    )
    for concept in CONCEPTS:
        concept.listen(app, edge)
    return app


async def serve_socket(app: AsyncApp, app_token: str) -> AsyncSocketModeHandler:
    """Connect over Socket Mode and return the open connection; `close_async` ends it."""
    handler = AsyncSocketModeHandler(app, app_token)
    await handler.client.connect()  # type: ignore[no-untyped-call]  # the library's own gap
    return handler
