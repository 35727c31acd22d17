"""agents.sessions.*: what an agent is about in a thread, and whether it is at work."""

from bot.workspace.acts.status import state_of, tell_part
from bot.workspace.api.assistant import thread_of
from bot.workspace.api.call import Call
from bot.workspace.api.errors import SlackError, invalid_arguments
from bot.workspace.api.registry import Tier, method
from bot.workspace.apps.events import emit
from bot.workspace.tables import App, Channel, Person
from bot.workspace.wire import Json
from bot.workspace.work import Work
from bot.workspace.world.channels import other_in_dm
from bot.workspace.world.people import team_of

STATUSES = frozenset({"processing", "active", "suspended", "closed"})
TITLE_MAX = 200
WRITE = ("assistant:write", "chat:write")


@method("agents.sessions.setStatus", scopes=WRITE, tier=Tier.FREE)
def set_status(call: Call) -> Json:
    """Set the session's status, making the session when there is none."""
    channel, thread_ts = thread_of(call, optional=True)
    initiator = call.text("initiator_user_id")
    if initiator and call.work.session.get(Person, initiator) is None:
        raise SlackError("user_not_found")
    title = _title(call) if call.has("title") else None
    session = set_session(call.work, call.app, channel, thread_ts, call.needed("status"), title)
    return {"session": session | {"channel_id": channel.id, "thread_ts": thread_ts or None}}


@method("agents.sessions.rename", scopes=WRITE, tier=Tier.FREE)
def rename(call: Call) -> Json:
    channel, thread_ts = thread_of(call, optional=True)
    state = state_of(call.work, call.app, channel, thread_ts)
    if state.session is None:
        raise SlackError("session_not_found")
    before, title = state.session.get("title", ""), _title(call)
    set_session(call.work, call.app, channel, thread_ts, state.session["status"], title)
    event: Json = {
        "type": "agent_session_title_changed",
        "channel": channel.id,
        "user": other_in_dm(call.work, channel, call.bot),
        "team_id": team_of(call.work).id,
        "thread_ts": thread_ts,
        "title": title,
        "previous_title": before,
        "event_ts": call.work.ts(),
    }
    emit(call.work, event, channel=channel, app_id=call.app.id)
    return {}


def set_session(
    work: Work, app: App, channel: Channel, thread_ts: str, status: str, title: str | None = None
) -> Json:
    """Keep a session's status (and title) and let the page know."""
    if status not in STATUSES:
        raise invalid_arguments(f"must be one of: {', '.join(sorted(STATUSES))}", "/status")
    state = state_of(work, app, channel, thread_ts)
    session: Json = (state.session or {"title": ""}) | {"status": status}
    if title is not None:
        session["title"] = title
    state.session = session
    tell_part(work, channel, thread_ts, "session", session)
    return session


def _title(call: Call) -> str:
    title = call.needed("title")
    if len(title) > TITLE_MAX:
        raise invalid_arguments(f"must be less than {TITLE_MAX + 1} characters", "/title")
    return title
