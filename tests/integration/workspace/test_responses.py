"""Commands, and the address by which an app answers later."""

from datetime import timedelta
from typing import Any

import httpx
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.webhook import WebhookClient

from bot.workspace.driver import Human, Post
from domain.kernel.clock import FixedClock, SystemClock
from tests.integration.workspace.elements import ELEMENTS
from tests.support.ear import Ear, listening
from tests.support.postgres import Database
from tests.support.workspace import Running, running


def card(ear: Ear, channel: str, **more: Any) -> Post:
    blocks = [{"type": "actions", "block_id": "decide", "elements": ELEMENTS}]
    sent = ear.web.chat_postMessage(channel=channel, text="cartão", blocks=blocks, **more)
    return Post(sent["channel"], sent["message"])


def test_a_command_and_its_answer(slack: Running, ana: Human, marcos: Human) -> None:
    answers = iter(
        [{"text": "só você"}, {"text": "todos", "response_type": "in_channel"}, {"blocks": "x"}, {}]
    )

    def answer(request: SocketModeRequest) -> dict[str, Any]:
        return next(answers) if request.type == "slash_commands" else {}

    with listening(slack, answer) as ear:
        ana.command("geral", "/despesa  12,50 almoço ")
        payload = ear.next("/despesa")
        assert (payload["command"], payload["text"]) == ("/despesa", "12,50 almoço")
        assert payload["channel_name"] == "geral"
        assert payload["user_name"] == "ana"
        general = payload["channel_id"]
        assert ana.history(general)[-1].body["is_ephemeral"] is True
        ana.command("geral", "/despesa")
        assert marcos.history(general)[-1].text == "todos"
        before = len(ana.history(general))
        for _ in range(2):
            assert ana.command("geral", "/despesa")["outcome"] == "acked"
        assert len(ana.history(general)) == before


def test_a_response_url_works_five_times_in_thirty_minutes(database: Database) -> None:
    clock = FixedClock(SystemClock().now())
    with running(database.workspace, clock=clock) as slack, listening(slack) as ear:
        ana = slack.human("ana")
        post = card(ear, ana.dm("Retaguarda"))
        ana.click(post, "Aprovar")
        first = WebhookClient(ear.next("block_actions")["response_url"])
        ana.click(post, "Aprovar")
        second = WebhookClient(ear.next("block_actions")["response_url"])
        clock.move(timedelta(minutes=30))

        answers = [first.send(text=str(number)) for number in range(6)]

        assert [each.status_code for each in answers] == [200] * 5 + [404]
        assert "used_url" in answers[-1].body
        clock.move(timedelta(seconds=1))
        late = second.send(text="tarde")
        assert (late.status_code, "expired_url" in late.body) == (404, True)


def test_a_response_replaces_deletes_or_adds(ana: Human, marcos: Human, ear: Ear) -> None:
    post = card(ear, ana.dm("Retaguarda"))
    ana.click(post, "Aprovar")
    url = WebhookClient(ear.next("block_actions")["response_url"])

    url.send(text="para todos", response_type="in_channel")
    assert ana.wait_for_post(post.channel, "para todos").body.get("is_ephemeral") is None
    url.send(text="aprovado", replace_original=True, blocks=[{"type": "divider"}])
    assert [block["type"] for block in ana.look_again(post).blocks] == ["divider"]
    refused = url.send(text="x", blocks=[{"type": "header"}])
    assert (refused.status_code, "invalid_blocks" in refused.body) == (400, True)
    url.send(delete_original=True)
    with pytest.raises(LookupError):
        ana.look_again(post)
    stranger = httpx.post(url.url[:-3] + "000", json={"text": "x"})
    assert stranger.status_code == 404
    assert httpx.post(url.url, content=b"{not json").status_code == 400


def test_an_ephemeral_card_is_changed_by_its_response_url_only(ana: Human, ear: Ear) -> None:
    general = next(c["id"] for c in ana.state()["channels"] if c["name"] == "geral")
    blocks = [{"type": "actions", "block_id": "decide", "elements": ELEMENTS[:1]}]
    ear.web.chat_postEphemeral(channel=general, user=ana.id, text="só você", blocks=blocks)
    post = ana.wait_for_post(general, "só você")

    ana.click(post, "Aprovar")

    payload = ear.next("block_actions")
    assert payload["container"]["is_ephemeral"] is True
    assert "message" not in payload
    with pytest.raises(SlackApiError):
        ear.web.chat_update(channel=general, ts=post.ts, text="x")
    WebhookClient(payload["response_url"]).send(text="feito", replace_original=True)
    assert ana.wait_for_change(post, "feito").ts == post.ts
