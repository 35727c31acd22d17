"""A person speaks: writes, edits, deletes, drops files; an app that is named hears of it."""

from sqlalchemy import select

from bot.workspace.acts.marks import read_up_to
from bot.workspace.acts.membership import admit
from bot.workspace.acts.reach import person, visible_channel, visible_message
from bot.workspace.acts.sharing import share_files, tell_created
from bot.workspace.apps.events import emit
from bot.workspace.local.errors import LocalError
from bot.workspace.tables import App, Channel, Message, Person
from bot.workspace.wire import Json
from bot.workspace.work import Work
from bot.workspace.world.channels import is_member
from bot.workspace.world.composer import compose
from bot.workspace.world.filing import Upload, keep
from bot.workspace.world.messages import Draft, change, message_event, post, remove, root_of

FILES_MAX = 10


def say(
    work: Work,
    user_id: str,
    channel_id: str,
    typed: str,
    *,
    thread_ts: str | None = None,
    broadcast: bool = False,
    uploads: tuple[Upload, ...] = (),
) -> Message:
    """Post what somebody typed, with the files they dropped, and return the message."""
    who = person(work, user_id)
    channel = visible_channel(work, who, channel_id)
    if not typed.strip() and not uploads:
        raise LocalError("nothing_to_say")
    if len(uploads) > FILES_MAX:
        raise LocalError("too_many_files")
    if not is_member(work, channel.id, who.id):
        admit(work, channel, who.id)
    root = _root(work, channel, thread_ts)
    text, blocks = compose(work, typed.strip())
    if uploads:
        records = [keep(work, who.id, upload) for upload in uploads]
        for record in records:
            tell_created(work, record)
        message = share_files(work, channel, who.id, records, text=text, blocks=blocks, root=root)
    else:
        draft = Draft(text, blocks)
        if root is not None and broadcast:
            draft = Draft(text, blocks, subtype="thread_broadcast", broadcast=True)
        message = post(work, channel, who.id, draft, root=root)
    _mention(work, channel, message)
    read_up_to(work, channel, who.id, message.ts)
    return message


def edit(work: Work, user_id: str, channel_id: str, ts: str, typed: str) -> Message:
    """Change one's own message; the rest of it stays."""
    who, channel, message = _own(work, user_id, channel_id, ts)
    text, blocks = compose(work, typed.strip())
    body = message.body | {"text": text, "edited": {"user": who.id, "ts": work.ts()}}
    body.pop("blocks", None)
    if blocks:
        body["blocks"] = blocks
    change(work, channel, message, body)
    return message


def delete(work: Work, user_id: str, channel_id: str, ts: str) -> None:
    """Delete one's own message, or dismiss an ephemeral one."""
    who = person(work, user_id)
    channel = visible_channel(work, who, channel_id)
    message = visible_message(work, who, channel, ts)
    if who.id not in (message.only_for, message.user_id):
        raise LocalError("not_yours", 403)
    remove(work, channel, message)


def _own(work: Work, user_id: str, channel_id: str, ts: str) -> tuple[Person, Channel, Message]:
    who = person(work, user_id)
    channel = visible_channel(work, who, channel_id)
    message = visible_message(work, who, channel, ts)
    if message.user_id != who.id:
        raise LocalError("not_yours", 403)
    return who, channel, message


def _root(work: Work, channel: Channel, thread_ts: str | None) -> Message | None:
    if not thread_ts:
        return None
    root = root_of(work, channel.id, thread_ts)
    if root is None:
        raise LocalError("message_not_found", 404)
    return root


def _mention(work: Work, channel: Channel, message: Message) -> None:
    """Tell each app that is named in the message; in a DM the message itself says it all."""
    if channel.kind == "im":
        return
    for app in work.session.scalars(select(App).order_by(App.id)):
        if f"<@{app.bot_user_id}>" in message.body["text"]:
            event: Json = message_event(channel, message) | {"type": "app_mention"}
            event.pop("channel_type")
            event.pop("subtype", None)
            emit(work, event, channel=channel, app_id=app.id)
