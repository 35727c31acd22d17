"""files.getUploadURLExternal and files.completeUploadExternal: an app shares a file, in three steps."""

from datetime import timedelta

from sqlalchemy import select

from bot.workspace.acts.sharing import share_files, tell_created
from bot.workspace.acts.status import quiet
from bot.workspace.api.call import Call
from bot.workspace.api.chat import destination, thread_root
from bot.workspace.api.content import checked
from bot.workspace.api.errors import SlackError, invalid_arguments
from bot.workspace.api.registry import Tier, method
from bot.workspace.faults import Kind
from bot.workspace.tables import App, Channel, FileRecord
from bot.workspace.wire import Json
from bot.workspace.world.channels import is_member
from bot.workspace.world.filing import SIZE_MAX, awaited, full_shape
from bot.workspace.world.messages import root_of

WRITE = ("files:write",)
ALT_MAX = 1000


@method("files.getUploadURLExternal", scopes=WRITE, tier=Tier.FOUR)
def upload_url(call: Call) -> Json:
    """Return an address for the bytes, and the id of the file to be."""
    size = call.integer("length", -1, most=SIZE_MAX)
    if size < 0:
        raise invalid_arguments("missing required field: length")
    if size == 0:
        raise invalid_arguments("must be greater than 0", "/length")
    if len(call.text("alt_txt")) > ALT_MAX:
        raise SlackError("alt_txt_too_large")
    record = awaited(call.work, call.bot, call.needed("filename"), size, call.app)
    if call.has("alt_txt"):
        record.body = record.body | {"alt_txt": call.text("alt_txt")}
    address = call.work.workspace.address
    return {"upload_url": f"{address}/upload/v1/{record.ticket}", "file_id": record.id}


@method("files.completeUploadExternal", scopes=WRITE, tier=Tier.FOUR)
def complete(call: Call) -> Json:
    """Finish uploaded files and, where a channel is named, share them in one message."""
    records = [_uploaded(call, each) for each in _named(call)]
    channels = call.names("channels") or call.names("channel_id")
    places = [_place(call, each) for each in channels]
    for record in records:
        record.state = "complete"
        tell_created(call.work, record)
    call.work.session.flush()
    if late := places and call.work.workspace.faults.take(Kind.LATE_SHARE, call.method):
        _share_later(call, records, places, timedelta(seconds=late.seconds))
    else:
        for channel in places:
            _share(call, records, channel)
    return {"files": [full_shape(call.work, record) for record in records]}


def _named(call: Call) -> list[Json]:
    files = call.shapes("files")
    if not files or not all(each.get("id") for each in files):
        raise invalid_arguments("missing required field: files")
    return files


def _uploaded(call: Call, named: Json) -> FileRecord:
    record = call.work.session.get(FileRecord, str(named["id"]))
    if record is None or record.app_id != call.app.id or record.state != "uploaded":
        raise SlackError("file_not_found")
    record.title = str(named.get("title") or record.name)
    return record


def _place(call: Call, channel_id: str) -> Channel:
    channel = call.work.session.get(Channel, channel_id)
    if channel is None:
        channel = destination(Call(call.method, {"channel": channel_id}, call.work, call.app))
    if not is_member(call.work, channel.id, call.bot):
        raise SlackError("not_in_channel" if channel.kind == "channel" else "channel_not_found")
    return channel


def _share(call: Call, records: list[FileRecord], channel: Channel) -> None:
    text = call.text("initial_comment")
    blocks = checked(call.shapes("blocks", "invalid_blocks_format"))
    root = thread_root(call, channel)
    message = share_files(
        call.work, channel, call.bot, records, text=text, blocks=blocks, root=root, app=call.app
    )
    quiet(call.work, channel, call.app, message)


def _share_later(
    call: Call, records: list[FileRecord], places: list[Channel], wait: timedelta
) -> None:
    """Share after a while, as Slack does on a bad day: the answer has empty `shares` meanwhile."""
    workspace, app_id = call.work.workspace, call.app.id
    file_ids = [record.id for record in records]
    text, thread_ts = call.text("initial_comment"), call.text("thread_ts")

    def share_now() -> None:
        with workspace.work() as work:
            app = work.session.get_one(App, app_id)
            files = list(
                work.session.scalars(select(FileRecord).where(FileRecord.id.in_(file_ids)))
            )
            for place in places:
                channel = work.session.get_one(Channel, place.id)
                root = root_of(work, channel.id, thread_ts) if thread_ts else None
                share_files(work, channel, app.bot_user_id, files, text=text, root=root, app=app)

    call.work.after(lambda: workspace.later(wait, share_now))
