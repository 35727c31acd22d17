"""The guard at the door: only this machine, and only our own page.

Anybody may act as anybody here, so a foreign web page must not reach it: the Host must be a loopback
name (no DNS rebinding), and a request with an Origin must come from the page itself.
"""

import json
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
GUARDED = ("/local/", "/api/", "/upload/")


class Door:
    """Lets in what comes from this machine and from our own page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        if not is_ours(headers.get("host", ""), headers.get("origin"), scope["path"]):
            await _refuse(scope, send)
            return
        await self._app(scope, receive, send)


def is_ours(host: str, origin: str | None, path: str) -> bool:
    """Whether a request is for this machine and, if a page made it, from our own page."""
    if urlsplit(f"//{host}").hostname not in LOOPBACK:
        return False
    if origin is None or not path.startswith(GUARDED):
        return True
    return urlsplit(origin).netloc == host


async def _refuse(scope: Scope, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    body = json.dumps({"ok": False, "error": "foreign_origin"}).encode()
    start: Message = {
        "type": "http.response.start",
        "status": 403,
        "headers": [(b"content-type", b"application/json")],
    }
    await send(start)
    await send({"type": "http.response.body", "body": body})
