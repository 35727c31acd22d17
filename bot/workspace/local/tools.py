"""The page's tools for people who build apps: traffic, faults, reset."""

from fastapi import APIRouter, Request
from sqlalchemy import delete

from bot.workspace.faults import Kind
from bot.workspace.local.asked import from_body, from_query
from bot.workspace.local.errors import LocalError, said
from bot.workspace.tables import (
    Channel,
    Delivery,
    FileRecord,
    Message,
    ResponseUrl,
    Scheduled,
    ThreadState,
    Trigger,
    ViewRecord,
)
from bot.workspace.wire import Json
from bot.workspace.workspace import Workspace

FORGOTTEN = (
    Message, ThreadState, ViewRecord, FileRecord, Trigger, ResponseUrl, Delivery, Scheduled,
)  # fmt: skip


class Tools:
    """Shows what happens underneath, and makes it go wrong on demand."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.routes = APIRouter(prefix="/local")
        self.routes.add_api_route("/traffic", self.traffic)
        self.routes.add_api_route("/traffic/clear", self.clear, methods=["POST"])
        self.routes.add_api_route("/faults", self.faults)
        self.routes.add_api_route("/faults", self.arm, methods=["POST"])
        self.routes.add_api_route("/faults/remove", self.remove, methods=["POST"])
        self.routes.add_api_route("/reset", self.reset, methods=["POST"])

    async def traffic(self, request: Request) -> Json:
        after = from_query(request).number("after", 0)
        return {"ok": True, "entries": self._workspace.traffic.after(after)}

    async def clear(self) -> Json:
        self._workspace.traffic.clear()
        return {"ok": True}

    async def faults(self, request: Request) -> Json:
        locale = from_query(request).maybe("locale") or "pt-BR"
        kinds = [{"kind": kind.value, "say": said(f"fault.{kind.value}", locale)} for kind in Kind]
        armed = [fault.written() for fault in self._workspace.faults.armed]
        return {"ok": True, "kinds": kinds, "armed": armed}

    async def arm(self, request: Request) -> Json:
        asked = await from_body(request)
        if asked.text("kind") not in Kind:
            raise LocalError("invalid_request", why="kind")
        kind = Kind(asked.text("kind"))
        if kind is Kind.DISCONNECT:
            self._workspace.sockets.disconnect(asked.maybe("match") or "refresh_requested")
            return {"ok": True, "id": 0}
        times = asked.number("times", 0 if kind in (Kind.REVOKED_TOKEN, Kind.TIERS) else 1)
        match, seconds = asked.maybe("match"), asked.number("seconds", 5)
        return {"ok": True, "id": self._workspace.faults.arm(kind, match, times, seconds).id}

    async def remove(self, request: Request) -> Json:
        number = (await from_body(request)).number("id", 0)
        self._workspace.faults.remove(number or None)
        return {"ok": True}

    async def reset(self, request: Request) -> Json:
        """Forget what was said; people, apps, tokens and channels stay."""
        await from_body(request)
        with self._workspace.work() as work:
            for table in FORGOTTEN:
                work.session.execute(delete(table))
            work.session.execute(delete(Channel).where(Channel.kind.in_(("im", "mpim"))))
            work.tell(None, {"type": "reset"})
        self._workspace.traffic.clear()
        self._workspace.faults.remove()
        return {"ok": True}
