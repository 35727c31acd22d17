"""A request from the page: who acts, and what they ask, with clear refusals for what is missing."""

import json
from dataclasses import dataclass
from typing import Any

from fastapi import Request

from bot.workspace.local.errors import LocalError
from bot.workspace.wire import Json


@dataclass(frozen=True, slots=True)
class Asked:
    """The JSON of a POST, or the query of a GET."""

    fields: Json

    @property
    def who(self) -> str:
        return self.text("as")

    def text(self, name: str) -> str:
        """Return a field that must be there."""
        value = self.fields.get(name)
        if not isinstance(value, str) or not value:
            raise LocalError("invalid_request", why=name)
        return value

    def maybe(self, name: str) -> str:
        """Return a field as text, empty when it is absent."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.fields.get(name, default)
        return value in (True, "1", "true")

    def number(self, name: str, default: int) -> int:
        try:
            return int(self.fields.get(name, default))
        except (TypeError, ValueError):
            raise LocalError("invalid_request", why=name) from None

    def shape(self, name: str) -> Json:
        """Return a JSON object; empty when it is absent."""
        value: Any = self.fields.get(name, {})
        if not isinstance(value, dict):
            raise LocalError("invalid_request", why=name)
        return value


def from_query(request: Request) -> Asked:
    return Asked(dict(request.query_params))


async def from_body(request: Request) -> Asked:
    """Read a JSON object; anything else is refused (a form could come from a foreign page)."""
    if not request.headers.get("Content-Type", "").startswith("application/json"):
        raise LocalError("invalid_request", why="Content-Type: application/json")
    try:
        body = json.loads(await request.body() or b"{}")
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise LocalError("invalid_request", why="JSON")
    return Asked(body)
