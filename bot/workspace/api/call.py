"""One call of a Web API method: who calls, and its arguments, whatever body they came in."""

import json
import re
from dataclasses import dataclass
from typing import Any

from bot.workspace.api.errors import SlackError, invalid_arguments
from bot.workspace.tables import App, Channel, Message
from bot.workspace.wire import Json
from bot.workspace.work import Work
from bot.workspace.world import channels, messages

MOMENT = re.compile(r"\d{1,12}(\.\d{1,6})?")
TRUE = ("1", "true", "True", True)


@dataclass(slots=True)
class Call:
    """A method call by an app. Arguments of form bodies are strings; of JSON bodies, anything."""

    method: str
    arguments: Json
    work: Work
    caller: App | None = None

    @property
    def app(self) -> App:
        """The calling app; methods that need no token do not ask."""
        if self.caller is None:
            raise SlackError("not_authed")
        return self.caller

    @property
    def bot(self) -> str:
        """The calling app's bot user."""
        return self.app.bot_user_id

    def has(self, name: str) -> bool:
        return self.arguments.get(name) not in (None, "")

    def text(self, name: str, default: str = "") -> str:
        """Return an argument as text; empty when absent."""
        value = self.arguments.get(name)
        return default if value is None else str(value)

    def needed(self, name: str, error: str | None = None) -> str:
        """Return an argument that must be there; `error` is what Slack says when it is not."""
        if not self.has(name):
            if error:
                raise SlackError(error)
            raise invalid_arguments(f"missing required field: {name}")
        return self.text(name)

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.arguments.get(name)
        return default if value in (None, "") else value in TRUE

    def integer(self, name: str, default: int, *, least: int = 0, most: int = 10**10) -> int:
        """Return a whole number within its bounds."""
        if not self.has(name):
            return default
        try:
            number = int(self.text(name))
        except ValueError:
            raise invalid_arguments("must be a number", f"/{name}") from None
        if not least <= number <= most:
            raise invalid_arguments(f"must be between {least} and {most}", f"/{name}")
        return number

    def limit(self, default: int, most: int) -> int:
        """Return the size of page asked for; what is no such number is `invalid_limit`."""
        try:
            size = int(self.text("limit") or default) or default
        except ValueError:
            raise SlackError("invalid_limit") from None
        if not 1 <= size <= most:
            raise SlackError("invalid_limit")
        return size

    def moment(self, name: str, error: str) -> str:
        """Return a `ts` that bounds a list, or an empty text; `error` when it is none."""
        value = self.text(name)
        if value and not MOMENT.fullmatch(value):
            raise SlackError(error)
        return value

    def shape(self, name: str, error: str = "invalid_arguments") -> Any:
        """Return a JSON argument, which a form body carries as a string; None when absent."""
        value = self.arguments.get(name)
        if value in (None, ""):
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise SlackError(error) from None

    def shapes(self, name: str, error: str = "invalid_arguments") -> list[Json] | None:
        """Return a JSON list of objects; None when absent."""
        value = self.shape(name, error)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise SlackError(error)
        return value

    def names(self, name: str) -> list[str]:
        """Return a list given as JSON or separated by commas."""
        value = self.arguments.get(name)
        if isinstance(value, list):
            return [str(item) for item in value]
        return [part.strip() for part in str(value or "").split(",") if part.strip()]

    def channel(self, name: str = "channel") -> Channel:
        """Return the conversation named, if this app may know that it exists."""
        channel = self.work.session.get(Channel, self.needed(name, "channel_not_found"))
        if channel is None or not self._may_know(channel):
            raise SlackError("channel_not_found")
        return channel

    def own_channel(self, name: str = "channel") -> Channel:
        """Return the conversation named, of which the app must be a member."""
        channel = self.channel(name)
        if not channels.is_member(self.work, channel.id, self.bot):
            raise SlackError("not_in_channel")
        return channel

    def message(self, channel: Channel, name: str = "ts") -> Message:
        """Return a message everybody there can see."""
        message = messages.find(self.work, channel.id, self.needed(name, "message_not_found"))
        if message is None or message.only_for is not None:
            raise SlackError("message_not_found")
        return message

    def _may_know(self, channel: Channel) -> bool:
        return channel.kind == "channel" or channels.is_member(self.work, channel.id, self.bot)
