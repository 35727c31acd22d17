"""Sharing files in a conversation: one message for all of them, and an event for each."""

from bot.workspace.apps.events import emit
from bot.workspace.tables import App, Channel, FileRecord, Message
from bot.workspace.wire import Json
from bot.workspace.work import Work
from bot.workspace.world.filing import file_shape, full_shape, share
from bot.workspace.world.messages import Draft, change, post, shape


def share_files(
    work: Work,
    channel: Channel,
    user_id: str,
    records: list[FileRecord],
    *,
    text: str = "",
    blocks: list[Json] | None = None,
    root: Message | None = None,
    app: App | None = None,
) -> Message:
    """Post the files in one message and let the apps there know."""
    shown = [file_shape(work, record) for record in records]
    draft = Draft(text, blocks or None, files=shown)
    message = post(work, channel, user_id, draft, app=app, root=root)
    for record in records:
        share(record, channel, message.ts, message.thread_ts)
        event: Json = {
            "type": "file_shared",
            "file_id": record.id,
            "user_id": user_id,
            "file": {"id": record.id},
            "channel_id": channel.id,
            "event_ts": work.ts(),
        }
        emit(work, event, channel=channel)
    work.session.flush()
    return message


def tell_created(work: Work, record: FileRecord) -> None:
    """Let the apps know that a file exists, before it is shared anywhere."""
    event: Json = {
        "type": "file_created",
        "file_id": record.id,
        "user_id": record.user_id,
        "file": {"id": record.id},
        "event_ts": work.ts(),
    }
    emit(work, event)


def forget_file(work: Work, record: FileRecord) -> None:
    """Delete a file: its messages show a tombstone, its bytes are gone."""
    tombstone = {"id": record.id, "mode": "tombstone"}
    for where in full_shape(work, record)["shares"].values():
        for channel_id, places in where.items():
            channel = work.session.get(Channel, channel_id)
            for place in places:
                message = work.session.get(Message, (channel_id, place["ts"]))
                if channel is not None and message is not None:
                    files = [
                        tombstone if each["id"] == record.id else each
                        for each in message.body.get("files", [])
                    ]
                    change(work, channel, message, shape(message) | {"files": files}, silent=True)
    event: Json = {"type": "file_deleted", "file_id": record.id, "event_ts": work.ts()}
    emit(work, event)
    work.session.delete(record)
