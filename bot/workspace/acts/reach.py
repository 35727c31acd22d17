"""Where a person acts: the conversation they see, the message or view they touch."""

from dataclasses import dataclass

from sqlalchemy import select

from bot.workspace.local.errors import LocalError
from bot.workspace.tables import App, Channel, Message, Person, ViewRecord
from bot.workspace.wire import Json
from bot.workspace.work import Work
from bot.workspace.world.channels import is_member
from bot.workspace.world.people import team_of


@dataclass(frozen=True, slots=True)
class Spot:
    """Something interactive on a surface: in a message, or in a view."""

    app: App
    blocks: list[Json]
    message: Message | None = None
    channel: Channel | None = None
    view: ViewRecord | None = None


def person(work: Work, user_id: str) -> Person:
    """Return somebody one can act as, by id or handle: a person, not a bot."""
    found = work.session.get(Person, user_id)
    if found is None:
        found = work.session.scalar(select(Person).where(Person.name == user_id))
    if found is None or found.app_id is not None or found.deleted:
        raise LocalError("user_not_found", 404)
    return found


def visible_channel(work: Work, who: Person, channel_id: str) -> Channel:
    """Return a conversation this person can look into, by id or by a channel's name."""
    channel = work.session.get(Channel, channel_id)
    if channel is None:
        named = select(Channel).where(Channel.name == channel_id.lstrip("#"))
        channel = work.session.scalar(named.where(Channel.kind.in_(("channel", "group"))))
    if channel is None or (channel.kind != "channel" and not is_member(work, channel.id, who.id)):
        raise LocalError("channel_not_found", 404)
    return channel


def visible_message(work: Work, who: Person, channel: Channel, ts: str) -> Message:
    """Return a message this person can see, ephemeral ones for them included."""
    message = work.session.get(Message, (channel.id, ts))
    if message is None or message.only_for not in (None, who.id):
        raise LocalError("message_not_found", 404)
    return message


def installed_app(work: Work, app_id: str) -> App:
    """Return an app by its id, or by its bot user's id."""
    app = work.session.get(App, app_id) or work.session.scalar(
        select(App).where(App.bot_user_id == app_id)
    )
    if app is None:
        raise LocalError("app_not_found", 404)
    return app


def open_view(work: Work, who: Person, view_id: str) -> ViewRecord:
    """Return a view that is open before this person."""
    view = work.session.get(ViewRecord, view_id)
    if view is None or view.user_id != who.id or not view.is_open:
        raise LocalError("view_not_found", 404)
    return view


def spot(work: Work, who: Person, at: Json) -> Spot:
    """Return what `at` points to: `{"channel", "ts"}` or `{"view"}`."""
    if "view" in at:
        view = open_view(work, who, str(at["view"]))
        app = work.session.get_one(App, view.app_id)
        return Spot(app, view.body["blocks"], view=view)
    channel = visible_channel(work, who, str(at.get("channel")))
    message = visible_message(work, who, channel, str(at.get("ts")))
    if message.app_id is None:
        raise LocalError("element_not_found", 404)
    blocks = list(message.body.get("blocks", []))
    for attachment in message.body.get("attachments", []):
        blocks += attachment.get("blocks", [])
    app = work.session.get_one(App, message.app_id)
    return Spot(app, blocks, message=message, channel=channel)


def team_part(work: Work) -> Json:
    """Return the `team` of an interactive payload."""
    team = team_of(work)
    return {"id": team.id, "domain": team.domain}


def user_part(work: Work, who: Person) -> Json:
    """Return the `user` of an interactive payload."""
    return {"id": who.id, "username": who.name, "name": who.name, "team_id": team_of(work).id}


def channel_part(channel: Channel) -> Json:
    """Return the `channel` of an interactive payload; a DM has no name of its own."""
    names = {"im": "directmessage", "mpim": "mpdm", "group": channel.name}
    return {"id": channel.id, "name": names.get(channel.kind, channel.name)}
