"""Over HTTP only what Slack signed a moment ago is heard; everything else is turned away unread."""

import json
import time
from collections.abc import AsyncIterator

import httpx
import pytest
from slack_sdk.signature import SignatureVerifier

from bot.slack.app import slack_app
from bot.slack.edge import Edge
from bot.slack.http import PATH, http_app
from bot.words import phrasebook
from tests.support.company import Company
from tests.support.postgres import Database
from tests.support.workspace import BOT_TOKEN, SIGNING_SECRET, running
from tools.registry import load

MESSAGE = {
    "type": "event_callback",
    "event_id": "Ev0HTTP",
    "team_id": "T0",
    "event": {
        "type": "message",
        "channel_type": "im",
        "channel": "D0",
        "user": "U0",
        "ts": "1.000001",
        "text": "quanto temos em caixa?",
    },
}


@pytest.fixture
async def web(company: Company, database: Database) -> AsyncIterator[httpx.AsyncClient]:
    with running(database.workspace) as slack:
        edge = Edge(company.desk, company.gate, load(), phrasebook())
        app = slack_app(edge, BOT_TOKEN, api_url=slack.api, signing_secret=SIGNING_SECRET)
        carrier = httpx.ASGITransport(http_app(app))
        async with httpx.AsyncClient(transport=carrier, base_url="http://retaguarda") as client:
            yield client
        edge.clicks.close()


async def sent(
    web: httpx.AsyncClient, *, secret: str = SIGNING_SECRET, seconds_ago: int = 0, cut: str = ""
) -> int:
    body, at = json.dumps(MESSAGE), str(int(time.time()) - seconds_ago)
    signature = SignatureVerifier(secret).generate_signature(timestamp=at, body=body)
    headers = {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": at,
        "X-Slack-Signature": str(signature),
    }
    headers.pop(cut, None)
    answer = await web.post(PATH, content=body, headers=headers)
    return answer.status_code


async def test_what_slack_signed_becomes_a_turn_once(
    web: httpx.AsyncClient, company: Company
) -> None:
    assert [await sent(web), await sent(web)] == [200, 200]
    assert [job.name for job in company.jobs.filed] == ["agent.turn"]


async def test_what_is_unsigned_signed_by_another_or_replayed_is_turned_away(
    web: httpx.AsyncClient, company: Company
) -> None:
    assert await sent(web, cut="X-Slack-Signature") == 401
    assert await sent(web, cut="X-Slack-Request-Timestamp") == 401
    assert await sent(web, secret="another secret") == 401
    assert await sent(web, seconds_ago=301) == 401
    assert company.jobs.filed == []


async def test_a_watcher_hears_that_we_are_there_and_nothing_else_answers(
    web: httpx.AsyncClient,
) -> None:
    assert (await web.get("/healthz")).text == "ok"
    assert (await web.get("/docs")).status_code == 404
    assert (await web.get(PATH)).status_code == 405
