"""The end of streamed answers: stopped by their app, or after five minutes."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.workspace.tables import Channel, Message
from bot.workspace.wire import Json
from bot.workspace.work import Work
from bot.workspace.world.messages import change, find

if TYPE_CHECKING:
    from bot.workspace.workspace import Workspace


def end_stream(work: Work, channel: Channel, message: Message, body: Json, stream: Json) -> None:
    """Give the message its final body; from now on it takes no more chunks."""
    message.stream = stream
    state = "completed" if stream["state"] == "done" else "errored"
    change(work, channel, message, body | {"streaming_state": state})


def expire_later(work: Work, message: Message) -> None:
    """End the stream when its time is over, if it is still open then."""
    workspace, channel_id, ts = work.workspace, message.channel_id, message.ts
    began = datetime.fromisoformat((message.stream or {})["began"])
    wait = max(began + workspace.pace.stream - work.now(), timedelta(0))
    work.after(lambda: workspace.later(wait, lambda: expire(workspace, channel_id, ts)))


def resume_streams(workspace: "Workspace") -> None:
    """Take up the streams that a former run left open: each ends in its time."""
    with workspace.work() as work:
        found = select(Message).where(Message.stream["state"].astext == "open")
        for message in work.session.scalars(found):
            expire_later(work, message)


def is_over(work: Work, stream: Json) -> bool:
    """Whether the stream's five minutes have passed, told or not."""
    age = work.now() - datetime.fromisoformat(stream["began"])
    return age > work.workspace.pace.stream


def expire(workspace: "Workspace", channel_id: str, ts: str) -> None:
    """End an open stream where it stands; what is left is an ordinary message of its app.

    In a transaction of its own: the call that found it over is refused, and the end stays.
    """
    with workspace.work() as work:
        message = find(work, channel_id, ts)
        if message is None or message.stream is None or message.stream["state"] != "open":
            return
        channel = work.session.get_one(Channel, channel_id)
        expired = message.stream | {"state": "expired"}
        end_stream(work, channel, message, dict(message.body), expired)
