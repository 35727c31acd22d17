"""chat.scheduleMessage and its relatives: said now, posted later."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from bot.workspace.acts.schedule import post_later
from bot.workspace.api.call import Call
from bot.workspace.api.chat import WRITE, destination
from bot.workspace.api.content import draft_from
from bot.workspace.api.errors import SlackError
from bot.workspace.api.paging import page
from bot.workspace.api.registry import method
from bot.workspace.stamps import fresh_id, seconds_of
from bot.workspace.tables import Scheduled
from bot.workspace.wire import Json, without_nones

AHEAD_MAX = timedelta(days=120)


@method("chat.scheduleMessage", scopes=WRITE)
def schedule(call: Call) -> Json:
    channel = destination(call)
    draft = draft_from(call)
    post_at = _instant(call, "post_at")
    if post_at <= call.work.now():
        raise SlackError("time_in_past")
    if post_at - call.work.now() > AHEAD_MAX:
        raise SlackError("time_too_far")
    content = {
        "text": draft.text, "blocks": draft.blocks, "attachments": draft.attachments,
        "metadata": draft.metadata, "thread_ts": call.text("thread_ts") or None,
    }  # fmt: skip
    scheduled = Scheduled(
        id=fresh_id("Q"), app_id=call.app.id, channel_id=channel.id, post_at=post_at,
        arguments=without_nones(content),
    )  # fmt: skip
    call.work.session.add(scheduled)
    call.work.session.flush()
    post_later(call.work, scheduled)
    return {
        "channel": channel.id,
        "scheduled_message_id": scheduled.id,
        "post_at": seconds_of(post_at),
        "message": {"type": "delayed_message", "bot_id": call.app.bot_id} | scheduled.arguments,
    }


@method("chat.deleteScheduledMessage", scopes=WRITE)
def delete(call: Call) -> Json:
    wanted = call.needed("scheduled_message_id", "invalid_scheduled_message_id")
    scheduled = call.work.session.get(Scheduled, wanted)
    channel = call.channel()
    if scheduled is None or (scheduled.app_id, scheduled.channel_id) != (call.app.id, channel.id):
        raise SlackError("invalid_scheduled_message_id")
    call.work.session.delete(scheduled)
    return {}


@method("chat.scheduledMessages.list")
def waiting(call: Call) -> Json:
    """List what waits, by channel and time where they are named."""
    found = select(Scheduled).where(Scheduled.app_id == call.app.id).order_by(Scheduled.post_at)
    if call.has("channel"):
        found = found.where(Scheduled.channel_id == call.channel().id)
    if call.has("oldest"):
        found = found.where(Scheduled.post_at >= _instant(call, "oldest"))
    if call.has("latest"):
        found = found.where(Scheduled.post_at <= _instant(call, "latest"))
    some, following = page(call, list(call.work.session.scalars(found)))
    shapes = [
        {
            "id": each.id, "channel_id": each.channel_id, "post_at": seconds_of(each.post_at),
            "text": each.arguments.get("text", ""),
        }
        for each in some
    ]  # fmt: skip
    return {"scheduled_messages": shapes, **following}


def _instant(call: Call, name: str) -> datetime:
    """Return a moment given as Unix seconds."""
    seconds = call.needed(name, "invalid_time").partition(".")[0]
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except ValueError:
        raise SlackError("invalid_time") from None
