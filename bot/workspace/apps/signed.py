"""Signed HTTP: requests to an app's own addresses, as Slack signs and words them."""

import hashlib
import hmac
import json
import time
from datetime import timedelta
from urllib.parse import urlencode

import httpx

from bot.workspace.apps.line import Answer, Line, PayloadKind
from bot.workspace.wire import Json

FORM = "application/x-www-form-urlencoded"
USER_AGENT = "Slackbot 1.0 (+https://api.slack.com/robots)"


def signature(secret: str, timestamp: str, body: str) -> str:
    """Return Slack's `v0` signature of a request."""
    base = f"v0:{timestamp}:{body}".encode()
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


async def post_signed(
    line: Line, kind: PayloadKind, payload: Json, *, wait: timedelta, attempt: int, reason: str
) -> Answer:
    """Send one payload to the app's address and return what it answered."""
    url = line.url_for(kind, payload)
    if not url:
        return Answer("not_delivered", reason="no_request_url")
    body, content_type = _body(kind, payload)
    # The app compares with the machine's clock, whatever day the workspace plays.
    timestamp = str(int(time.time()))
    headers = {
        "Content-Type": content_type,
        "User-Agent": USER_AGENT,
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": signature(line.signing_secret, timestamp, body),
    }
    if attempt:
        headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason}
    try:
        async with httpx.AsyncClient(
            timeout=wait / timedelta(seconds=1), trust_env=False
        ) as client:
            response = await client.post(url, content=body, headers=headers)
    except httpx.TimeoutException:
        return Answer("not_acked", reason="http_timeout")
    except httpx.HTTPError:
        return Answer("not_delivered", reason="connection_failed")
    if not response.is_success:
        wants_retry = response.headers.get("X-Slack-No-Retry") != "1"
        return Answer("not_acked", reason="http_error", wants_retry=wants_retry)
    return Answer("acked", _answered(response))


def _body(kind: PayloadKind, payload: Json) -> tuple[str, str]:
    if kind == "events_api":
        return json.dumps(payload), "application/json"
    if kind == "slash_commands":
        return urlencode(payload), FORM
    return urlencode({"payload": json.dumps(payload)}), FORM


def _answered(response: httpx.Response) -> Json:
    text = response.text.strip()
    if not text:
        return {}
    if response.headers.get("Content-Type", "").startswith("application/json"):
        try:
            answered = json.loads(text)
        except ValueError:
            return {}
        return answered if isinstance(answered, dict) else {}
    return {"text": text}
