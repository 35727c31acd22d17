"""chat.startStream, chat.appendStream and chat.stopStream: an answer that grows while it is read."""

from bot.workspace.acts.expiry import end_stream, expire, expire_later, is_over
from bot.workspace.acts.status import quiet
from bot.workspace.api.call import Call
from bot.workspace.api.chat import WRITE, destination
from bot.workspace.api.content import checked, metadata_from, refuse
from bot.workspace.api.errors import SlackError, invalid_arguments
from bot.workspace.api.registry import Tier, method
from bot.workspace.api.sessions import STATUSES, set_session
from bot.workspace.blocks.catalogue import Surface
from bot.workspace.blocks.check import check_blocks
from bot.workspace.blocks.chunks import check_chunks
from bot.workspace.faults import Kind
from bot.workspace.tables import Channel, Message, Person
from bot.workspace.wire import Json
from bot.workspace.world.messages import Draft, change, post, root_of, shape
from bot.workspace.world.people import team_of
from bot.workspace.world.streams import blocks_of, fed, text_in

MODES = ("timeline", "plan")
TEXT_MAX = 12_000


@method("chat.startStream", scopes=WRITE, tier=Tier.TWO)
def start(call: Call) -> Json:
    """Begin a streamed reply in a thread. In a channel Slack must know for whom."""
    channel = destination(call)
    root = root_of(call.work, channel.id, call.needed("thread_ts", "invalid_thread_ts"))
    if root is None:
        raise SlackError("invalid_thread_ts")
    if channel.kind != "im":
        _check_recipient(call)
    mode = call.text("task_display_mode") or "timeline"
    if mode not in MODES:
        raise invalid_arguments(f"must be one of: {', '.join(MODES)}", "/task_display_mode")
    began = call.work.now().isoformat()
    stream: Json = {"state": "open", "began": began, "mode": mode, "title": "", "items": []}
    stream = fed(stream, _chunks(call))
    _check_length(stream)
    draft = Draft(
        text_in(stream), blocks_of(stream) or None, stream=stream,
        extra={"streaming_state": "in_progress"},
    )  # fmt: skip
    message = post(call.work, channel, call.bot, draft, app=call.app, root=root)
    quiet(call.work, channel, call.app, message)
    expire_later(call.work, message)
    return {"channel": channel.id, "ts": message.ts}


@method("chat.appendStream", scopes=WRITE, tier=Tier.FOUR)
def append(call: Call) -> Json:
    channel, message, stream = _running(call)
    chunks = _chunks(call)
    if not chunks:
        raise SlackError("no_text")
    stream = fed(stream, chunks)
    _check_length(stream)
    message.stream = stream
    grown = {"text": text_in(stream), "blocks": blocks_of(stream)}
    change(call.work, channel, message, message.body | grown, silent=True)
    return {"channel": channel.id, "ts": message.ts}


@method("chat.stopStream", scopes=WRITE, tier=Tier.TWO)
def stop(call: Call) -> Json:
    """End the answer, with blocks below it and the session's new status if given."""
    channel, message, stream = _running(call)
    status = call.text("session_status")
    if status and status not in STATUSES:
        raise invalid_arguments(f"must be one of: {', '.join(sorted(STATUSES))}", "/session_status")
    stream = fed(stream, _chunks(call))
    _check_length(stream)
    extra = call.shapes("blocks", "invalid_blocks_format")
    blocks = blocks_of(stream) + (checked(extra) or [])
    refuse(check_blocks(blocks, Surface.MESSAGE), "invalid_blocks")
    body = message.body | {"text": text_in(stream)}
    if blocks:
        body["blocks"] = blocks
    if metadata := metadata_from(call):
        body["metadata"] = metadata
    end_stream(call.work, channel, message, body, stream | {"state": "done"})
    if status:
        set_session(call.work, call.app, channel, message.thread_ts or "", status)
    return {"channel": channel.id, "ts": message.ts, "message": shape(message)}


def _running(call: Call) -> tuple[Channel, Message, Json]:
    channel = call.channel()
    message = call.message(channel)
    if message.app_id != call.app.id:
        raise SlackError("message_not_owned_by_app")
    stream = message.stream
    if stream is None or stream["state"] != "open":
        raise SlackError("message_not_in_streaming_state")
    workspace = call.work.workspace
    if workspace.faults.take(Kind.STREAM_EXPIRED, call.method) or is_over(call.work, stream):
        expire(workspace, channel.id, message.ts)
        raise SlackError("message_not_in_streaming_state")
    return channel, message, stream


def _chunks(call: Call) -> list[Json]:
    chunks = call.shapes("chunks", "invalid_chunks_format") or []
    if call.has("markdown_text"):
        if chunks:
            raise SlackError("markdown_text_conflict")
        if len(call.text("markdown_text")) > TEXT_MAX:
            raise SlackError("msg_too_long")
        chunks = [{"type": "markdown_text", "text": call.text("markdown_text")}]
    refuse(check_chunks(chunks), "invalid_chunks")
    return chunks


def _check_length(stream: Json) -> None:
    if len(text_in(stream)) > TEXT_MAX:
        raise SlackError("msg_too_long")


def _check_recipient(call: Call) -> None:
    if not call.has("recipient_team_id"):
        raise SlackError("missing_recipient_team_id")
    if not call.has("recipient_user_id"):
        raise SlackError("missing_recipient_user_id")
    if call.work.session.get(Person, call.text("recipient_user_id")) is None:
        raise SlackError("user_not_found")
    if call.text("recipient_team_id") != team_of(call.work).id:
        raise SlackError("team_not_found")
