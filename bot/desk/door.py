"""The outermost layer: known hosts only, no foreign form, and the headers that every answer has."""

from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Nothing to anybody else; `no-referrer` would make the origin of our own forms null as well.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
}
_HTTPS = {"Strict-Transport-Security": "max-age=31536000"}


class Door:
    """Lets in what asks for our own name, and forms of our own pages."""

    def __init__(self, app: ASGIApp, address: str, turned_away: Callable[[str], Response]) -> None:
        self._app = app
        self._turned_away = turned_away
        self._ours = _LOOPBACK | {urlsplit(address).hostname}
        self._headers = _HEADERS | (_HTTPS if address.startswith("https:") else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        headers = Headers(scope=scope)
        if self._is_ours(headers):
            await self._app(scope, receive, dressed)
        else:
            answer = self._turned_away(headers.get("accept-language", ""))
            await answer(scope, receive, dressed)

    def _is_ours(self, headers: Headers) -> bool:
        host, origin = headers.get("host", ""), headers.get("origin")
        try:
            named = urlsplit(f"//{host}").hostname
            comes_from = None if origin is None else urlsplit(origin).netloc
        except ValueError:
            return False
        return named in self._ours and comes_from in {None, host}
