"""How an app can be reached: over its sockets, or at the addresses in its manifest."""

from dataclasses import dataclass, field
from typing import Literal

from bot.workspace.tables import App
from bot.workspace.wire import Json

type Outcome = Literal["acked", "not_acked", "not_delivered"]
type PayloadKind = Literal["events_api", "interactive", "slash_commands"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back from an app: whether it acknowledged, why not, and what it said."""

    outcome: Outcome
    payload: Json = field(default_factory=dict)
    reason: str = ""
    wants_retry: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """A copy of what is needed to reach an app, free of the database session."""

    app_id: str
    app_name: str
    signing_secret: str
    is_socket: bool
    events_url: str
    interactivity_url: str
    options_url: str
    command_urls: Json

    @classmethod
    def to(cls, app: App) -> "Line":
        settings = app.manifest.get("settings", {})
        interactivity = settings.get("interactivity", {})
        events_url = settings.get("event_subscriptions", {}).get("request_url", "")
        interactivity_url = interactivity.get("request_url", "")
        commands = app.manifest.get("features", {}).get("slash_commands", [])
        return cls(
            app_id=app.id,
            app_name=app.name,
            signing_secret=app.signing_secret,
            is_socket=settings.get("socket_mode_enabled", not (events_url or interactivity_url)),
            events_url=events_url,
            interactivity_url=interactivity_url,
            options_url=interactivity.get("message_menu_options_url", "") or interactivity_url,
            command_urls={command["command"]: command.get("url", "") for command in commands},
        )

    def url_for(self, kind: PayloadKind, payload: Json) -> str:
        """Return where a payload of that kind goes over HTTP; empty when the manifest has no address."""
        if kind == "events_api":
            return self.events_url
        if kind == "slash_commands":
            return str(self.command_urls.get(payload["command"], ""))
        if payload.get("type") == "block_suggestion":
            return self.options_url
        return self.interactivity_url
