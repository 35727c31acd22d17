"""assistant.threads.*: the status line, suggested prompts and title around a conversation with an app."""

from bot.workspace.acts.status import show_status, state_of, tell_part
from bot.workspace.api.call import Call
from bot.workspace.api.errors import SlackError, invalid_arguments
from bot.workspace.api.registry import Tier, method
from bot.workspace.tables import Channel
from bot.workspace.wire import Json, without_nones
from bot.workspace.world.messages import root_of

WRITE = ("assistant:write", "chat:write")
LOADING_MAX = 10
PROMPTS_MAX = 4


@method("assistant.threads.setStatus", scopes=WRITE, tier=Tier.FREE)
def set_status(call: Call) -> Json:
    """Show what the app is doing; an empty status clears it."""
    channel, thread_ts = thread_of(call)
    loading = call.shape("loading_messages") or []
    if not isinstance(loading, list) or len(loading) > LOADING_MAX:
        raise invalid_arguments(f"no more than {LOADING_MAX} items allowed", "/loading_messages")
    text = call.text("status")
    status = without_nones(
        {
            "text": text,
            "loading_messages": [str(line) for line in loading],
            "username": call.text("username") or None,
            "icon_emoji": call.text("icon_emoji") or None,
            "icon_url": call.text("icon_url") or None,
        }
    )
    show_status(call.work, call.app, channel, thread_ts, status if text else None)
    return {}


@method("assistant.threads.setSuggestedPrompts", scopes=WRITE, tier=Tier.FREE)
def set_prompts(call: Call) -> Json:
    """Offer up to four things to say; without a thread, for the DM itself."""
    channel, thread_ts = thread_of(call, optional=True)
    prompts = call.shapes("prompts")
    if not prompts:
        raise invalid_arguments("missing required field: prompts")
    if len(prompts) > PROMPTS_MAX:
        raise SlackError("too_many_prompts")
    if not all(prompt.get("title") and prompt.get("message") for prompt in prompts):
        raise invalid_arguments("missing required field: message", "/prompts")
    shown: Json = {"title": call.text("title"), "prompts": prompts}
    state_of(call.work, call.app, channel, thread_ts).prompts = shown
    tell_part(call.work, channel, thread_ts, "prompts", shown)
    return {}


@method("assistant.threads.setTitle", scopes=WRITE, tier=Tier.FREE)
def set_title(call: Call) -> Json:
    channel, thread_ts = thread_of(call)
    state = state_of(call.work, call.app, channel, thread_ts)
    session = (state.session or {"status": "active"}) | {"title": call.needed("title")}
    state.session = session
    tell_part(call.work, channel, thread_ts, "session", session)
    return {}


def thread_of(
    call: Call, *, channel: str = "channel_id", optional: bool = False
) -> tuple[Channel, str]:
    """Return the conversation and the root of the thread named."""
    place = call.own_channel(channel)
    if optional and not call.has("thread_ts"):
        return place, ""
    root = root_of(call.work, place.id, call.needed("thread_ts", "invalid_thread_ts"))
    if root is None:
        raise SlackError("thread_not_found")
    return place, root.ts
