"""Using something interactive: a button, a menu, an input that speaks at once, an external select."""

from dataclasses import dataclass, field

from bot.workspace.acts.files_given import with_files
from bot.workspace.acts.reach import Spot, channel_part, person, spot, team_part, user_part
from bot.workspace.apps.line import Answer, Line
from bot.workspace.apps.tickets import response_url_for, trigger_for
from bot.workspace.blocks.check import interactive
from bot.workspace.blocks.state import action_of, state_of
from bot.workspace.local.errors import LocalError
from bot.workspace.tables import Person
from bot.workspace.wire import Json, without_nones
from bot.workspace.work import Work
from bot.workspace.workspace import Workspace
from bot.workspace.world.messages import shape
from bot.workspace.world.views import view_shape


@dataclass(frozen=True, slots=True)
class Pressed:
    """What somebody used, where, what they chose, and what else they changed on that surface."""

    user_id: str
    at: Json
    block_id: str
    action_id: str
    choice: Json = field(default_factory=dict)
    state: Json = field(default_factory=dict)


async def press(workspace: Workspace, pressed: Pressed) -> tuple[Answer, Line]:
    """Tell the app, once, and return whether it acknowledged."""
    with workspace.work() as work:
        who = person(work, pressed.user_id)
        place = spot(work, who, pressed.at)
        element = _element(place, pressed, who)
        payload = _action_payload(work, who, place, element, pressed)
        line = Line.to(place.app)
    return await workspace.courier.ask(line, "interactive", payload), line


async def ask_options(workspace: Workspace, pressed: Pressed, query: str) -> Json:
    """Ask the app for the options of an external select; empty when it does not answer."""
    with workspace.work() as work:
        who = person(work, pressed.user_id)
        place = spot(work, who, pressed.at)
        _element(place, pressed, who)
        payload: Json = {
            "type": "block_suggestion",
            "user": user_part(work, who),
            "container": container_of(place),
            "api_app_id": place.app.id,
            "token": place.app.verification_token,
            "action_id": pressed.action_id,
            "block_id": pressed.block_id,
            "value": query,
            "team": team_part(work),
            "enterprise": None,
            "is_enterprise_install": False,
        }
        payload |= surface_part(work, place, pressed.state)
        line = Line.to(place.app)
    answer = await workspace.courier.ask(line, "interactive", payload)
    known = ("options", "option_groups")
    return {key: answer.payload[key] for key in known if key in answer.payload}


def _element(place: Spot, pressed: Pressed, who: Person) -> Json:
    for block_id, element in interactive(place.blocks):
        if (block_id, element["action_id"]) == (pressed.block_id, pressed.action_id):
            seen_by = element.get("visible_to_user_ids")
            if not seen_by or who.id in seen_by:
                return element
    raise LocalError("element_not_found", 404)


def _action_payload(work: Work, who: Person, place: Spot, element: Json, pressed: Pressed) -> Json:
    action = action_of(element, pressed.block_id, pressed.choice, work.ts())
    changed = {block: dict(values) for block, values in pressed.state.items()}
    if pressed.choice:
        changed.setdefault(pressed.block_id, {})[pressed.action_id] = pressed.choice
    view_id = place.view.id if place.view and place.view.kind == "modal" else None
    payload: Json = {
        "type": "block_actions",
        "user": user_part(work, who),
        "api_app_id": place.app.id,
        "token": place.app.verification_token,
        "container": container_of(place),
        "trigger_id": trigger_for(work, place.app, who.id, "block_actions", view_id),
        "team": team_part(work),
        "enterprise": None,
        "is_enterprise_install": False,
    }
    payload |= surface_part(work, place, changed)
    if place.channel is not None and place.message is not None:
        payload["response_url"] = response_url_for(
            work, place.app, who.id, place.channel.id,
            message_ts=place.message.ts, thread_ts=place.message.thread_ts,
        )  # fmt: skip
    return payload | {"actions": [action]}


def container_of(place: Spot) -> Json:
    """Return what holds the element: a message or a view."""
    if place.view is not None:
        return {"type": "view", "view_id": place.view.id}
    message, channel = place.message, place.channel
    if message is None or channel is None:  # pragma: no cover  a spot is one or the other
        raise LocalError("element_not_found", 404)
    return without_nones(
        {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": message.only_for is not None,
            "thread_ts": message.thread_ts,
        }
    )


def surface_part(work: Work, place: Spot, changed: Json) -> Json:
    """Return the message and its state, or the view with its state."""
    state = with_files(work, state_of(place.blocks, changed), place.app.bot_user_id)
    if place.view is not None:
        return {"view": view_shape(work, place.view, state)}
    if place.channel is None or place.message is None:  # pragma: no cover  as above
        return {}
    part: Json = {"channel": channel_part(place.channel), "state": {"values": state}}
    if place.message.only_for is None:
        part["message"] = shape(place.message)
    return part
