"""conversations.*: listing, opening, joining and reading marks (history is in history.py)."""

import re

from sqlalchemy import select

from bot.workspace.acts.membership import admit, leave
from bot.workspace.api.call import Call
from bot.workspace.api.errors import SlackError
from bot.workspace.api.paging import page
from bot.workspace.api.registry import Tier, method
from bot.workspace.tables import Channel, Member, Person
from bot.workspace.wire import Json
from bot.workspace.world.channels import (
    KINDS,
    channel_shape,
    conversation_between,
    is_member,
    members_of,
    newest_ts,
    open_channel,
)

READ = ("channels:read", "groups:read", "im:read", "mpim:read")
MANAGE = ("channels:manage", "groups:write", "im:write", "mpim:write")
NAME = re.compile(r"[\w-]+")
NAME_MAX = 80
GROUP_DM_MAX = 8


@method("conversations.list", scopes=READ, tier=Tier.TWO)
def conversations(call: Call) -> Json:
    return listed(call)


def listed(call: Call, member: str | None = None) -> Json:
    """List conversations of the kinds asked for that the app may know, or those of `member`."""
    kinds = call.names("types") or ["public_channel"]
    unknown = [kind for kind in kinds if kind not in KINDS.values()]
    if unknown:
        raise SlackError("invalid_types")
    found: list[Channel] = []
    for channel in call.work.session.scalars(select(Channel).order_by(Channel.id)):
        mine = is_member(call.work, channel.id, member or call.bot)
        visible = mine if member else mine or channel.kind == "channel"
        hidden = channel.archived and call.flag("exclude_archived")
        if KINDS[channel.kind] in kinds and visible and not hidden:
            found.append(channel)
    some, following = page(call, found)
    return {"channels": [channel_shape(call.work, each, call.bot) for each in some], **following}


@method("conversations.info", scopes=READ)
def information(call: Call) -> Json:
    channel = call.channel()
    shape = channel_shape(call.work, channel, call.bot)
    place = call.work.session.get(Member, (channel.id, call.bot))
    if place is not None:
        shape["last_read"] = place.last_read
    if channel.kind == "im":
        newest = newest_ts(call.work, channel.id)
        shape["latest"] = {"ts": newest} if newest else None
    if call.flag("include_num_members"):
        shape["num_members"] = len(members_of(call.work, channel.id))
    if call.flag("include_locale"):
        shape["locale"] = "pt-BR"
    return {"channel": shape}


@method("conversations.open", scopes=MANAGE)
def open_dm(call: Call) -> Json:
    """Open a DM with one person, or a group DM with up to eight."""
    if call.has("channel"):
        channel = call.channel()
    else:
        users = call.names("users")
        if not users:
            raise SlackError("users_list_not_supplied")
        if len(users) > GROUP_DM_MAX:
            raise SlackError("too_many_users")
        if any(call.work.session.get(Person, user) is None for user in users):
            raise SlackError("user_not_found")
        channel = conversation_between(call.work, [call.bot, *users])
    shape = {"id": channel.id}
    if call.flag("return_im"):
        shape = channel_shape(call.work, channel, call.bot)
    return {"channel": shape}


@method("conversations.create", scopes=MANAGE, tier=Tier.TWO)
def create(call: Call) -> Json:
    name = call.needed("name", "invalid_name_required").lstrip("#")
    if len(name) > NAME_MAX:
        raise SlackError("invalid_name_maxlength")
    if name != name.lower() or not NAME.fullmatch(name):
        raise SlackError("invalid_name_specials")
    if call.work.session.scalar(select(Channel.id).where(Channel.name == name)):
        raise SlackError("name_taken")
    kind = "group" if call.flag("is_private") else "channel"
    channel = open_channel(call.work, kind, name, [call.bot])
    return {"channel": channel_shape(call.work, channel, call.bot)}


@method("conversations.join", scopes=("channels:join",))
def join(call: Call) -> Json:
    channel = call.channel()
    if channel.kind != "channel":
        raise SlackError("method_not_supported_for_channel_type")
    already = is_member(call.work, channel.id, call.bot)
    admit(call.work, channel, call.bot)
    answer: Json = {"channel": channel_shape(call.work, channel, call.bot)}
    if already:
        answer |= {
            "warning": "already_in_channel",
            "response_metadata": {"warnings": ["already_in_channel"]},
        }
    return answer


@method("conversations.leave", scopes=MANAGE)
def go(call: Call) -> Json:
    channel = call.channel()
    if not is_member(call.work, channel.id, call.bot):
        return {"not_in_channel": True}
    leave(call.work, channel, call.bot)
    return {}


@method("conversations.invite", scopes=MANAGE)
def invite(call: Call) -> Json:
    channel = call.own_channel()
    if channel.kind in ("im", "mpim"):
        raise SlackError("method_not_supported_for_channel_type")
    users = call.names("users")
    if not users:
        raise SlackError("no_user")
    for user in users:
        if call.work.session.get(Person, user) is None:
            raise SlackError("user_not_found")
        if user == call.bot:
            raise SlackError("cant_invite_self")
        if is_member(call.work, channel.id, user):
            raise SlackError("already_in_channel")
        admit(call.work, channel, user, inviter=call.bot)
    return {"channel": channel_shape(call.work, channel, call.bot)}


@method("conversations.members", scopes=READ, tier=Tier.FOUR)
def members(call: Call) -> Json:
    some, following = page(call, members_of(call.work, call.channel().id))
    return {"members": some, **following}


@method("conversations.mark", scopes=MANAGE)
def mark(call: Call) -> Json:
    """Move the app's own reading mark."""
    channel = call.own_channel()
    place = call.work.session.get_one(Member, (channel.id, call.bot))
    call.needed("ts", "invalid_timestamp")
    place.last_read = call.moment("ts", "invalid_timestamp")
    return {}


@method("conversations.setTopic", scopes=MANAGE, tier=Tier.TWO)
def set_topic(call: Call) -> Json:
    channel = call.own_channel()
    channel.topic = call.text("topic")
    call.work.tell(None, {"type": "conversations"})
    return {"channel": channel_shape(call.work, channel, call.bot)}
