"""The door of the Web API: reads the call, checks who calls and how often, runs it, answers."""

import asyncio
import json
from collections.abc import Callable
from time import perf_counter
from typing import Any

from fastapi import APIRouter, Request, Response
from sqlalchemy import select

from bot.workspace.api import (  # noqa: F401  each module declares its methods when imported
    assistant,
    auth,
    chat,
    conversations,
    directory,
    ephemeral,
    files,
    history,
    reactions,
    scheduled,
    sessions,
    streams,
    unfurl,
    uploads,
    validate,
    views,
)
from bot.workspace.api.call import Call
from bot.workspace.api.errors import SlackError
from bot.workspace.api.limits import Limits
from bot.workspace.api.registry import METHODS, Method
from bot.workspace.faults import Kind
from bot.workspace.stamps import fresh_id
from bot.workspace.tables import App, Token
from bot.workspace.wire import Json
from bot.workspace.work import Work
from bot.workspace.workspace import Workspace


class WebApi:
    """Answers `/api/<method>` for one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._limits = Limits(workspace)
        self.routes = APIRouter()
        self.routes.add_api_route("/api/{method}", self.answer, methods=["GET", "POST"])

    async def answer(self, method: str, request: Request) -> Response:
        """Answer one call; a fault may spoil it before or after."""
        began = perf_counter()
        try:
            arguments = await read_arguments(request)
        except SlackError as error:
            return written(error.written(), {})
        token = bearer(request) or str(arguments.pop("token", ""))
        faults = self._workspace.faults
        if slow := faults.take(Kind.SLOW, method):
            await asyncio.sleep(slow.seconds)
        app_id, response, shown = self._carry_out(method, token, arguments)
        cut = faults.take(Kind.LOST_REPLY, method) if response.status_code == 200 else None
        self._workspace.traffic.note(
            app_id, "in", "api", method, ms=int((perf_counter() - began) * 1000),
            status=str(shown.get("error", "ok")), request=arguments, response=shown,
            note=Kind.LOST_REPLY.value if cut else "",
        )  # fmt: skip
        if cut:
            cut_line(request)
        return response

    def _carry_out(self, name: str, token: str, arguments: Json) -> tuple[str, Response, Json]:
        app_id, headers = "", {"X-Slack-Req-Id": fresh_id("", 32).lower()}
        try:
            with self._workspace.work() as work:
                method = METHODS.get(name)
                if method is None:
                    raise SlackError("unknown_method", req_method=name)
                app = self._caller(work, method, token)
                if app is not None:
                    app_id = app.id
                    headers |= scope_headers(app, method)
                if wait := self._limits.wait(method, app_id, arguments):
                    return app_id, *too_often(wait, headers)
                if self._workspace.faults.take(Kind.SERVER_ERROR, name):
                    return app_id, Response(status_code=500), {"error": "internal_error"}
                answer = {"ok": True} | method.run(Call(name, arguments, work, app))
        except SlackError as error:
            answer = error.written()
        return app_id, written(answer, headers), answer

    def _caller(self, work: Work, method: Method, token: str) -> App | None:
        if method.key == "none" and not token:
            return None
        if not token:
            raise SlackError("not_authed")
        found = work.session.scalar(select(Token).where(Token.token == token))
        if found is None:
            raise SlackError("invalid_auth")
        if found.revoked or self._workspace.faults.take(Kind.REVOKED_TOKEN, method.name):
            raise SlackError("token_revoked")
        app = work.session.get_one(App, found.app_id)
        if method.key in ("bot", "app") and found.kind != method.key:
            raise SlackError("not_allowed_token_type")
        check_scopes(app, method, found.kind)
        return app


def check_scopes(app: App, method: Method, kind: str) -> None:
    """Refuse a method whose scopes the manifest does not ask for (an app without any has them all)."""
    provided = granted(app)
    if kind == "app" or not method.scopes or not provided:
        return
    if not any(scope in provided for scope in method.scopes):
        raise SlackError(
            "missing_scope", needed=",".join(method.scopes), provided=",".join(provided)
        )


def granted(app: App) -> list[str]:
    scopes: Any = app.manifest.get("oauth_config", {}).get("scopes", {}).get("bot", [])
    return list(scopes)


def scope_headers(app: App, method: Method) -> dict[str, str]:
    return {
        "X-OAuth-Scopes": ",".join(granted(app)),
        "X-Accepted-OAuth-Scopes": ",".join(method.scopes),
    }


def too_often(wait: int, headers: dict[str, str]) -> tuple[Response, Json]:
    answer: Json = {"ok": False, "error": "ratelimited"}
    return written(answer, headers | {"Retry-After": str(wait)}, status=429), answer


def written(answer: Json, headers: dict[str, str], status: int = 200) -> Response:
    return Response(
        json.dumps(answer, ensure_ascii=False), status,
        headers, media_type="application/json; charset=utf-8",
    )  # fmt: skip


def bearer(request: Request) -> str:
    """Return the token of the Authorization header."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


async def read_arguments(request: Request) -> Json:
    """Return the arguments: query, then a form or JSON body over it; refuse JSON that is none."""
    arguments: Json = dict(request.query_params)
    if request.method == "GET":
        return arguments
    if request.headers.get("Content-Type", "").startswith("application/json"):
        try:
            body = json.loads(await request.body() or b"{}")
        except ValueError:
            raise SlackError("invalid_json") from None
        if not isinstance(body, dict):
            raise SlackError("json_not_object")
        return arguments | body
    form = await request.form()
    return arguments | {name: value for name, value in form.items() if isinstance(value, str)}


def cut_line(request: Request) -> None:
    """End the connection without a word, as when a reply gets lost on the way."""
    cut: Callable[[], None] | None = request.scope.get("workspace.cut")
    if cut is not None:
        cut()
