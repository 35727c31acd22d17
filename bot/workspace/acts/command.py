"""Slash commands and shortcuts."""

from typing import Any

from sqlalchemy import select

from bot.workspace.acts.reach import (
    channel_part,
    person,
    team_part,
    user_part,
    visible_channel,
    visible_message,
)
from bot.workspace.api.content import checked, checked_attachments
from bot.workspace.api.errors import SlackError
from bot.workspace.apps.line import Answer, Line
from bot.workspace.apps.tickets import response_url_for, trigger_for
from bot.workspace.local.errors import LocalError
from bot.workspace.tables import App, Channel, Person
from bot.workspace.wire import Json
from bot.workspace.work import Work
from bot.workspace.workspace import Workspace
from bot.workspace.world.messages import Draft, post, shape
from bot.workspace.world.people import team_of


async def command(
    workspace: Workspace, user_id: str, channel_id: str, typed: str
) -> tuple[Answer, Line]:
    """Run a slash command; what the app answers is shown to the person, or to all."""
    name, _, text = typed.strip().partition(" ")
    with workspace.work() as work:
        who = person(work, user_id)
        channel = visible_channel(work, who, channel_id)
        app = _app_with_command(work, name)
        team, where = team_of(work), channel_part(channel)
        payload: Json = {
            "token": app.verification_token,
            "team_id": team.id,
            "team_domain": team.domain,
            "channel_id": where["id"],
            "channel_name": where["name"],
            "user_id": who.id,
            "user_name": who.name,
            "command": name,
            "text": text.strip(),
            "api_app_id": app.id,
            "is_enterprise_install": "false",
            "response_url": response_url_for(work, app, who.id, channel.id),
            "trigger_id": trigger_for(work, app, who.id, name),
        }
        line = Line.to(app)
    answer = await workspace.courier.ask(line, "slash_commands", payload)
    if answer.payload:
        with workspace.work() as work:
            _show(work, line.app_id, channel.id, user_id, answer.payload)
    return answer, line


async def shortcut(
    workspace: Workspace, user_id: str, callback_id: str, channel_id: str = "", ts: str = ""
) -> tuple[Answer, Line]:
    """Run a global shortcut, or, on a message, a message shortcut."""
    kind = "message_action" if ts else "shortcut"
    with workspace.work() as work:
        who = person(work, user_id)
        app = _app_with_shortcut(work, callback_id, "message" if ts else "global")
        payload: Json = {
            "type": kind,
            "token": app.verification_token,
            "action_ts": work.ts(),
            "team": team_part(work),
            "user": user_part(work, who),
            "is_enterprise_install": False,
            "enterprise": None,
            "callback_id": callback_id,
            "trigger_id": trigger_for(work, app, who.id, kind),
        }
        if ts:
            payload |= _on_message(work, who, app, channel_id, ts)
        line = Line.to(app)
    return await workspace.courier.ask(line, "interactive", payload), line


def _on_message(work: Work, who: Person, app: App, channel_id: str, ts: str) -> Json:
    channel = visible_channel(work, who, channel_id)
    message = visible_message(work, who, channel, ts)
    url = response_url_for(work, app, who.id, channel.id, thread_ts=message.thread_ts)
    return {
        "channel": channel_part(channel),
        "response_url": url,
        "message_ts": message.ts,
        "message": shape(message),
    }


def _show(work: Work, app_id: str, channel_id: str, user_id: str, told: Json) -> None:
    """Post a command's immediate answer; one that Slack cannot show is left out."""
    app, channel = work.session.get_one(App, app_id), work.session.get_one(Channel, channel_id)
    try:
        draft = answer_draft(told)
    except SlackError:
        return
    if told.get("response_type") != "in_channel":
        draft = draft.private_to(person(work, user_id).id)
    post(work, channel, app.bot_user_id, draft, app=app)


def answer_draft(told: Json) -> Draft:
    """Return the content of an answer to a command or at a response_url."""
    blocks = checked(told.get("blocks"))
    attachments = checked_attachments(told.get("attachments"))
    text = str(told.get("text") or "")
    if not text and not blocks and not attachments:
        raise SlackError("no_text")
    return Draft(text, blocks, attachments, metadata=told.get("metadata"))


def _app_with_command(work: Work, name: str) -> App:
    for app in work.session.scalars(select(App).order_by(App.id)):
        if any(each.get("command") == name for each in _features(app, "slash_commands")):
            return app
    raise LocalError("unknown_command", 404, command=name)


def _app_with_shortcut(work: Work, callback_id: str, kind: str) -> App:
    for app in work.session.scalars(select(App).order_by(App.id)):
        for each in _features(app, "shortcuts"):
            if (each.get("callback_id"), each.get("type")) == (callback_id, kind):
                return app
    raise LocalError("shortcut_not_found", 404)


def _features(app: App, name: str) -> list[dict[str, Any]]:
    return list(app.manifest.get("features", {}).get(name, []))
