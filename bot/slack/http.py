"""Slack over HTTP: the same listeners behind one signed address, where Socket Mode is not wanted.

Bolt reads a request before it looks at its signature, and takes the same one twice. So the signature is
checked here first, over the bytes as they came: what Slack did not sign within the last five minutes, or
what was here before, is turned away unread. (Slack signs anew when it sends something again.)
"""

import hashlib
import hmac
import re
import time
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from fastapi import FastAPI, Request, Response
from slack_bolt.adapter.starlette.async_handler import (
    to_async_bolt_request,
    to_starlette_response,
)
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest

#: What the manifest's request URLs end with.
PATH = "/slack/events"
AGE_SECONDS_MAX = 300
#: Slack's largest requests, views with every field filled in, are a tenth of this.
BODY_BYTES_MAX = 2_000_000
_STAMP = re.compile(r"[0-9]{1,11}", re.ASCII)
_UNSIGNED, _UNREADABLE = 401, 400


@dataclass(slots=True)
class Seal:
    """Slack's signature: knows the secret, and what it has seen."""

    secret: str
    _seen: dict[str, int] = field(default_factory=dict)

    def is_fresh(self, stamp: str, signature: str, body: bytes) -> bool:
        """Return whether Slack signed this a moment ago and it is here for the first time."""
        now = int(time.time())  # the machine's clock, whatever day the company plays
        if not _STAMP.fullmatch(stamp) or abs(now - int(stamp)) > AGE_SECONDS_MAX:
            return False
        signed = b"v0:" + stamp.encode() + b":" + body
        right = "v0=" + hmac.new(self.secret.encode(), signed, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(right.encode(), signature.encode()):
            return False
        self._seen = {each: at for each, at in self._seen.items() if now - at <= AGE_SECONDS_MAX}
        if right in self._seen:
            return False
        self._seen[right] = int(stamp)
        return True


def http_app(app: AsyncApp, signing_secret: str) -> FastAPI:
    """Return the web application that answers Slack at `PATH` and watchers at `/healthz`."""
    seal = Seal(signing_secret)
    web = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    async def hear(request: Request) -> Response:
        body = await _body_of(request)
        stamp, signature = (
            request.headers.get(f"x-slack-{name}", "")
            for name in ("request-timestamp", "signature")
        )
        if body is None or not seal.is_fresh(stamp, signature, body):
            return Response(status_code=_UNSIGNED)
        read = _read(request, body)
        if read is None:
            return Response(status_code=_UNREADABLE)
        return to_starlette_response(await app.async_dispatch(read))

    async def answer() -> Response:
        return Response("ok", media_type="text/plain")

    web.add_api_route(PATH, hear, methods=["POST"], response_class=Response)
    web.add_api_route("/healthz", answer, methods=["GET"], response_class=Response)
    return web


async def _body_of(request: Request) -> bytes | None:
    """Return a request's bytes, or None where they are too many; the rest is not taken in."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > BODY_BYTES_MAX:
            return None
    return bytes(body)


def _read(request: Request, body: bytes) -> AsyncBoltRequest | None:
    """Return what Bolt makes of a request: JSON, or a form with at most one payload of JSON."""
    try:
        text = body.decode()
        if not text.startswith("{") and len(parse_qs(text).get("payload", [text])) != 1:
            return None
        read = to_async_bolt_request(request, body)
    except (ValueError, RecursionError, TypeError, AttributeError):
        # Bolt looks for names in whatever was sent.
        return None
    return read if read.body else None
