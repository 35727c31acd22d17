"""The sockets of apps end well, whoever ends them first."""

import asyncio
from typing import Any
from urllib.parse import parse_qs, urlsplit

from fastapi import WebSocket, WebSocketDisconnect

from bot.workspace.workspace import Workspace
from domain.kernel.clock import SystemClock
from tests.support.postgres import Database


class Leaving(WebSocket):
    """An app that is connected, and leaves just when it is told to."""

    def __init__(self, ticket: str) -> None:
        scope = {"type": "websocket", "query_string": f"ticket={ticket}".encode(), "headers": []}
        super().__init__(scope, self._read, self._write)
        self.left = asyncio.Event()
        self.heard: asyncio.Queue[Any] = asyncio.Queue()

    async def _read(self) -> dict[str, Any]:
        if self.heard.empty():
            return {"type": "websocket.connect"}
        await self.left.wait()
        return {"type": "websocket.disconnect", "code": 1006}

    async def _write(self, message: Any) -> None:
        self.heard.put_nowait(message)
        if message["type"] == "websocket.close":
            self.left.set()
            raise WebSocketDisconnect(code=1006)


async def test_an_app_that_leaves_while_we_close_disturbs_nobody(database: Database) -> None:
    workspace = Workspace.opened(database.workspace, SystemClock(), address="http://127.0.0.1:1")
    [ticket] = parse_qs(urlsplit(workspace.sockets.ticket("A1")).query)["ticket"]
    app = Leaving(ticket)
    served = asyncio.create_task(workspace.sockets.serve(app))
    await workspace.sockets.arrival("A1")

    await workspace.close()
    await served

    assert not workspace.sockets.is_connected("A1")
