"""What an app shows around a thread: its status line, suggested prompts and session."""

from bot.workspace.tables import App, Channel, Message, ThreadState
from bot.workspace.wire import Json
from bot.workspace.work import Work
from bot.workspace.world.channels import audience


def state_of(work: Work, app: App, channel: Channel, thread_ts: str) -> ThreadState:
    """Return what is kept about a thread (an empty `thread_ts` means the DM itself)."""
    state = work.session.get(ThreadState, (channel.id, thread_ts))
    if state is None:
        state = ThreadState(channel_id=channel.id, thread_ts=thread_ts, app_id=app.id)
        work.session.add(state)
        work.session.flush()
    return state


def show_status(
    work: Work, app: App, channel: Channel, thread_ts: str, status: Json | None
) -> None:
    """Set or clear the status line; it goes by itself after two minutes without a message."""
    state = state_of(work, app, channel, thread_ts)
    state.status = None if status is None else status | {"user": app.bot_user_id}
    state.status_at = set_at = work.now()
    tell_part(work, channel, thread_ts, "status", state.status)
    if status is None:
        return
    workspace, app_id, channel_id = work.workspace, app.id, channel.id

    def expire() -> None:
        with workspace.work() as later:
            now_state = later.session.get(ThreadState, (channel_id, thread_ts))
            if now_state is not None and now_state.status and now_state.status_at == set_at:
                there = later.session.get_one(Channel, channel_id)
                show_status(later, later.session.get_one(App, app_id), there, thread_ts, None)

    work.after(lambda: workspace.later(workspace.pace.status, expire))


def quiet(work: Work, channel: Channel, app: App, message: Message) -> None:
    """Clear the status line: the app has said something in that thread."""
    for thread_ts in {message.thread_ts or "", message.ts}:
        state = work.session.get(ThreadState, (channel.id, thread_ts))
        if state is not None and state.app_id == app.id and state.status is not None:
            show_status(work, app, channel, thread_ts, None)


def tell_part(work: Work, channel: Channel, thread_ts: str, part: str, value: Json | None) -> None:
    """Let the page know that one part of a thread's state changed."""
    event = {"type": part, "channel": channel.id, "thread_ts": thread_ts or None, part: value}
    work.tell(audience(work, channel), event)


def written_state(work: Work, channel: Channel, thread_ts: str) -> Json:
    """Return the thread's state as the page reads it."""
    state = work.session.get(ThreadState, (channel.id, thread_ts))
    if state is None:
        return {"status": None, "prompts": None, "session": None}
    fresh = state.status_at is not None and (
        work.now() - state.status_at <= work.workspace.pace.status
    )
    return {
        "status": state.status if fresh else None,
        "prompts": state.prompts,
        "session": state.session,
    }
