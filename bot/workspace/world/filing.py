"""Files: their shape, where they are shared, and who may read them."""

import mimetypes
import secrets
from dataclasses import dataclass

from sqlalchemy import select

from bot.workspace.stamps import fresh_id, seconds_of
from bot.workspace.tables import App, Channel, FileRecord, Member
from bot.workspace.wire import Json, without_nones
from bot.workspace.work import Work
from bot.workspace.world.people import team_of
from bot.workspace.world.pictures import size_of

SIZE_MAX = 1_073_741_824
PRETTY = {
    "pdf": "PDF", "jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "gif": "GIF", "heic": "HEIC",
    "xml": "XML", "csv": "CSV", "txt": "Plain Text", "ofx": "OFX", "zip": "Zip",
    "xlsx": "Excel Spreadsheet", "docx": "Word Document", "json": "JSON",
}  # fmt: skip
MORE_TYPES = {"heic": "image/heic", "heif": "image/heif", "ofx": "application/x-ofx"}


@dataclass(frozen=True, slots=True)
class Upload:
    """Bytes that somebody brought, with their name."""

    name: str
    content: bytes
    title: str = ""
    mimetype: str = ""


def keep(work: Work, user_id: str, upload: Upload, app: App | None = None) -> FileRecord:
    """Store an uploaded file, not shared anywhere yet."""
    record = awaited(work, user_id, upload.name, len(upload.content), app)
    record.title = upload.title or upload.name
    fill(record, upload.content, upload.mimetype)
    record.state = "complete"
    work.session.flush()
    return record


def awaited(work: Work, user_id: str, name: str, size: int, app: App | None = None) -> FileRecord:
    """Return a new file whose bytes are still to come."""
    record = FileRecord(
        id=fresh_id("F"), ticket=secrets.token_hex(20), state="awaited", user_id=user_id,
        app_id=app.id if app else None, name=name, title=name, mimetype=type_of(name), size=size,
        body={"shares": {}}, created_at=work.now(), content=None,
    )  # fmt: skip
    work.session.add(record)
    work.session.flush()
    return record


def fill(record: FileRecord, content: bytes, mimetype: str = "") -> None:
    """Put the bytes into a file that awaited them."""
    record.content, record.size, record.state = content, len(content), "uploaded"
    if mimetype and mimetype != "application/octet-stream":
        record.mimetype = mimetype
    if record.mimetype.startswith("image/") and (size := size_of(content)):
        record.body = record.body | {"original_w": size[0], "original_h": size[1]}


def share(record: FileRecord, channel: Channel, ts: str, thread_ts: str | None) -> None:
    """Note in which message the file stands."""
    kind = "public" if channel.kind == "channel" else "private"
    shares = {each: dict(where) for each, where in record.body.get("shares", {}).items()}
    place: Json = {"ts": ts, "channel_name": channel.name, "reply_count": 0, "reply_users": []}
    if thread_ts:
        place["thread_ts"] = thread_ts
    shares.setdefault(kind, {}).setdefault(channel.id, []).append(place)
    record.body = record.body | {"shares": shares}


def places_of(record: FileRecord) -> set[str]:
    """Return the conversations a file is shared in."""
    shares = record.body.get("shares", {})
    return {channel_id for where in shares.values() for channel_id in where}


def may_read(work: Work, record: FileRecord, user_id: str) -> bool:
    """Whoever brought it, and whoever is in a conversation where it is shared, may read a file."""
    if record.user_id == user_id or user_id in record.body.get("readers", []):
        return True
    if "public" in record.body.get("shares", {}):
        return True
    found = select(Member.user_id).where(
        Member.user_id == user_id, Member.channel_id.in_(places_of(record))
    )
    return work.session.scalar(found) is not None


def let_read(record: FileRecord, user_id: str) -> None:
    """Open a file to an app that got it in a form rather than in a conversation."""
    readers = list(record.body.get("readers", []))
    if user_id not in readers:
        record.body = record.body | {"readers": [*readers, user_id]}


def file_shape(work: Work, record: FileRecord) -> Json:
    """Return the file object as `files.info` gives it."""
    address, team = work.workspace.address, team_of(work).id
    extension = record.name.rpartition(".")[2].lower() if "." in record.name else ""
    path = f"{team}-{record.id}"
    shares = record.body.get("shares", {})
    is_image = "original_w" in record.body
    private = f"{address}/files-pri/{path}/{record.name}"
    shape: Json = {
        "id": record.id,
        "created": seconds_of(record.created_at),
        "timestamp": seconds_of(record.created_at),
        "name": record.name,
        "title": record.title,
        "mimetype": record.mimetype,
        "filetype": extension or "binary",
        "pretty_type": PRETTY.get(extension, extension.upper() or "Binary"),
        "user": record.user_id,
        "user_team": team,
        "editable": False,
        "size": record.size,
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": "public" in shares,
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "url_private": private,
        "url_private_download": f"{address}/files-pri/{path}/download/{record.name}",
        "media_display_type": "unknown",
        "thumb_360": f"{address}/files-tmb/{path}/thumb.png" if is_image else None,
        "original_w": record.body.get("original_w"),
        "original_h": record.body.get("original_h"),
        "alt_txt": record.body.get("alt_txt"),
        "permalink": f"{address}/files/{record.user_id}/{record.id}/{record.name}",
        "permalink_public": f"{address}/files-public/{path}",
        "is_starred": False,
        "has_rich_preview": False,
        "file_access": "visible",
    }
    return without_nones(shape)


def full_shape(work: Work, record: FileRecord) -> Json:
    """Return the file object with where it is shared, as files.info and files.list give it."""
    shares: Json = record.body.get("shares", {})
    channels = sorted(shares.get("public", {}))
    private = sorted(shares.get("private", {}))
    return file_shape(work, record) | {
        "shares": shares,
        "channels": channels,
        "groups": [each for each in private if not each.startswith("D")],
        "ims": [each for each in private if each.startswith("D")],
        "comments_count": 0,
    }


def type_of(name: str) -> str:
    """Return the media type a file's name promises."""
    extension = name.rpartition(".")[2].lower()
    guessed = MORE_TYPES.get(extension) or mimetypes.guess_type(name)[0]
    return guessed or "application/octet-stream"
