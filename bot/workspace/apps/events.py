"""Which events an app hears: the ones its manifest subscribes to, where its bot may look."""

from typing import Any

from sqlalchemy import select

from bot.workspace.stamps import fresh_id, seconds_of
from bot.workspace.tables import App, Channel, Delivery
from bot.workspace.wire import Json
from bot.workspace.work import Work
from bot.workspace.world.channels import is_member
from bot.workspace.world.people import team_of

MESSAGE_SUBSCRIPTIONS = {
    "channel": "message.channels",
    "group": "message.groups",
    "im": "message.im",
    "mpim": "message.mpim",
}


def subscribed(app: App) -> frozenset[str]:
    """Return the event types that the manifest asks for."""
    settings: Any = app.manifest.get("settings", {})
    return frozenset(settings.get("event_subscriptions", {}).get("bot_events", []))


def emit(
    work: Work, event: Json, *, channel: Channel | None = None, app_id: str | None = None
) -> None:
    """File `event` for every app that subscribed and, for a conversation, is in it.

    `app_id` names the only app it concerns (its Home tab, its session).
    """
    for app in work.session.scalars(select(App).order_by(App.id)):
        if app_id not in (None, app.id) or not _wants(app, event, channel):
            continue
        if channel is not None and not is_member(work, channel.id, app.bot_user_id):
            continue
        file_event(work, app, event)


def file_event(work: Work, app: App, event: Json) -> None:
    """Put one event on its way to one app."""
    delivery = Delivery(
        app_id=app.id, envelope=envelope(work, app, event), attempt=0, reason="", due_at=work.now()
    )
    work.session.add(delivery)
    work.session.flush()
    delivery_id = delivery.id
    work.after(lambda: work.workspace.courier.start(delivery_id))


def envelope(work: Work, app: App, event: Json) -> Json:
    """Return the outer event, complete, as Slack sends it."""
    team_id = team_of(work).id
    return {
        "token": app.verification_token,
        "team_id": team_id,
        "context_team_id": team_id,
        "context_enterprise_id": None,
        "api_app_id": app.id,
        "event": event,
        "type": "event_callback",
        "event_id": fresh_id("Ev"),
        "event_time": seconds_of(work.now()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team_id,
                "user_id": app.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{fresh_id('', 40)}",
    }


def _wants(app: App, event: Json, channel: Channel | None) -> bool:
    if not app.manifest:
        return True  # an app that says nothing of itself hears everything, as it may do everything
    if event["type"] == "message" and channel is not None:
        return MESSAGE_SUBSCRIPTIONS[channel.kind] in subscribed(app)
    return event["type"] in subscribed(app)
