"""An official Bolt app, unchanged, works against the workspace from mention to modal."""

import asyncio
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace.driver import Human
from tests.support.workspace import Running


def a_modal(note: str = "") -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": "expense",
        "title": {"type": "plain_text", "text": "Nova despesa"},
        "submit": {"type": "plain_text", "text": "Lançar"},
        "blocks": [
            {
                "type": "input",
                "block_id": "amount",
                "label": {"type": "plain_text", "text": "Valor"},
                "element": {"type": "plain_text_input", "action_id": "value"},
            },
            {"type": "section", "text": {"type": "plain_text", "text": note or "sem nota"}},
        ],
    }


def an_app(slack: Running) -> AsyncApp:
    app = AsyncApp(token=slack.bot_token, client=AsyncWebClient(slack.bot_token, slack.api))

    @app.event("message")
    async def on_message(event: dict[str, Any], say: Any) -> None:
        if "bot_id" in event:
            return
        button = {
            "type": "button",
            "action_id": "approve",
            "value": "v1",
            "text": {"type": "plain_text", "text": "Aprovar"},
        }
        await say(
            text=f"ouvi: {event['text']}",
            thread_ts=event["ts"],
            blocks=[
                {"type": "section", "text": {"type": "mrkdwn", "text": f"ouvi: {event['text']}"}},
                {"type": "actions", "block_id": "decide", "elements": [button]},
            ],
        )

    @app.event("app_mention")
    async def on_mention(event: dict[str, Any], say: Any) -> None:
        await say(text="fui chamado", thread_ts=event["ts"])

    @app.action("approve")
    async def on_click(ack: Any, body: dict[str, Any], client: Any) -> None:
        await client.views_open(
            trigger_id=body["trigger_id"], view=a_modal(body["actions"][0]["value"])
        )
        await ack()

    @app.view("expense")
    async def on_submit(ack: Any, view: dict[str, Any], client: Any, body: dict[str, Any]) -> None:
        amount = view["state"]["values"]["amount"]["value"]["value"]
        if amount == "zero":
            await ack(response_action="errors", errors={"amount": "Diga um valor."})
            return
        await ack()
        await client.chat_postMessage(channel=body["user"]["id"], text=f"lançado: {amount}")

    return app


@pytest.mark.asyncio
async def test_a_person_and_a_bolt_app_have_a_conversation(slack: Running, ana: Human) -> None:
    handler = AsyncSocketModeHandler(an_app(slack), slack.app_token)
    await handler.connect_async()  # type: ignore[no-untyped-call]  # the library's own gap
    try:
        await asyncio.get_running_loop().run_in_executor(None, a_conversation, ana)
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]  # the library's own gap


def a_conversation(ana: Human) -> None:
    dm = ana.dm("Retaguarda")
    card = ana.wait_for_reply(ana.say(dm, "oi & tchau"), "ouvi: oi &amp; tchau")
    assert ana.click(card, "Aprovar")["outcome"] == "acked"
    modal = ana.wait_for_modal("v1")
    ana.fill_in(modal, Valor="zero")
    assert ana.submit(modal)["errors"] == {"amount": "Diga um valor."}
    ana.fill_in(modal, Valor="12,50")
    assert ana.submit(modal)["outcome"] == "closed"
    assert ana.wait_for_post(dm, "lançado: 12,50")
    mention = ana.say("geral", "@Retaguarda você está aí?")
    assert ana.wait_for_reply(mention, "fui chamado")
