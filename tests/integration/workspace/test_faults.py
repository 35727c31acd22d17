"""Faults on demand of the Web API, seen as an app sees them: through the official clients.

Faults of deliveries, clicks, triggers and shares stand with what they spoil: `test_events`,
`test_interactivity`, `test_modals`, `test_files`.
"""

from http.client import RemoteDisconnected

import httpx
import pytest
from aiohttp import ServerDisconnectedError
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace.api.registry import Tier
from bot.workspace.driver import Human, Post
from bot.workspace.faults import Kind
from tests.support.ear import refused
from tests.support.workspace import Running

TOO_MANY, INTERNAL_ERROR = 429, 500
POST = "chat.postMessage"


@pytest.fixture
def asked(ana: Human) -> Post:
    return ana.say(ana.dm("Retaguarda"), "oi")


def texts(ana: Human, asked: Post) -> list[str]:
    return [post.text for post in ana.history(asked.channel)]


def test_a_lost_reply_is_a_connection_that_ends_after_the_work_is_done(
    slack: Running, ana: Human, web: WebClient, asked: Post
) -> None:
    slack.arm(Kind.LOST_REPLY, POST)

    with pytest.raises(RemoteDisconnected):
        web.chat_postMessage(channel=asked.channel, text="uma vez")

    assert texts(ana, asked).count("uma vez") == 1
    assert web.chat_postMessage(channel=asked.channel, text="depois")["ok"]


def test_a_client_that_tries_again_after_a_lost_reply_has_posted_twice(
    slack: Running, ana: Human, asked: Post
) -> None:
    slack.arm(Kind.LOST_REPLY, POST)
    trusting = WebClient(slack.bot_token, base_url=slack.api)

    assert trusting.chat_postMessage(channel=asked.channel, text="duas vezes")["ok"]

    assert texts(ana, asked).count("duas vezes") == 2


async def test_the_async_client_sees_a_lost_reply_too(
    slack: Running, ana: Human, asked: Post
) -> None:
    slack.arm(Kind.LOST_REPLY, POST)
    web = AsyncWebClient(slack.bot_token, base_url=slack.api, retry_handlers=[])

    with pytest.raises(ServerDisconnectedError):
        await web.chat_postMessage(channel=asked.channel, text="uma vez")

    assert texts(ana, asked).count("uma vez") == 1


@pytest.mark.parametrize("method", ["chat.appendStream", "chat.stopStream"])
def test_an_expired_stream_is_an_ordinary_message_that_may_be_changed(
    slack: Running, ana: Human, web: WebClient, asked: Post, method: str
) -> None:
    stream = web.chat_stream(channel=asked.channel, thread_ts=asked.ts, buffer_size=1)
    stream.append(markdown_text="começo")
    slack.arm(Kind.STREAM_EXPIRED, method)

    late = stream.append if method == "chat.appendStream" else stream.stop
    assert refused(late, markdown_text=" e fim") == "message_not_in_streaming_state"

    left = ana.thread(asked)[-1]
    assert (left.body["streaming_state"], left.text) == ("errored", "começo")
    again = web.chat_update(channel=asked.channel, ts=left.ts, text="começo e fim")
    assert again["message"]["text"] == ana.thread(asked)[-1].text == "começo e fim"


def test_a_client_that_waits_as_told_gets_through_the_rate_limit(
    slack: Running, web: WebClient, asked: Post
) -> None:
    slack.arm(Kind.RATE_LIMITED, POST, times=2)

    with pytest.raises(SlackApiError) as hasty:
        web.chat_postMessage(channel=asked.channel, text="já")
    patient = WebClient(
        slack.bot_token, base_url=slack.api, retry_handlers=[RateLimitErrorRetryHandler()]
    )

    assert hasty.value.response.status_code == TOO_MANY
    assert hasty.value.response["error"] == "ratelimited"
    assert hasty.value.response.headers["Retry-After"] == "1"
    assert patient.chat_postMessage(channel=asked.channel, text="com calma")["ok"]


def test_slacks_own_tiers_can_be_counted(slack: Running, web: WebClient, asked: Post) -> None:
    slack.arm(Kind.TIERS, times=0)
    for _ in range(Tier.TWO):
        web.chat_startStream(channel=asked.channel, thread_ts=asked.ts)

    error = refused(web.chat_startStream, channel=asked.channel, thread_ts=asked.ts)
    assert error == "ratelimited"
    assert web.api_test()["ok"]


def test_a_server_that_fails_did_nothing_and_a_slow_one_did(
    slack: Running, ana: Human, web: WebClient, asked: Post
) -> None:
    slack.arm(Kind.SERVER_ERROR, POST)
    slack.arm(Kind.SLOW, "chat.update", seconds=2)
    hasty = WebClient(slack.bot_token, base_url=slack.api, retry_handlers=[], timeout=1)
    with pytest.raises(SlackApiError) as broken:
        web.chat_postMessage(channel=asked.channel, text="nunca")
    assert broken.value.response.status_code == INTERNAL_ERROR
    posted = web.chat_postMessage(channel=asked.channel, text="antes")

    with pytest.raises(TimeoutError):
        hasty.chat_update(channel=asked.channel, ts=posted["ts"], text="depois")

    ana.wait_for(lambda: "depois" in texts(ana, asked))
    assert "nunca" not in texts(ana, asked)


def test_a_revoked_token_opens_nothing_until_the_fault_is_removed(
    slack: Running, ana: Human, web: WebClient, asked: Post
) -> None:
    given = ana.upload(asked.channel, [("nota.txt", b"um recibo")]).body["files"][0]
    ana._post("faults", kind=Kind.REVOKED_TOKEN.value)

    assert refused(web.chat_postMessage, channel=asked.channel, text="a") == "token_revoked"
    assert refused(web.apps_connections_open, app_token=slack.app_token) == "token_revoked"
    assert b"Sign in" in downloaded(given["url_private_download"], slack.bot_token)

    ana._post("faults/remove")
    assert web.chat_postMessage(channel=asked.channel, text="a")["ok"]
    assert downloaded(given["url_private_download"], slack.bot_token) == b"um recibo"


def downloaded(address: str, token: str) -> bytes:
    """Return what an app gets at a file's address, as Slack tells apps to ask for it."""
    return httpx.get(address, headers={"Authorization": f"Bearer {token}"}).content
