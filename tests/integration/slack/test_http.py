"""Over HTTP only what Slack signed a moment ago is heard; everything else is turned away unread."""

import hashlib
import hmac
import json
import random
import time
from collections.abc import AsyncIterator, Callable

import httpx
import pytest

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
        carrier = httpx.ASGITransport(http_app(app, SIGNING_SECRET))
        async with httpx.AsyncClient(transport=carrier, base_url="http://retaguarda") as client:
            yield client
        edge.clicks.close()


def signed(body: bytes, *, secret: str = SIGNING_SECRET, seconds_ago: int = 0) -> dict[str, str]:
    at = str(int(time.time()) - seconds_ago)
    base = b"v0:" + at.encode() + b":" + body
    signature = "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": at,
        "X-Slack-Signature": signature,
    }


async def sent(
    web: httpx.AsyncClient, *, secret: str = SIGNING_SECRET, seconds_ago: int = 0, cut: str = ""
) -> int:
    body = json.dumps(MESSAGE).encode()
    headers = signed(body, secret=secret, seconds_ago=seconds_ago)
    headers.pop(cut, None)
    answer = await web.post(PATH, content=body, headers=headers)
    return answer.status_code


async def test_what_slack_signed_becomes_a_turn_once_also_when_it_is_sent_again(
    web: httpx.AsyncClient, company: Company
) -> None:
    assert [await sent(web, seconds_ago=ago) for ago in (2, 1, 0)] == [200, 200, 200]
    assert [job.name for job in company.jobs.filed] == ["agent.turn"]


async def test_what_is_unsigned_signed_by_another_or_old_is_turned_away(
    web: httpx.AsyncClient, company: Company
) -> None:
    assert await sent(web, cut="X-Slack-Signature") == 401
    assert await sent(web, cut="X-Slack-Request-Timestamp") == 401
    assert await sent(web, secret="another secret") == 401
    assert await sent(web, seconds_ago=305) == 401
    assert await sent(web, seconds_ago=-305) == 401
    assert company.jobs.filed == []


async def test_the_very_same_request_is_taken_once(
    web: httpx.AsyncClient, company: Company
) -> None:
    body = json.dumps(MESSAGE).encode()
    headers = signed(body)
    answers = [await web.post(PATH, content=body, headers=headers) for _ in range(3)]

    assert [each.status_code for each in answers] == [200, 401, 401]
    assert [job.name for job in company.jobs.filed] == ["agent.turn"]


def mutated(chance: random.Random) -> tuple[bytes, dict[str, str]]:
    """Return a signed request that was changed in one place, or made up."""
    body = json.dumps(MESSAGE | {"event_id": f"Ev{chance.getrandbits(40)}"}).encode()
    headers = signed(body, seconds_ago=chance.randrange(200))
    at = chance.randrange(len(body))
    stamp = "X-Slack-Request-Timestamp"
    kinds: list[Callable[[], tuple[bytes, dict[str, str]]]] = [
        lambda: (
            body[:at] + bytes([body[at] ^ 1 << chance.randrange(8)]) + body[at + 1 :],
            headers,
        ),
        lambda: (body[:at], headers),
        lambda: (body + b" ", headers),
        lambda: (body.replace(b"caixa", b"banco"), headers),
        lambda: (chance.randbytes(at), headers),
        lambda: (body, headers | {stamp: str(int(headers[stamp]) + 1)}),
        lambda: (
            body,
            headers | {stamp: chance.choice(["", "NaN", "-1", "1e9", "\u00b2", "9" * 40])},
        ),
        lambda: (
            body,
            headers | {"X-Slack-Signature": chance.choice(["", "v0=", "\u00e9", "v1=0"])},
        ),
        lambda: (body, headers | {"X-Slack-Signature": headers["X-Slack-Signature"].upper()}),
        lambda: (body, signed(body, secret=chance.randbytes(8).hex())),
        lambda: (body, signed(body, seconds_ago=chance.choice([305, -305, 10**6]))),
    ]
    return chance.choice(kinds)()


async def test_none_of_a_thousand_mutations_is_accepted_or_breaks_anything(
    web: httpx.AsyncClient, company: Company
) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    for _ in range(1000):
        body, headers = mutated(chance)
        raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
        answer = await web.post(PATH, content=body, headers=raw)
        assert answer.status_code == 401, (body, headers)
    assert company.jobs.filed == []


NONSENSE = {
    "nothing": b"",
    "half": b"{",
    "words": b'"words"',
    "no letters": b"\xff{}",
    "a deep list": b"[" * 100_000,
    "a deep object": b'{"a":' * 100_000,
    "half a payload": b"payload=%7B",
    "two payloads": b"payload=%7B%22a%22%3A1%7D&payload=%7B%22a%22%3A1%7D",
    "a list for a payload": b"payload=[1]",
    "names that hold other things": b'{"authorizations": 5}',
}


async def test_what_is_signed_and_makes_no_sense_is_refused_in_order(
    web: httpx.AsyncClient, company: Company
) -> None:
    for kind, body in NONSENSE.items():
        for content_type in ("application/json", "application/x-www-form-urlencoded"):
            ago = 0 if content_type.endswith("json") else 1  # the same bytes are taken once
            headers = signed(body, seconds_ago=ago) | {"Content-Type": content_type}
            answer = await web.post(PATH, content=body, headers=headers)
            assert answer.status_code in {400, 404}, kind
    assert company.jobs.filed == []


async def test_a_body_without_end_is_not_taken_in(web: httpx.AsyncClient) -> None:
    taken = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal taken
        for _ in range(100):
            taken += 1
            yield b"x" * 1_000_000

    answer = await web.post(PATH, content=endless(), headers=signed(b"x"))

    assert answer.status_code == 401
    assert taken < 100


async def test_a_watcher_hears_that_we_are_there_and_nothing_else_answers(
    web: httpx.AsyncClient,
) -> None:
    assert (await web.get("/healthz")).text == "ok"
    assert (await web.get("/docs")).status_code == 404
    assert (await web.get(PATH)).status_code == 405
