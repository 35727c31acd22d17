"""conversations.history and conversations.replies: what was said."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, or_, select

from bot.workspace.api.call import Call
from bot.workspace.api.errors import SlackError
from bot.workspace.api.paging import cursor_for, offset_of
from bot.workspace.api.registry import method
from bot.workspace.tables import Message
from bot.workspace.wire import Json
from bot.workspace.world.messages import replies_to, root_of, shape

HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")
LIMIT = 100
LIMIT_MAX = 999


@method("conversations.history", scopes=HISTORY)
def history(call: Call) -> Json:
    """Return root messages (and broadcast replies), newest first."""
    channel = call.own_channel()
    limit = call.limit(LIMIT, LIMIT_MAX)
    start = offset_of(call.text("cursor"))
    visible = [
        Message.channel_id == channel.id,
        Message.only_for.is_(None),
        or_(Message.thread_ts.is_(None), Message.broadcast.is_(True)),
        *_between(call),
    ]
    found = select(Message).where(*visible).order_by(Message.ts.desc())
    rows = call.work.session.scalars(found.offset(start).limit(limit + 1)).all()
    answer: Json = {
        "messages": [_shown(call, message) for message in rows[:limit]],
        "has_more": len(rows) > limit,
        "pin_count": 0,
        "channel_actions_ts": None,
        "channel_actions_count": 0,
    }
    if len(rows) > limit:
        answer["response_metadata"] = {"next_cursor": cursor_for(start + limit)}
    if call.has("latest"):
        answer["latest"] = call.text("latest")
    if call.has("oldest"):
        answer["oldest"] = call.text("oldest")
    return answer


@method("conversations.replies", scopes=HISTORY)
def replies(call: Call) -> Json:
    """Return a thread, its root first, oldest first."""
    channel = call.own_channel()
    root = root_of(call.work, channel.id, call.needed("ts", "thread_not_found"))
    if root is None or root.only_for is not None:
        raise SlackError("thread_not_found")
    limit = call.limit(LIMIT_MAX, LIMIT_MAX + 1)
    start = offset_of(call.text("cursor"))
    within = _bounds(call)
    thread = [reply for reply in replies_to(call.work, root) if within(reply.ts)]
    everything = [root, *thread]
    rows = everything[start : start + limit]
    has_more = start + limit < len(everything)
    answer: Json = {
        "messages": [_shown(call, message) for message in rows],
        "has_more": has_more,
    }
    if has_more:
        answer["response_metadata"] = {"next_cursor": cursor_for(start + limit)}
    return answer


def _shown(call: Call, message: Message) -> Json:
    """Return a message as these methods give it: its metadata only when they are asked for it."""
    body = shape(message)
    if not call.flag("include_all_metadata"):
        body.pop("metadata", None)
    return body


def _between(call: Call) -> list[ColumnElement[bool]]:
    inclusive, (oldest, latest) = call.flag("inclusive"), _ends(call)
    bounds: list[ColumnElement[bool]] = []
    if oldest:
        bounds.append(Message.ts >= oldest if inclusive else Message.ts > oldest)
    if latest:
        bounds.append(Message.ts <= latest if inclusive else Message.ts < latest)
    return bounds


def _bounds(call: Call) -> Callable[[str], bool]:
    """Return whether a `ts` lies between the ends that the call names."""
    inclusive, (oldest, latest) = call.flag("inclusive"), _ends(call)

    def within(ts: str) -> bool:
        if inclusive and ts in (oldest, latest):
            return True
        return (not oldest or ts > oldest) and (not latest or ts < latest)

    return within


def _ends(call: Call) -> tuple[str, str]:
    oldest = call.moment("oldest", "invalid_ts_oldest")
    latest = "" if call.text("latest") == "now" else call.moment("latest", "invalid_ts_latest")
    return oldest, latest
