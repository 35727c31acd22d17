"""Slack over HTTP: the same listeners behind one signed address, where Socket Mode is not wanted.

Bolt refuses a request whose signature is wrong or whose time is more than five minutes off, before
any listener sees it.
"""

from fastapi import FastAPI, Request, Response
from slack_bolt.adapter.fastapi.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp

#: What the manifest's request URLs end with.
PATH = "/slack/events"


def http_app(app: AsyncApp) -> FastAPI:
    """Return the web application that answers Slack at `PATH` and watchers at `/healthz`."""
    listeners = AsyncSlackRequestHandler(app)
    web = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    async def hear(request: Request) -> Response:
        return await listeners.handle(request)

    async def answer() -> Response:
        return Response("ok", media_type="text/plain")

    web.add_api_route(PATH, hear, methods=["POST"], response_class=Response)
    web.add_api_route("/healthz", answer, methods=["GET"], response_class=Response)
    return web
