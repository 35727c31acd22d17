"""Over HTTP the app gets signed requests at its own addresses, and again when it fails."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from copy import deepcopy
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import func, select

from bot.workspace.pace import Pace
from bot.workspace.tables import Delivery
from tests.support.postgres import Database
from tests.support.workspace import MANIFEST, SIGNING_SECRET, Running, running

SOON = timedelta(milliseconds=300)
HASTE = Pace(acknowledge=SOON, retries=(timedelta(0), SOON, SOON))

type Receive = Callable[[web.Request], Awaitable[web.StreamResponse]]


def manifest_for(url: str) -> dict[str, Any]:
    manifest = deepcopy(MANIFEST)
    settings = manifest["settings"]
    settings["socket_mode_enabled"] = False
    settings["event_subscriptions"]["request_url"] = url
    settings["interactivity"]["request_url"] = url
    manifest["features"]["slash_commands"][0]["url"] = url
    return manifest


@asynccontextmanager
async def an_address(receive: Receive | web.Application) -> AsyncIterator[str]:
    """Serve an app's own HTTP address."""
    application = receive
    if not isinstance(application, web.Application):
        application = web.Application()
        application.router.add_post("/slack/events", receive)  # type: ignore[arg-type]
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    assert site._server is not None
    port = site._server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]
    try:
        yield f"http://127.0.0.1:{port}/slack/events"
    finally:
        await runner.cleanup()


async def beside[T](act: Callable[[], T]) -> T:
    """Do something blocking beside the event loop."""
    return await asyncio.get_running_loop().run_in_executor(None, act)


@pytest.mark.asyncio
async def test_a_bolt_app_behind_http_verifies_and_answers(database: Database) -> None:
    client = AsyncWebClient("xoxb-test")
    app = AsyncApp(token="xoxb-test", signing_secret=SIGNING_SECRET, client=client)

    @app.event("message")
    async def on_message(event: dict[str, Any], say: Any) -> None:
        if "bot_id" not in event:
            button = {
                "type": "button",
                "action_id": "ok",
                "text": {"type": "plain_text", "text": "OK"},
            }
            await say(
                text="ouvi",
                thread_ts=event["ts"],
                blocks=[{"type": "actions", "elements": [button]}],
            )

    @app.action("ok")
    async def on_click(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="clicado", replace_original=True)

    @app.command("/despesa")
    async def on_command(ack: Any, command: dict[str, Any]) -> None:
        await ack(text=f"anotado: {command['text']}")

    def a_conversation(slack: Running) -> None:
        ana = slack.human("ana")
        dm = ana.dm("Retaguarda")
        card = ana.wait_for_reply(ana.say(dm, "oi"), "ouvi")
        assert ana.click(card, "OK")["outcome"] == "acked"
        assert ana.wait_for_change(card, "clicado").blocks == []
        assert ana.command(dm, "/despesa 10")["outcome"] == "acked"
        assert ana.wait_for_post(dm, "anotado: 10")

    async with an_address(app.web_app()) as url:
        with running(database.workspace, manifest=manifest_for(url)) as slack:
            client.base_url = slack.api
            await beside(lambda: a_conversation(slack))


@pytest.mark.asyncio
async def test_a_failing_address_is_tried_again_with_slacks_headers(database: Database) -> None:
    heard: list[web.Request] = []
    done = asyncio.Event()

    async def receive(request: web.Request) -> web.Response:
        body = await request.text()
        verifier = SignatureVerifier(SIGNING_SECRET)
        assert verifier.is_valid_request(body, dict(request.headers))
        heard.append(request)
        if len(heard) == 1:
            return web.Response(status=500)
        if len(heard) == 2:
            await asyncio.sleep(SOON.total_seconds() * 2)
            return web.Response()
        done.set()
        return web.Response()

    async with an_address(receive) as url:
        with running(database.workspace, manifest=manifest_for(url), pace=HASTE) as slack:
            ana = await beside(lambda: slack.human("ana"))
            await beside(lambda: ana.say(ana.dm("Retaguarda"), "oi"))
            await asyncio.wait_for(done.wait(), 10)

    retries = [request.headers.get("X-Slack-Retry-Num") for request in heard]
    reasons = [request.headers.get("X-Slack-Retry-Reason") for request in heard]
    assert retries == [None, "1", "2"]
    assert reasons == [None, "http_error", "http_timeout"]


@pytest.mark.asyncio
async def test_no_retry_is_honoured(database: Database) -> None:
    heard: list[dict[str, Any]] = []

    async def receive(request: web.Request) -> web.Response:
        heard.append(json.loads(await request.text()))
        return web.Response(status=404, headers={"X-Slack-No-Retry": "1"})

    async with an_address(receive) as url:
        with running(database.workspace, manifest=manifest_for(url), pace=HASTE) as slack:
            ana = await beside(lambda: slack.human("ana"))
            dm = await beside(lambda: ana.dm("Retaguarda"))
            await beside(lambda: ana.say(dm, "um"))
            await beside(lambda: ana.wait_for(lambda: not waiting(slack) and heard))

    assert [each["event"]["text"] for each in heard] == ["um"]


def waiting(slack: Running) -> bool:
    with slack.workspace.session() as session:
        return bool(session.scalar(select(func.count()).select_from(Delivery)))


@pytest.mark.asyncio
async def test_interactive_payloads_travel_as_forms_and_are_not_retried(database: Database) -> None:
    heard: list[dict[str, list[str]]] = []

    async def receive(request: web.Request) -> web.Response:
        heard.append(parse_qs(await request.text()))
        return web.Response(status=500)

    async with an_address(receive) as url:
        with running(database.workspace, manifest=manifest_for(url), pace=HASTE) as slack:
            ana = await beside(lambda: slack.human("ana"))
            answer = await beside(lambda: ana.shortcut("new_expense"))
            dm = await beside(lambda: ana.dm("Retaguarda"))
            command = await beside(lambda: ana.command(dm, "/despesa 10"))

    assert (answer["outcome"], command["outcome"]) == ("not_acked", "not_acked")
    shortcut, slash = heard
    assert json.loads(shortcut["payload"][0])["type"] == "shortcut"
    assert slash["command"] == ["/despesa"]
    assert slash["text"] == ["10"]


@pytest.mark.asyncio
async def test_nobody_at_the_address_is_not_delivered(database: Database) -> None:
    with running(
        database.workspace, manifest=manifest_for("http://127.0.0.1:9/slack/events"), pace=HASTE
    ) as slack:
        ana = await beside(lambda: slack.human("ana"))
        answer = await beside(lambda: ana.shortcut("new_expense"))

    assert answer["outcome"] == "not_delivered"
    assert "Retaguarda" in answer["say"]
