"""The outermost layer: known hosts only, no foreign form, and the headers that every answer has."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
}


class Door:
    """Lets in what asks for our own name, and forms of our own pages."""

    def __init__(self, app: ASGIApp, address: str) -> None:
        self._app = app
        self._ours = _LOOPBACK | {urlsplit(address).hostname}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        if self._is_ours(Headers(scope=scope)):
            await self._app(scope, receive, dressed)
        else:
            await PlainTextResponse("DESK_URL?", status_code=403)(scope, receive, dressed)

    def _is_ours(self, headers: Headers) -> bool:
        host, origin = headers.get("host", ""), headers.get("origin")
        try:
            named = urlsplit(f"//{host}").hostname
            comes_from = None if origin is None else urlsplit(origin).netloc
        except ValueError:
            return False
        return named in self._ours and comes_from in {None, host}
