"""reactions.* and pins.*: small marks on messages."""

import re

from sqlalchemy import select

from bot.workspace.acts.marks import react
from bot.workspace.api.call import Call
from bot.workspace.api.errors import SlackError
from bot.workspace.api.registry import Tier, method
from bot.workspace.tables import Channel, Message
from bot.workspace.wire import Json
from bot.workspace.world.messages import change, permalink_of, shape

NAME = re.compile(r"[\w+'-]{1,100}(::skin-tone-[2-6])?")


@method("reactions.add", scopes=("reactions:write",))
def add(call: Call) -> Json:
    channel, message = _target(call)
    if not react(call.work, channel, message, call.bot, _name(call), on=True):
        raise SlackError("already_reacted")
    return {}


@method("reactions.remove", scopes=("reactions:write",), tier=Tier.TWO)
def remove(call: Call) -> Json:
    channel, message = _target(call)
    if not react(call.work, channel, message, call.bot, _name(call), on=False):
        raise SlackError("no_reaction")
    return {}


@method("reactions.get", scopes=("reactions:read",))
def get(call: Call) -> Json:
    channel, message = _target(call)
    return {"type": "message", "channel": channel.id, "message": _linked(call, message)}


@method("pins.add", scopes=("pins:write",), tier=Tier.TWO)
def pin(call: Call) -> Json:
    channel, message = _target(call)
    pinned = list(message.body.get("pinned_to", []))
    if channel.id in pinned:
        raise SlackError("already_pinned")
    body = message.body | {"pinned_to": [*pinned, channel.id]}
    change(call.work, channel, message, body, silent=True)
    return {}


@method("pins.remove", scopes=("pins:write",), tier=Tier.TWO)
def unpin(call: Call) -> Json:
    channel, message = _target(call)
    if channel.id not in message.body.get("pinned_to", []):
        raise SlackError("no_pin")
    body = {key: value for key, value in message.body.items() if key != "pinned_to"}
    change(call.work, channel, message, body, silent=True)
    return {}


@method("pins.list", scopes=("pins:read",), tier=Tier.TWO)
def pins(call: Call) -> Json:
    channel = call.own_channel()
    found = select(Message).where(Message.channel_id == channel.id).order_by(Message.ts.desc())
    messages = [m for m in call.work.session.scalars(found) if m.body.get("pinned_to")]
    items = [
        {"type": "message", "channel": channel.id, "message": _linked(call, m)} for m in messages
    ]
    return {"items": items}


def _target(call: Call) -> tuple[Channel, Message]:
    if not (call.has("channel") and call.has("timestamp")):
        raise SlackError("no_item_specified")
    channel = call.own_channel()
    return channel, call.message(channel, "timestamp")


def _name(call: Call) -> str:
    name = call.needed("name", "invalid_name").strip(":")
    if not NAME.fullmatch(name):
        raise SlackError("invalid_name")
    return name


def _linked(call: Call, message: Message) -> Json:
    return shape(message) | {"permalink": permalink_of(call.work, message)}
