"""Answers at a response_url: five within thirty minutes, shown to the person or to all."""

import json
from typing import Any

from fastapi import APIRouter, Request, Response

from bot.workspace.acts.command import answer_draft
from bot.workspace.api.errors import SlackError
from bot.workspace.tables import App, Channel, Message, ResponseUrl
from bot.workspace.wire import Json
from bot.workspace.work import Work
from bot.workspace.workspace import Workspace
from bot.workspace.world.messages import change, find, post, remove, root_of


class Responses:
    """Answers `/actions/<app>/<ticket>`, the addresses handed out with interactions."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.routes = APIRouter()
        self.routes.add_api_route("/actions/{app_id}/{ticket}", self.answer, methods=["POST"])

    async def answer(self, app_id: str, ticket: str, request: Request) -> Response:
        """Post, replace or delete as the app says."""
        told, status = await _told(request), 200
        answer: Json = {"ok": True}
        try:
            with self._workspace.work() as work:
                respond(work, app_id, ticket, told)
        except SlackError as error:
            answer = error.written()
            status = 404 if error.code in ("used_url", "expired_url", "invalid_url") else 400
        self._workspace.traffic.note(
            app_id, "in", "response_url", str(told.get("response_type", "ephemeral")),
            status=str(answer.get("error", "ok")), request=told, response=answer,
        )  # fmt: skip
        if answer["ok"]:
            return Response("ok", media_type="text/plain")
        return Response(json.dumps(answer), status, media_type="application/json")


def respond(work: Work, app_id: str, ticket: str, told: Json) -> None:
    """Use a response_url once."""
    url = work.session.get(ResponseUrl, ticket)
    if url is None or url.app_id != app_id:
        raise SlackError("invalid_url")
    if work.now() - url.made_at > work.workspace.pace.response_url:
        raise SlackError("expired_url")
    if url.uses >= work.workspace.pace.response_url_uses:
        raise SlackError("used_url")
    url.uses += 1
    app = work.session.get_one(App, app_id)
    channel = work.session.get_one(Channel, url.channel_id)
    source = find(work, channel.id, url.message_ts) if url.message_ts else None
    if told.get("delete_original"):
        if source is not None:
            remove(work, channel, source)
        return
    draft = answer_draft(told)
    if told.get("replace_original") and source is not None:
        _replace(work, channel, source, draft.text, draft.blocks, draft.attachments)
        return
    if told.get("response_type") != "in_channel":
        draft = draft.private_to(url.user_id)
    thread_ts = told.get("thread_ts") or url.thread_ts
    root = root_of(work, channel.id, str(thread_ts)) if thread_ts else None
    post(work, channel, app.bot_user_id, draft, app=app, root=root)


def _replace(
    work: Work,
    channel: Channel,
    source: Message,
    text: str,
    blocks: list[Json] | None,
    attachments: list[Json] | None,
) -> None:
    body = {k: v for k, v in source.body.items() if k not in ("blocks", "attachments")}
    body["text"] = text
    if blocks:
        body["blocks"] = blocks
    if attachments:
        body["attachments"] = attachments
    body["edited"] = {"user": source.user_id, "ts": work.ts()}
    change(work, channel, source, body)


async def _told(request: Request) -> Json:
    try:
        told: Any = json.loads(await request.body() or b"{}")
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
