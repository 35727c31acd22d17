"""What the page reads: history, threads, the Home tab, search, and the live stream."""

import asyncio
import json
from collections.abc import AsyncIterator

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse
from sqlalchemy import ColumnElement, or_, select

from bot.workspace.acts.reach import installed_app, person, visible_channel, visible_message
from bot.workspace.acts.status import written_state
from bot.workspace.local.asked import from_query
from bot.workspace.local.errors import LocalError
from bot.workspace.tables import Channel, Member, Message
from bot.workspace.wire import Json
from bot.workspace.workspace import Workspace
from bot.workspace.world.messages import root_of, shape
from bot.workspace.world.views import home_of, view_shape

LIMIT = 50
LIMIT_MAX = 200
FOUND_MAX = 50


class Reading:
    """Answers what a person sees."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.routes = APIRouter(prefix="/local")
        self.routes.add_api_route("/history", self.history)
        self.routes.add_api_route("/thread", self.thread)
        self.routes.add_api_route("/home", self.home, methods=["GET"])
        self.routes.add_api_route("/search", self.search)
        self.routes.add_api_route("/events", self.events)

    async def history(self, request: Request) -> Json:
        """Return root messages, oldest first; private ones only when asked for."""
        asked = from_query(request)
        limit = min(max(asked.number("limit", LIMIT), 1), LIMIT_MAX)
        with self._workspace.work() as work:
            who = person(work, asked.who)
            channel = visible_channel(work, who, asked.text("channel"))
            seen: list[ColumnElement[bool]] = [Message.only_for.is_(None)]
            if asked.flag("ephemeral"):
                seen.append(Message.only_for == who.id)
            found = select(Message).where(
                Message.channel_id == channel.id,
                or_(Message.thread_ts.is_(None), Message.broadcast.is_(True)),
                or_(*seen),
            )
            if before := asked.maybe("before"):
                found = found.where(Message.ts < before)
            rows = work.session.scalars(found.order_by(Message.ts.desc()).limit(limit + 1)).all()
            return {
                "ok": True,
                "messages": [shape(message) for message in reversed(rows[:limit])],
                "has_more": len(rows) > limit,
                "thread_state": written_state(work, channel, ""),
            }

    async def thread(self, request: Request) -> Json:
        """Return a thread, its root first, with this person's private answers in it."""
        asked = from_query(request)
        with self._workspace.work() as work:
            who = person(work, asked.who)
            channel = visible_channel(work, who, asked.text("channel"))
            root = root_of(work, channel.id, asked.text("ts"))
            if root is None:
                raise LocalError("message_not_found", 404)
            visible_message(work, who, channel, root.ts)
            found = select(Message).where(
                Message.channel_id == channel.id,
                Message.thread_ts == root.ts,
                or_(Message.only_for.is_(None), Message.only_for == who.id),
            )
            replies = work.session.scalars(found.order_by(Message.ts))
            return {
                "ok": True,
                "messages": [shape(root), *(shape(reply) for reply in replies)],
                "has_more": False,
                "thread_state": written_state(work, channel, root.ts),
            }

    async def home(self, request: Request) -> Json:
        """Return the Home tab as published, without telling the app."""
        asked = from_query(request)
        with self._workspace.work() as work:
            who, app = person(work, asked.who), installed_app(work, asked.text("app"))
            view = home_of(work, who.id, app.id)
            return {"ok": True, "view": view_shape(work, view) if view is not None else None}

    async def search(self, request: Request) -> Json:
        """Find messages by their words, newest first, where this person may look."""
        asked = from_query(request)
        with self._workspace.work() as work:
            who = person(work, asked.who)
            mine = select(Member.channel_id).where(Member.user_id == who.id)
            found = (
                select(Message)
                .join(Channel, Channel.id == Message.channel_id)
                .where(
                    or_(Channel.kind == "channel", Channel.id.in_(mine)),
                    Message.only_for.is_(None),
                    Message.body["text"].astext.icontains(asked.text("q"), autoescape=True),
                )
                .order_by(Message.ts.desc())
                .limit(FOUND_MAX)
            )
            rows = work.session.scalars(found)
            messages = [{"channel": each.channel_id, "message": shape(each)} for each in rows]
            return {"ok": True, "messages": messages}

    async def events(self, request: Request) -> StreamingResponse:
        """Keep telling one person's page what changes."""
        asked = from_query(request)
        with self._workspace.work() as work:
            user_id = person(work, asked.who).id
        last = request.headers.get("Last-Event-ID") or asked.maybe("cursor")
        after = int(last) if last.isdecimal() else None
        lines = self._lines(user_id, after, with_traffic=asked.flag("traffic"))
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(lines, media_type="text/event-stream", headers=headers)

    async def _lines(
        self, user_id: str, after: int | None, *, with_traffic: bool
    ) -> AsyncIterator[str]:
        yield ": here\n\n"
        pause = self._workspace.pace.heartbeat.total_seconds()
        with self._workspace.live.listening(user_id, after) as listener:
            while True:
                try:
                    async with asyncio.timeout(pause):
                        told = await listener.heard.get()
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                if told is None:
                    return
                if with_traffic or told.event["type"] != "traffic":
                    yield f"id: {told.number}\ndata: {json.dumps(told.event)}\n\n"
