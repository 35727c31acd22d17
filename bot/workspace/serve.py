"""Runs the workspace on the loopback interface until it is told to stop."""

import asyncio
import socket
from typing import Any

import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

HOST = "127.0.0.1"
# @slack/socket-mode gives up after 30 seconds without a ping from the server.
PING_SECONDS = 10
#: A transport that closes is told so in the next turn of the loop, and lets its socket go then.
_LAST_TURNS = 3


def bound(port: int = 0) -> socket.socket:
    """Return a listening socket on loopback; port 0 takes a free one."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((HOST, port))
    listening.listen()  # who connects early waits for the first answer
    return listening


def address_of(listening: socket.socket) -> str:
    return f"http://{HOST}:{listening.getsockname()[1]}"


class Wire:
    """Gives each request the means to cut its own line: a lost reply is a connection that just ends.

    Stands around everything else, where `send` still belongs to Uvicorn's connection.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        transport = getattr(getattr(send, "__self__", None), "transport", None)
        if transport is not None:
            scope["workspace.cut"] = transport.abort
        await self._app(scope, receive, send)


class Server(uvicorn.Server):
    """A Uvicorn that ends the page's live streams first: they would otherwise hold it open."""

    def __init__(self, app: FastAPI) -> None:
        super().__init__(
            uvicorn.Config(
                Wire(app),
                log_level="warning",
                access_log=False,
                lifespan="on",
                ws_max_size=2**22,
                ws_ping_interval=PING_SECONDS,
                ws_ping_timeout=PING_SECONDS * 2,
                timeout_graceful_shutdown=3,
            )
        )
        self._workspace: Any = app.state.workspace

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._workspace.live.close()
        await self._workspace.sockets.close()
        await super().shutdown(sockets)
        # Who has not left by now is cut off, and every transport gets its last turn of the loop.
        for connection in list(self.server_state.connections):
            if (transport := getattr(connection, "transport", None)) is not None:
                transport.abort()
        for _ in range(_LAST_TURNS):
            await asyncio.sleep(0)
