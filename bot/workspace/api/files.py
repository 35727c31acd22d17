"""files.info, files.list and files.delete: what was uploaded."""

from decimal import Decimal

from sqlalchemy import select

from bot.workspace.acts.sharing import forget_file
from bot.workspace.api.call import Call
from bot.workspace.api.errors import SlackError
from bot.workspace.api.registry import Tier, method
from bot.workspace.tables import FileRecord
from bot.workspace.wire import Json
from bot.workspace.world.filing import full_shape, may_read, places_of

READ = ("files:read",)
COUNT = 100
COUNT_MAX = 200
KINDS = {"images": "image/", "pdfs": "application/pdf", "zips": "application/zip"}


@method("files.info", scopes=READ, tier=Tier.FOUR)
def information(call: Call) -> Json:
    record = readable_file(call, call.needed("file", "file_not_found"))
    return {
        "file": full_shape(call.work, record),
        "comments": [],
        "response_metadata": {"next_cursor": ""},
    }


@method("files.list", scopes=READ)
def files(call: Call) -> Json:
    """List files the app may read, newest first, by page number as this old method does."""
    found = select(FileRecord).where(FileRecord.state == "complete")
    if call.has("user"):
        found = found.where(FileRecord.user_id == call.text("user"))
    records = [
        record
        for record in call.work.session.scalars(found.order_by(FileRecord.created_at.desc()))
        if may_read(call.work, record, call.bot)
        and (not call.has("channel") or call.text("channel") in places_of(record))
        and _of_kind(call, record) and _made_between(call, record)
    ]  # fmt: skip
    count = call.integer("count", COUNT, least=1, most=COUNT_MAX)
    page = call.integer("page", 1, least=1)
    some = records[(page - 1) * count : page * count]
    pages = -(-len(records) // count)
    return {
        "files": [full_shape(call.work, record) for record in some],
        "paging": {"count": count, "total": len(records), "page": page, "pages": pages},
    }


@method("files.delete", scopes=("files:write",))
def delete(call: Call) -> Json:
    record = readable_file(call, call.needed("file", "file_not_found"))
    if record.user_id != call.bot:
        raise SlackError("cant_delete_file")
    forget_file(call.work, record)
    return {}


def _of_kind(call: Call, record: FileRecord) -> bool:
    """Whether a file is of one of the `types` asked for: images, pdfs, zips, or all."""
    kinds = call.names("types") or ["all"]
    return "all" in kinds or any(
        record.mimetype.startswith(KINDS[kind]) for kind in kinds if kind in KINDS
    )


def _made_between(call: Call, record: FileRecord) -> bool:
    made = record.created_at.timestamp()
    since, until = call.moment("ts_from", "invalid_ts"), call.moment("ts_to", "invalid_ts")
    return (not since or made >= Decimal(since)) and (not until or made <= Decimal(until))


def readable_file(call: Call, file_id: str) -> FileRecord:
    """Return a complete file the app may read."""
    record = call.work.session.get(FileRecord, file_id)
    if record is None or record.state != "complete" or not may_read(call.work, record, call.bot):
        raise SlackError("file_not_found")
    return record
