"""Are the tokens Slack's, and may the bot do what it needs to?"""

import json
from collections.abc import Iterator

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.doctor.finding import Finding, bad, well
from bot.settings import ROOT, Settings

_ANSWER_SECONDS = 10


def findings(settings: Settings) -> Iterator[Finding]:
    """Ask Slack who we are; without a token there is nothing to ask."""
    if settings.slack_bot_token is None:
        yield well("doctor.slack.local")
        return
    if settings.slack_app_token is None and settings.slack_signing_secret is None:
        yield bad("doctor.slack.deaf")
    client = WebClient(settings.slack_bot_token.get_secret_value(), timeout=_ANSWER_SECONDS)
    if settings.slack_api_url:
        client = WebClient(
            settings.slack_bot_token.get_secret_value(),
            base_url=settings.slack_api_url,
            timeout=_ANSWER_SECONDS,
        )
    try:
        answer = client.auth_test()
    except SlackApiError as error:
        yield bad("doctor.slack.refused", why=str(error.response.get("error")))
    except OSError as error:
        yield bad("doctor.slack.unreached", why=type(error).__name__)
    else:
        yield from _scopes(str(answer.headers.get("x-oauth-scopes", "")))
        yield well("doctor.slack.known", team=str(answer["team"]), user=str(answer["user"]))
        yield from _app_token(settings, client)


def _scopes(granted: str) -> Iterator[Finding]:
    have = {scope.strip() for scope in granted.split(",")}
    if missing := sorted(needed_scopes() - have):
        yield bad("doctor.slack.scopes", scopes=", ".join(missing))


def needed_scopes() -> set[str]:
    """Return the scopes that manifest.json asks for."""
    manifest = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
    return set(manifest["oauth_config"]["scopes"]["bot"])


def _app_token(settings: Settings, client: WebClient) -> Iterator[Finding]:
    if settings.slack_app_token is None:
        return
    token = settings.slack_app_token.get_secret_value()
    try:
        client.apps_connections_open(app_token=token)
    except SlackApiError as error:
        yield bad("doctor.slack.app_token", why=str(error.response.get("error")))
    except OSError as error:
        yield bad("doctor.slack.unreached", why=type(error).__name__)
