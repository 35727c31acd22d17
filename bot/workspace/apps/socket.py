"""Socket Mode: the WebSockets of each app, its envelopes, and their acknowledgements."""

import asyncio
import secrets
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from fastapi import WebSocket, WebSocketDisconnect

from bot.workspace.apps.line import Answer, PayloadKind
from bot.workspace.wire import Json

if TYPE_CHECKING:
    from bot.workspace.workspace import Workspace

CONNECTIONS_MAX = 10
CONNECTION_SECONDS = 18_060
HOST = "applink-local"
# What writing to, or closing, the socket of an app says that has left by itself in the meantime.
GONE = (WebSocketDisconnect, RuntimeError)


@dataclass(eq=False, slots=True)
class Connection:
    """One WebSocket of an app: what is to be written, and what waits for its acknowledgement."""

    app_id: str
    socket: WebSocket
    outgoing: asyncio.Queue[Json | None] = field(default_factory=asyncio.Queue)
    waiting: dict[str, asyncio.Future[Json | None]] = field(default_factory=dict)

    def send(self, frame: Json) -> None:
        self.outgoing.put_nowait(frame)

    def hang_up(self) -> None:
        """Close after everything queued so far has been written."""
        self.outgoing.put_nowait(None)


class Sockets:
    """Who is connected. Each payload goes to one connection of the app, in turn."""

    def __init__(self, workspace: "Workspace") -> None:
        self._workspace = workspace
        self._tickets: dict[str, str] = {}
        self._connections: dict[str, list[Connection]] = {}
        self._arrived: dict[str, asyncio.Event] = {}

    def ticket(self, app_id: str) -> str:
        """Return the address of a WebSocket that the app may open once."""
        ticket = secrets.token_hex(18)
        self._tickets[ticket] = app_id
        address = self._workspace.address.replace("http", "ws", 1)
        return f"{address}/link/?ticket={ticket}&app_id={app_id}"

    def is_connected(self, app_id: str) -> bool:
        return bool(self._connections.get(app_id))

    async def arrival(self, app_id: str) -> None:
        """Return when the app opens its next connection."""
        await self._arrived.setdefault(app_id, asyncio.Event()).wait()

    async def serve(self, socket: WebSocket) -> None:
        """Hold one WebSocket from its hello to its end."""
        app_id = self._tickets.pop(socket.query_params.get("ticket", ""), None)
        if app_id is None:
            await socket.close(4003)
            return
        await socket.accept()
        connection = Connection(app_id, socket)
        if len(self._connections.get(app_id, [])) >= CONNECTIONS_MAX:
            await socket.send_json(disconnect_frame("too_many_websockets"))
            await socket.close()
            return
        writer = asyncio.create_task(self._write(connection))
        self._join(connection)
        try:
            while True:
                self._read(connection, await socket.receive_json())
        except (WebSocketDisconnect, RuntimeError, ValueError):
            pass  # gone, closed by us, or not speaking JSON: the end of this connection either way
        finally:
            self._leave(connection)
            writer.cancel()
            with suppress(asyncio.CancelledError):
                await writer

    async def ask(
        self,
        app_id: str,
        kind: PayloadKind,
        payload: Json,
        *,
        accepts: bool,
        wait: timedelta,
        retry: Json | None = None,
    ) -> Answer:
        """Deliver one envelope to one connection and wait for its acknowledgement."""
        connection = self._next(app_id)
        if connection is None:
            return Answer("not_delivered", reason="no_connection")
        envelope_id = str(uuid.uuid4())
        answer = asyncio.get_running_loop().create_future()
        connection.waiting[envelope_id] = answer
        frame = {"envelope_id": envelope_id, "payload": payload, "type": kind}
        connection.send(frame | {"accepts_response_payload": accepts} | (retry or {}))
        try:
            async with asyncio.timeout(wait / timedelta(seconds=1)):
                acknowledged = await answer
        except TimeoutError:
            return Answer("not_acked", reason="timeout")
        finally:
            connection.waiting.pop(envelope_id, None)
        if acknowledged is None:
            return Answer("not_acked", reason="connection_lost")
        return Answer("acked", acknowledged.get("payload") or {})

    def disconnect(self, reason: str, app_id: str | None = None) -> None:
        """Tell the apps to connect anew (`refresh_requested`, `warning`, `link_disabled`)."""
        for connected, connections in self._connections.items():
            if app_id in (None, connected):
                for connection in list(connections):
                    self._dismiss(connection, reason)

    async def close(self) -> None:
        """Close all connections; apps try again until somebody answers."""
        for connections in list(self._connections.values()):
            for connection in list(connections):
                with suppress(*GONE):
                    await connection.socket.close(1001)
                self._leave(connection)

    def _dismiss(self, connection: Connection, reason: str) -> None:
        connection.send(disconnect_frame(reason))
        self._workspace.traffic.note(connection.app_id, "out", "socket", "disconnect", note=reason)
        if reason != "warning":
            connection.hang_up()

    def _join(self, connection: Connection) -> None:
        connections = self._connections.setdefault(connection.app_id, [])
        connections.append(connection)
        debug = {"host": HOST, "build_number": 1}
        hello = {
            "type": "hello",
            "num_connections": len(connections),
            "debug_info": debug | {"approximate_connection_time": CONNECTION_SECONDS},
            "connection_info": {"app_id": connection.app_id},
        }
        connection.send(hello)
        self._workspace.traffic.note(connection.app_id, "out", "socket", "hello", request=hello)
        self._tell(connection.app_id)
        self._arrived.setdefault(connection.app_id, asyncio.Event()).set()
        del self._arrived[connection.app_id]
        connection_age = timedelta(seconds=CONNECTION_SECONDS)
        self._workspace.later(connection_age, lambda: self._expire(connection))

    def _expire(self, connection: Connection) -> None:
        if connection in self._connections.get(connection.app_id, []):
            self._dismiss(connection, "refresh_requested")

    def _leave(self, connection: Connection) -> None:
        connections = self._connections.get(connection.app_id, [])
        if connection not in connections:
            return
        connections.remove(connection)
        for answer in connection.waiting.values():
            if not answer.done():
                answer.set_result(None)
        self._workspace.traffic.note(connection.app_id, "in", "socket", "closed")
        self._tell(connection.app_id)

    def _tell(self, app_id: str) -> None:
        connected = self.is_connected(app_id)
        self._workspace.live.tell(None, {"type": "app", "app": app_id, "connected": connected})

    def _next(self, app_id: str) -> Connection | None:
        connections = self._connections.get(app_id)
        if not connections:
            return None
        connection = connections.pop(0)
        connections.append(connection)
        return connection

    def _read(self, connection: Connection, frame: Json) -> None:
        answer = connection.waiting.get(str(frame.get("envelope_id")))
        if answer is not None and not answer.done():
            answer.set_result(frame)

    async def _write(self, connection: Connection) -> None:
        while (frame := await connection.outgoing.get()) is not None:
            try:
                await connection.socket.send_json(frame)
            except GONE:
                return
        with suppress(*GONE):
            await connection.socket.close()


def disconnect_frame(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": HOST}}
