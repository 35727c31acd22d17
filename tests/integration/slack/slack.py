"""A small Slack for tests: keeps what was posted, tells what was told privately."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

type Json = dict[str, Any]


class FakeSlack:
    """Answers the calls that the edge makes. `locales` tells who reads English."""

    def __init__(self) -> None:
        self.messages: dict[str, Json] = {}
        self.posts = 0
        self.posted: list[str] = []
        self.whispers: list[str] = []
        self.views: list[Json] = []
        self.homes: dict[str, Json] = {}
        self.locales: dict[str, str] = {}
        self.prompts: dict[str, list[Json]] = {}
        self.address = ""
        self.busy = 0
        self.links = True

    async def call(self, request: web.Request) -> web.Response:
        """Answer one Web API call, or a response_url."""
        method = request.match_info["method"]
        is_json = request.content_type == "application/json"
        asked: Json = await request.json() if is_json else dict(await request.post())
        asked |= dict(request.query)
        if method == "chat.postMessage" and self.busy:
            self.busy -= 1
            return web.json_response(
                {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "0"}
            )
        if method == "chat.getPermalink":
            return web.json_response(self._link(asked))
        return web.json_response({"ok": True, **self._answer(method, asked)})

    def _link(self, asked: Json) -> Json:
        if not self.links:
            return {"ok": False, "error": "message_not_found"}
        return {"ok": True, "permalink": f"{self.address}archives/{asked['message_ts']}"}

    def _answer(self, method: str, asked: Json) -> Json:
        match method:
            case "auth.test":
                return {"user_id": "UBOT", "bot_id": "BBOT", "team_id": "T1", "team": "t"}
            case "users.info":
                return {"user": {"locale": self.locales.get(asked["user"], "pt-BR")}}
            case "conversations.open":
                return {"channel": {"id": f"D{asked['users']}"}}
            case "chat.postMessage":
                self.posts += 1
                self.posted.append(str(asked["text"]))
                self.messages[asked["channel"]] = asked
                return {"channel": asked["channel"], "ts": f"{self.posts}.0"}
            case "chat.update":
                self.messages[asked["channel"]] = asked
                return {"channel": asked["channel"], "ts": asked["ts"]}
            case "views.open":
                self.views.append(asked["view"])
            case "assistant.threads.setSuggestedPrompts":
                self.prompts[asked["channel_id"]] = asked["prompts"]
            case "views.publish":
                self.homes[asked["user_id"]] = asked["view"]
            case "respond":
                assert asked["response_type"] == "ephemeral"
                self.whispers.append(asked["blocks"][0]["text"]["text"])
        return {}

    def buttons(self, slack_user_id: str) -> dict[str, Json]:
        """Return the buttons of somebody's newest card by action."""
        blocks = self.messages[f"D{slack_user_id}"]["blocks"]
        return {
            each["action_id"]: each
            for block in blocks
            if block["type"] == "actions"
            for each in block["elements"]
        }


@asynccontextmanager
async def a_slack() -> AsyncIterator[FakeSlack]:
    """Yield a Slack that listens."""
    slack = FakeSlack()
    app = web.Application()
    app.router.add_route("*", "/api/{method}", slack.call)
    async with TestServer(app) as server:
        slack.address = str(server.make_url("/api/"))
        yield slack
