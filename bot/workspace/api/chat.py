"""chat.postMessage, chat.update, chat.delete and chat.getPermalink."""

from dataclasses import replace

from sqlalchemy import select

from bot.workspace.acts.expiry import is_over
from bot.workspace.acts.status import quiet
from bot.workspace.api.call import Call
from bot.workspace.api.content import (
    TEXT_MAX,
    checked,
    checked_attachments,
    draft_from,
    metadata_from,
)
from bot.workspace.api.errors import SlackError
from bot.workspace.api.registry import Tier, method
from bot.workspace.tables import Channel, Message, Person
from bot.workspace.wire import Json
from bot.workspace.world.channels import conversation_between, is_member
from bot.workspace.world.messages import change, permalink_of, post, remove, root_of, shape

WRITE = ("chat:write",)


@method("chat.postMessage", scopes=WRITE, tier=Tier.SPECIAL)
def post_message(call: Call) -> Json:
    channel = destination(call)
    draft = draft_from(call)
    root = thread_root(call, channel)
    if root is not None and call.flag("reply_broadcast"):
        draft = replace(draft, subtype="thread_broadcast", broadcast=True)
    message = post(call.work, channel, call.bot, draft, app=call.app, root=root)
    quiet(call.work, channel, call.app, message)
    return {"channel": channel.id, "ts": message.ts, "message": shape(message)}


@method("chat.update", scopes=WRITE)
def update(call: Call) -> Json:
    """Change one's own message. What is not given stays; blocks go when only text is given."""
    channel = call.channel()
    message = _own(call, channel, "cant_update_message")
    stream = message.stream
    if stream is not None and stream["state"] == "open" and not is_over(call.work, stream):
        raise SlackError("streaming_state_conflict")
    if not any(call.has(name) for name in ("text", "blocks", "attachments", "markdown_text")):
        raise SlackError("no_text")
    if len(call.text("text")) > TEXT_MAX:
        raise SlackError("msg_too_long")
    body = dict(message.body)
    draft = draft_from(call) if call.has("markdown_text") else None
    blocks = draft.blocks if draft else checked(call.shapes("blocks", "invalid_blocks_format"))
    if draft or call.has("text") or blocks:
        text = draft.text if draft else call.text("text")
        body["text"] = text or body.get("text", "")
        body.pop("blocks", None)
        if blocks:
            body["blocks"] = blocks
    attachments = call.shapes("attachments", "invalid_attachments")
    if attachments is not None:
        body.pop("attachments", None)
        if attachments:
            body["attachments"] = checked_attachments(attachments)
    if call.has("metadata"):
        body["metadata"] = metadata_from(call)
    body["edited"] = {"user": call.bot, "ts": call.work.ts()}
    change(call.work, channel, message, body)
    return {
        "channel": channel.id,
        "ts": message.ts,
        "text": body["text"],
        "message": shape(message),
    }


@method("chat.delete", scopes=WRITE)
def delete(call: Call) -> Json:
    channel = call.channel()
    message = _own(call, channel, "cant_delete_message")
    remove(call.work, channel, message)
    return {"channel": channel.id, "ts": message.ts}


@method("chat.getPermalink", tier=Tier.FREE)
def permalink(call: Call) -> Json:
    channel = call.channel()
    message = call.message(channel, "message_ts")
    return {"channel": channel.id, "permalink": permalink_of(call.work, message)}


def destination(call: Call) -> Channel:
    """Return where to post: a conversation, a channel's name, or a person (their DM)."""
    wanted = call.needed("channel", "channel_not_found")
    person = call.work.session.get(Person, wanted)
    if person is not None:
        if person.app_id is not None:
            raise SlackError("cannot_dm_bot")
        return conversation_between(call.work, [call.bot, person.id])
    named = select(Channel).where(Channel.name == wanted.lstrip("#"))
    channel = call.work.session.scalar(named.where(Channel.kind.in_(("channel", "group"))))
    if channel is None:
        channel = call.channel()
    if channel.archived:
        raise SlackError("is_archived")
    if not is_member(call.work, channel.id, call.bot) and not _writes_anywhere(call, channel):
        raise SlackError("not_in_channel" if channel.kind == "channel" else "channel_not_found")
    return channel


def thread_root(call: Call, channel: Channel) -> Message | None:
    """Return the root of the thread to answer in; None when none is named."""
    if not call.has("thread_ts"):
        return None
    root = root_of(call.work, channel.id, call.text("thread_ts"))
    if root is None or root.only_for is not None:
        raise SlackError("thread_not_found")
    return root


def _writes_anywhere(call: Call, channel: Channel) -> bool:
    scopes = call.app.manifest.get("oauth_config", {}).get("scopes", {}).get("bot", [])
    return channel.kind == "channel" and "chat:write.public" in scopes


def _own(call: Call, channel: Channel, error: str) -> Message:
    message = call.message(channel)
    if message.app_id != call.app.id:
        raise SlackError(error)
    return message
