"""Opening an app: its DM or its Home tab, and stopping an answer that runs."""

from sqlalchemy import select

from bot.workspace.acts.reach import installed_app, person, visible_channel
from bot.workspace.apps.events import emit
from bot.workspace.local.errors import LocalError
from bot.workspace.tables import App, Channel, Message, ThreadState
from bot.workspace.wire import Json, without_nones
from bot.workspace.work import Work
from bot.workspace.world.channels import conversation_between
from bot.workspace.world.messages import root_of
from bot.workspace.world.people import team_of
from bot.workspace.world.views import home_of, view_shape


def open_app(
    work: Work, user_id: str, app_id: str, tab: str, looking_at: str | None = None
) -> tuple[Json | None, Channel]:
    """Open an app's tab: the app hears it, and where the person is looking."""
    who, app = person(work, user_id), installed_app(work, app_id)
    channel = conversation_between(work, [who.id, app.bot_user_id])
    home = home_of(work, who.id, app.id)
    view = view_shape(work, home) if home is not None else None
    context = _context(work, who.id, looking_at)
    event: Json = {
        "type": "app_home_opened",
        "user": who.id,
        "channel": channel.id,
        "tab": tab,
        "view": view if tab == "home" else None,
        "context": context if tab == "messages" else None,
        "event_ts": work.ts(),
    }
    emit(work, without_nones(event), app_id=app.id)
    if context is not None:
        changed: Json = {
            "type": "app_context_changed",
            "channel": channel.id,
            "user": who.id,
            "context": context,
            "event_ts": work.ts(),
        }
        emit(work, changed, app_id=app.id)
    return view, channel


def stop(work: Work, user_id: str, channel_id: str, thread_ts: str) -> None:
    """Press Stop on a running answer: the app whose session it is hears it."""
    who = person(work, user_id)
    channel = visible_channel(work, who, channel_id)
    root = root_of(work, channel.id, thread_ts)
    if root is None:
        raise LocalError("message_not_found", 404)
    running = select(Message).where(
        Message.channel_id == channel.id,
        Message.thread_ts == root.ts,
        Message.stream["state"].astext == "open",
    )
    streaming = list(work.session.scalars(running.order_by(Message.ts)))
    state = work.session.get(ThreadState, (channel.id, root.ts))
    apps = {message.app_id for message in streaming} | {state.app_id if state else None}
    for app in work.session.scalars(select(App).where(App.id.in_(apps - {None}))):
        event: Json = {
            "type": "agent_session_stopped",
            "channel": channel.id,
            "user": who.id,
            "thread_ts": root.ts,
            "streaming_message_ts": [m.ts for m in streaming if m.app_id == app.id],
            "event_ts": work.ts(),
        }
        emit(work, event, channel=channel, app_id=app.id)


def _context(work: Work, user_id: str, looking_at: str | None) -> Json | None:
    if not looking_at:
        return None
    channel = visible_channel(work, person(work, user_id), looking_at)
    entity = {
        "type": "slack#/types/channel_id",
        "value": channel.id,
        "team_id": team_of(work).id,
    }
    return {"entities": [entity]}
