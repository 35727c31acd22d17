"""Messages: posted, changed, removed; threads counted; the page and the apps told."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from bot.workspace.apps.events import emit
from bot.workspace.stamps import fresh_id
from bot.workspace.tables import App, Channel, Message
from bot.workspace.wire import Json, without_nones
from bot.workspace.work import Work
from bot.workspace.world.channels import audience
from bot.workspace.world.people import bot_profile, team_of

# What the parent of a thread carries about its replies.
THREAD_KEYS = ("reply_count", "reply_users_count", "latest_reply", "reply_users")
REPLY_USERS_MAX = 5


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be posted. `only_for` makes it ephemeral; `extra` joins Slack's shape as it is."""

    text: str = ""
    blocks: list[Json] | None = None
    attachments: list[Json] | None = None
    files: list[Json] | None = None
    metadata: Json | None = None
    subtype: str | None = None
    only_for: str | None = None
    broadcast: bool = False
    stream: Json | None = None
    extra: Json | None = None

    def private_to(self, user_id: str) -> "Draft":
        """Return the same content, for one person's eyes only."""
        return replace(self, only_for=user_id)


def find(work: Work, channel_id: str, ts: str) -> Message | None:
    """Return a message by its name in a conversation."""
    return work.session.get(Message, (channel_id, ts))


def root_of(work: Work, channel_id: str, thread_ts: str) -> Message | None:
    """Return the message that starts the thread `thread_ts` points into."""
    message = find(work, channel_id, thread_ts)
    if message is not None and message.thread_ts is not None:
        return find(work, channel_id, message.thread_ts)
    return message


def post(
    work: Work,
    channel: Channel,
    user_id: str,
    draft: Draft,
    *,
    app: App | None = None,
    root: Message | None = None,
) -> Message:
    """Write a message and let everybody concerned know; `root` makes it a reply."""
    ts = work.ts()
    body: Json = {"type": "message"}
    if draft.subtype:
        body["subtype"] = draft.subtype
    body |= {"user": user_id, "ts": ts}
    if app is not None:
        body |= {"bot_id": app.bot_id, "app_id": app.id, "bot_profile": bot_profile(work, app)}
    elif draft.subtype in (None, "thread_broadcast"):
        body["client_msg_id"] = fresh_id("", 32).lower()
    body |= {"text": draft.text, "team": team_of(work).id}
    if root is not None:
        body |= {"thread_ts": root.ts, "parent_user_id": root.user_id}
    body |= without_nones(
        {
            "blocks": draft.blocks,
            "attachments": draft.attachments,
            "files": draft.files,
            "metadata": draft.metadata,
            "upload": False if draft.files else None,
        }
    )
    body |= draft.extra or {}
    message = Message(
        channel_id=channel.id, ts=ts, thread_ts=root.ts if root else None, user_id=user_id,
        app_id=app.id if app else None, only_for=draft.only_for, broadcast=draft.broadcast,
        body=body, stream=draft.stream,
    )  # fmt: skip
    work.session.add(message)
    work.session.flush()
    if message.only_for is None and root is not None:
        _count_reply(work, channel, message)
        if draft.broadcast:
            message.body = body | {"root": shape(root)}
    _announce(work, channel, message)
    return message


def _announce(work: Work, channel: Channel, message: Message) -> None:
    if message.only_for is not None:
        shown = shape(message)
        work.tell([message.only_for], _page("message", message) | {"message": shown})
        return
    work.tell(audience(work, channel), _page("message", message) | {"message": shape(message)})
    emit(work, message_event(channel, message), channel=channel)


def message_event(channel: Channel, message: Message) -> Json:
    """Return the `message` event as the Events API words it."""
    body = shape(message)
    if body.get("files") and "subtype" not in body and message.app_id is None:
        body["subtype"] = "file_share"
    return body | {
        "channel": channel.id,
        "event_ts": message.ts,
        "channel_type": channel.kind,
    }


def change(
    work: Work, channel: Channel, message: Message, body: Json, *, silent: bool = False
) -> None:
    """Give a message a new body. `silent` tells the page only, as for reactions and reply counts."""
    before = message_event(channel, message)
    message.body = body
    work.session.flush()
    listeners: Iterable[str] = [message.only_for] if message.only_for else audience(work, channel)
    page = _page("message.changed", message)
    work.tell(listeners, page | {"message": shape(message)})
    if silent or message.only_for:
        return
    ts = work.ts()
    event: Json = {
        "type": "message",
        "subtype": "message_changed",
        "message": _inner(message_event(channel, message)),
        "previous_message": _inner(before),
        "channel": channel.id,
        "hidden": True,
        "ts": ts,
        "event_ts": ts,
        "channel_type": channel.kind,
    }
    emit(work, event, channel=channel)


def remove(work: Work, channel: Channel, message: Message) -> None:
    """Delete a message; its thread's parent counts one less."""
    before = _inner(message_event(channel, message))
    listeners = [message.only_for] if message.only_for else audience(work, channel)
    work.session.delete(message)
    work.session.flush()
    work.tell(listeners, _page("message.deleted", message) | {"ts": message.ts})
    if message.only_for is not None:
        return
    if message.thread_ts is not None:
        _count_reply(work, channel, message)
    ts = work.ts()
    event: Json = {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": before,
        "channel": channel.id,
        "hidden": True,
        "deleted_ts": message.ts,
        "ts": ts,
        "event_ts": ts,
        "channel_type": channel.kind,
    }
    emit(work, event, channel=channel)


def replies_to(work: Work, root: Message) -> list[Message]:
    """Return the visible replies of a thread, oldest first."""
    found = select(Message).where(
        Message.channel_id == root.channel_id,
        Message.thread_ts == root.ts,
        Message.only_for.is_(None),
    )
    return list(work.session.scalars(found.order_by(Message.ts)))


def shape(message: Message) -> Json:
    """Return the message as Slack gives it."""
    body = dict(message.body)
    if message.only_for is not None:
        body["is_ephemeral"] = True
    return body


def permalink_of(work: Work, message: Message) -> str:
    """Return the address of a message; a reply's names its thread as well."""
    place = f"/archives/{message.channel_id}/p{message.ts.replace('.', '')}"
    thread = f"?thread_ts={message.thread_ts}&cid={message.channel_id}" if message.thread_ts else ""
    return work.workspace.address + place + thread


def without_thread(body: Json) -> Json:
    """Return a body without what only the parent of a thread carries."""
    return {key: value for key, value in body.items() if key not in THREAD_KEYS}


def _count_reply(work: Work, channel: Channel, reply: Message) -> None:
    root = find(work, channel.id, reply.thread_ts or "")
    if root is None:
        return
    replies = replies_to(work, root)
    body = without_thread(root.body)
    if replies:
        users = list(dict.fromkeys(answer.user_id for answer in replies))
        body |= {
            "thread_ts": root.ts,
            "reply_count": len(replies),
            "reply_users_count": len(users),
            "latest_reply": replies[-1].ts,
            "reply_users": users[:REPLY_USERS_MAX],
            "is_locked": False,
            "subscribed": True,
        }
    else:
        for key in ("thread_ts", "is_locked", "subscribed"):
            body.pop(key, None)
    change(work, channel, root, body, silent=True)


def _inner(event: Json) -> Json:
    """Return a message as it is nested in `message_changed`: without what belongs to the outer event."""
    return {k: v for k, v in event.items() if k not in ("event_ts", "channel", "channel_type")}


def _page(kind: str, message: Message) -> dict[str, Any]:
    return {"type": kind, "channel": message.channel_id, "thread_ts": message.thread_ts}
