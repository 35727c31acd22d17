"""The frame of the page: people, the state of one of them, channels, DMs, languages."""

import re

from fastapi import APIRouter, Request
from sqlalchemy import func, select

from bot.workspace.acts.membership import admit, leave
from bot.workspace.acts.reach import installed_app, person, visible_channel
from bot.workspace.apps.line import Line
from bot.workspace.local.asked import Asked, from_body, from_query
from bot.workspace.local.errors import LocalError
from bot.workspace.tables import App, Channel, Member, Message, Person
from bot.workspace.wire import Json, without_nones
from bot.workspace.work import Work
from bot.workspace.workspace import Workspace
from bot.workspace.world.channels import (
    conversation_between,
    is_member,
    newest_ts,
    open_channel,
    other_in_dm,
)
from bot.workspace.world.people import everybody, team_of
from bot.workspace.world.views import stack_of, view_shape

NAME = re.compile(r"[a-z0-9_-]{1,80}")


class Frame:
    """Answers what the page needs around the conversations."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.routes = APIRouter(prefix="/local")
        self.routes.add_api_route("/people", self.people)
        self.routes.add_api_route("/state", self.state)
        for path, answer in (
            ("/dm", self.dm),
            ("/join", self.join),
            ("/leave", self.leave),
            ("/invite", self.invite),
            ("/channel", self.channel),
            ("/language", self.language),
        ):
            self.routes.add_api_route(path, answer, methods=["POST"])

    async def people(self) -> Json:
        with self._workspace.work() as work:
            shown = [person_shape(each) for each in everybody(work) if each.app_id is None]
            return {"ok": True, "team": team_shape(work), "people": shown}

    async def state(self, request: Request) -> Json:
        with self._workspace.work() as work:
            who = person(work, from_query(request).who)
            channels, dms = _conversations(work, who)
            return {
                "ok": True,
                "me": person_shape(who),
                "team": team_shape(work),
                "people": [person_shape(each) for each in everybody(work)],
                "apps": [
                    _app_shape(work, app, who)
                    for app in work.session.scalars(select(App).order_by(App.id))
                ],
                "channels": channels,
                "dms": dms,
                "modals": [view_shape(work, view) for view in stack_of(work, who.id)],
                "cursor": self._workspace.live.number,
            }

    async def dm(self, request: Request) -> Json:
        asked = await from_body(request)
        with self._workspace.work() as work:
            who = person(work, asked.who)
            other = _anybody(work, asked.text("user"))
            return {"ok": True, "channel": conversation_between(work, [who.id, other]).id}

    async def join(self, request: Request) -> Json:
        with self._workspace.work() as work:
            who, channel = _place(work, await from_body(request))
            admit(work, channel, who.id)
        return {"ok": True}

    async def leave(self, request: Request) -> Json:
        with self._workspace.work() as work:
            who, channel = _place(work, await from_body(request))
            if is_member(work, channel.id, who.id):
                leave(work, channel, who.id)
        return {"ok": True}

    async def invite(self, request: Request) -> Json:
        asked = await from_body(request)
        with self._workspace.work() as work:
            who, channel = _place(work, asked)
            admit(work, channel, _anybody(work, asked.text("user")), inviter=who.id)
        return {"ok": True}

    async def channel(self, request: Request) -> Json:
        asked = await from_body(request)
        with self._workspace.work() as work:
            who, name = person(work, asked.who), asked.text("name").lstrip("#")
            if not NAME.fullmatch(name):
                raise LocalError("invalid_name")
            if work.session.scalar(select(Channel.id).where(Channel.name == name)):
                raise LocalError("name_taken", 409)
            kind = "group" if asked.flag("is_private") else "channel"
            return {"ok": True, "channel": open_channel(work, kind, name, [who.id]).id}

    async def language(self, request: Request) -> Json:
        asked = await from_body(request)
        with self._workspace.work() as work:
            who = person(work, asked.who)
            who.locale, who.updated_at = asked.text("locale"), work.now()
            work.tell(None, {"type": "people"})
        return {"ok": True}


def person_shape(who: Person) -> Json:
    """Return somebody as the page shows them."""
    shape: Json = {
        "id": who.id,
        "name": who.name,
        "real_name": who.real_name,
        "initials": who.initials,
        "color": who.color,
        "locale": who.locale,
        "tz": who.tz,
        "title": who.title,
        "is_bot": who.app_id is not None,
        "app_id": who.app_id,
    }
    return without_nones(shape)


def team_shape(work: Work) -> Json:
    team = team_of(work)
    return {"id": team.id, "name": team.name, "domain": team.domain}


def _app_shape(work: Work, app: App, who: Person) -> Json:
    features = app.manifest.get("features", {})
    home, agent = features.get("app_home", {}), features.get("agent_view", {})
    line = Line.to(app)
    connected = work.workspace.sockets.is_connected(app.id) if line.is_socket else True
    dm = conversation_between(work, [who.id, app.bot_user_id])
    return {
        "id": app.id,
        "name": app.name,
        "user": app.bot_user_id,
        "connected": connected,
        "home_tab": bool(home.get("home_tab_enabled", True)),
        "messages_tab": bool(home.get("messages_tab_enabled", True)),
        "dm": dm.id,
        "description": agent.get("agent_description")
        or app.manifest.get("display_information", {}).get("description", ""),
        "suggested_prompts": agent.get("suggested_prompts", []),
        "commands": [
            {key: each.get(key, "") for key in ("command", "description", "usage_hint")}
            for each in features.get("slash_commands", [])
        ],
        "shortcuts": [
            {key: each.get(key, "") for key in ("callback_id", "name", "type")}
            for each in features.get("shortcuts", [])
        ],
    }


def _conversations(work: Work, who: Person) -> tuple[list[Json], list[Json]]:
    channels, dms = [], []
    for channel in work.session.scalars(select(Channel).order_by(Channel.name)):
        place = work.session.get(Member, (channel.id, who.id))
        if place is None and channel.kind != "channel":
            continue
        unread = _unread(work, channel, who, place)
        common: Json = {"id": channel.id, "latest": newest_ts(work, channel.id)} | unread
        if channel.kind in ("im", "mpim"):
            dms.append(common | {"user": other_in_dm(work, channel, who.id)})
        else:
            channels.append(
                common
                | {
                    "name": channel.name,
                    "is_private": channel.kind == "group",
                    "is_member": place is not None,
                    "topic": channel.topic,
                }
            )
    return channels, dms


def _unread(work: Work, channel: Channel, who: Person, place: Member | None) -> Json:
    if place is None:
        return {"unread": 0, "mentions": 0}
    fresh = (
        select(func.count())
        .select_from(Message)
        .where(
            Message.channel_id == channel.id,
            Message.ts > place.last_read,
            Message.user_id != who.id,
            Message.only_for.is_(None),
        )
    )
    named = fresh.where(Message.body["text"].astext.contains(f"<@{who.id}>"))
    return {"unread": work.session.scalar(fresh), "mentions": work.session.scalar(named)}


def _place(work: Work, asked: Asked) -> tuple[Person, Channel]:
    who = person(work, asked.who)
    return who, visible_channel(work, who, asked.text("channel"))


def _anybody(work: Work, user_id: str) -> str:
    """Return the id of a person or of an app's bot user."""
    found = work.session.get(Person, user_id)
    if found is not None:
        return found.id
    named = work.session.scalar(select(Person).where(Person.name == user_id))
    return named.id if named is not None else installed_app(work, user_id).bot_user_id
