"""What an interaction gives an app for a while: a trigger id, and an address to respond at."""

import secrets

from bot.workspace.api.errors import SlackError
from bot.workspace.faults import Kind
from bot.workspace.tables import App, ResponseUrl, Trigger
from bot.workspace.work import Work


def trigger_for(work: Work, app: App, user_id: str, source: str, view_id: str | None = None) -> str:
    """Return a trigger id: three seconds, one use. `source`: the payload's type, or the command."""
    made_at = work.now()
    if work.workspace.faults.take(Kind.EXPIRED_TRIGGER, source):
        made_at -= work.workspace.pace.trigger * 2
    trigger = Trigger(
        id=f"{secrets.randbelow(10**13)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}",
        app_id=app.id,
        user_id=user_id,
        view_id=view_id,
        made_at=made_at,
        used=False,
    )
    work.session.add(trigger)
    return trigger.id


def spend_trigger(work: Work, app: App, trigger_id: str) -> Trigger:
    """Return the trigger and use it up; refuse an unknown, used or old one as Slack does."""
    trigger = work.session.get(Trigger, trigger_id)
    if trigger is None or trigger.app_id != app.id:
        raise SlackError("invalid_trigger_id")
    if trigger.used:
        raise SlackError("exchanged_trigger_id")
    if work.now() - trigger.made_at > work.workspace.pace.trigger:
        raise SlackError("expired_trigger_id")
    trigger.used = True
    return trigger


def response_url_for(
    work: Work,
    app: App,
    user_id: str,
    channel_id: str,
    *,
    message_ts: str | None = None,
    thread_ts: str | None = None,
) -> str:
    """Return an address that answers this interaction: five uses, thirty minutes."""
    ticket = secrets.token_hex(16)
    work.session.add(
        ResponseUrl(
            ticket=ticket,
            app_id=app.id,
            user_id=user_id,
            channel_id=channel_id,
            message_ts=message_ts,
            thread_ts=thread_ts,
            made_at=work.now(),
            uses=0,
        )
    )
    return f"{work.workspace.address}/actions/{app.id}/{ticket}"
