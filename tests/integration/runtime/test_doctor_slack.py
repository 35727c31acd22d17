"""What the doctor learns from Slack itself: who we are, and what we may."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from pydantic import SecretStr

from bot.doctor import slack
from bot.doctor.finding import Verdict
from bot.settings import Settings
from tests.integration.runtime.doctoring import changed, found


class SlackSays(BaseHTTPRequestHandler):
    """Slack's Web API as far as the doctor asks it: `answers` by method, headers for scopes."""

    answers: Mapping[str, Mapping[str, Any]] = {}
    scopes = ""

    def do_POST(self) -> None:
        method = self.path.rpartition("/")[2]
        body = json.dumps(self.answers.get(method, {"ok": False, "error": "unknown"})).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("x-oauth-scopes", self.scopes)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


@contextmanager
def slack_says(scopes: str, **answers: Mapping[str, Any]) -> Iterator[str]:
    saying = type("Saying", (SlackSays,), {"answers": answers, "scopes": scopes})
    with HTTPServer(("127.0.0.1", 0), saying) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/api/"
        server.shutdown()
        thread.join()


KNOWN = {"ok": True, "team": "Padaria", "user": "retaguarda"}


def with_tokens(settings: Settings, url: str, **values: Any) -> Settings:
    return changed(settings, slack_bot_token=SecretStr("xoxb-1"), slack_api_url=url, **values)


def test_slack_knows_us_and_grants_what_the_manifest_asks(well: Settings) -> None:
    scopes = ",".join(slack.needed_scopes())
    answers = {"auth.test": KNOWN, "apps.connections.open": {"ok": True, "url": "wss://x"}}
    with slack_says(scopes, **answers) as url:
        settings = with_tokens(well, url, slack_app_token=SecretStr("xapp-1"))
        assert found(slack.findings, settings) == {"slack.known": Verdict.OK}


def test_what_slack_does_not_grant_is_named(well: Settings) -> None:
    answers = {"auth.test": KNOWN, "apps.connections.open": {"ok": False, "error": "invalid_auth"}}
    with slack_says("chat:write", **answers) as url:
        settings = with_tokens(well, url, slack_app_token=SecretStr("xapp-1"))
        assert found(slack.findings, settings) == {
            "slack.scopes": Verdict.BAD,
            "slack.known": Verdict.OK,
            "slack.app_token": Verdict.BAD,
        }


def test_a_refused_token_and_a_silent_slack_are_told_apart(well: Settings) -> None:
    secret = SecretStr("s")
    with slack_says("", **{"auth.test": {"ok": False, "error": "token_revoked"}}) as url:
        refused = found(slack.findings, with_tokens(well, url, slack_signing_secret=secret))
    silent = found(slack.findings, with_tokens(well, url, slack_signing_secret=secret))
    deaf = found(slack.findings, with_tokens(well, url))

    assert refused == {"slack.refused": Verdict.BAD}
    assert silent == {"slack.unreached": Verdict.BAD}
    assert deaf == {"slack.deaf": Verdict.BAD, "slack.unreached": Verdict.BAD}
