"""Reacting to a message, and reading up to one."""

from bot.workspace.apps.events import emit
from bot.workspace.tables import Channel, Member, Message
from bot.workspace.wire import Json
from bot.workspace.work import Work
from bot.workspace.world.messages import change


def react(
    work: Work, channel: Channel, message: Message, user_id: str, name: str, *, on: bool
) -> bool:
    """Add or take back somebody's reaction; return False when it was so already."""
    reactions: dict[str, list[str]] = {
        each["name"]: list(each["users"]) for each in message.body.get("reactions", [])
    }
    users = reactions.setdefault(name, [])
    if (user_id in users) is on:
        return False
    if on:
        users.append(user_id)
    else:
        users.remove(user_id)
    body = {key: value for key, value in message.body.items() if key != "reactions"}
    shown = [
        {"name": each, "users": who, "count": len(who)} for each, who in reactions.items() if who
    ]
    if shown:
        body["reactions"] = shown
    change(work, channel, message, body, silent=True)
    event: Json = {
        "type": "reaction_added" if on else "reaction_removed",
        "user": user_id,
        "reaction": name,
        "item_user": message.user_id,
        "item": {"type": "message", "channel": channel.id, "ts": message.ts},
        "event_ts": work.ts(),
    }
    emit(work, event, channel=channel)
    return True


def read_up_to(work: Work, channel: Channel, user_id: str, ts: str) -> None:
    """Remember how far somebody has read."""
    place = work.session.get(Member, (channel.id, user_id))
    if place is not None and ts > place.last_read:
        place.last_read = ts
