"""Cursors: Slack's lists come in pages, and a cursor says where the next one starts."""

import base64
import binascii
from collections.abc import Sequence

from bot.workspace.api.call import Call
from bot.workspace.api.errors import SlackError
from bot.workspace.wire import Json

LIMIT = 100
LIMIT_MAX = 1000


def page[T](call: Call, items: Sequence[T], *, limit: int = LIMIT) -> tuple[list[T], Json]:
    """Return the page of `items` that the call asks for, and its `response_metadata`."""
    size = call.limit(limit, LIMIT_MAX)
    start = offset_of(call.text("cursor"))
    following = cursor_for(start + size) if start + size < len(items) else ""
    return list(items[start : start + size]), {"response_metadata": {"next_cursor": following}}


def cursor_for(offset: int) -> str:
    return base64.b64encode(f"next:{offset}".encode()).decode()


def offset_of(cursor: str) -> int:
    """Return where a cursor points; refuse one that we did not make."""
    if not cursor:
        return 0
    try:
        word, _, number = base64.b64decode(cursor, validate=True).decode().partition(":")
        offset = int(number)
    except (ValueError, binascii.Error):
        raise SlackError("invalid_cursor") from None
    if word != "next" or offset < 0:
        raise SlackError("invalid_cursor")
    return offset
