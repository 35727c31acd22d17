"""views.open, views.push, views.update and views.publish: modals and the Home tab."""

from typing import Any

from sqlalchemy import select

from bot.workspace.api.call import Call
from bot.workspace.api.content import refuse
from bot.workspace.api.errors import SlackError, invalid_arguments
from bot.workspace.api.registry import Tier, method
from bot.workspace.apps.tickets import spend_trigger
from bot.workspace.blocks.check import check_view
from bot.workspace.tables import Person, ViewRecord
from bot.workspace.wire import Json
from bot.workspace.world.views import (
    STACK_MAX,
    add_view,
    close_views,
    home_of,
    replace_view,
    stack_of,
    tell_stack,
    view_shape,
)


@method("views.open", tier=Tier.FOUR)
def open_modal(call: Call) -> Json:
    """Open a modal for the person whose action gave the trigger id."""
    view = _new_modal(call)
    trigger = spend_trigger(call.work, call.app, _trigger_id(call))
    stack = stack_of(call.work, trigger.user_id)
    if trigger.view_id is None or not stack:
        close_views(call.work, stack)
        stack = []
    if len(stack) >= STACK_MAX:
        raise SlackError("push_limit_reached")
    record = add_view(call.work, call.app, trigger.user_id, view, stack[-1] if stack else None)
    tell_stack(call.work, trigger.user_id, "opened")
    return {"view": view_shape(call.work, record)}


@method("views.push", tier=Tier.FOUR)
def push(call: Call) -> Json:
    """Put a modal on top of the one in which the person acted; three at most."""
    view = _new_modal(call)
    trigger = spend_trigger(call.work, call.app, _trigger_id(call))
    stack = stack_of(call.work, trigger.user_id, call.app.id)
    if trigger.view_id is None or not stack:
        raise SlackError("not_found")
    if len(stack) >= STACK_MAX:
        raise SlackError("push_limit_reached")
    record = add_view(call.work, call.app, trigger.user_id, view, stack[-1])
    tell_stack(call.work, trigger.user_id, "pushed")
    return {"view": view_shape(call.work, record)}


@method("views.update", tier=Tier.FOUR)
def update(call: Call) -> Json:
    """Change an open view, by its id or external id; a stale `hash` is refused."""
    record = _open_view(call)
    view = view_from(call, record.kind)
    _check_hash(call, record)
    replace_view(call.work, record, view)
    shape = view_shape(call.work, record)
    if record.kind == "home":
        event = {"type": "home", "app": call.app.id, "view": shape}
        call.work.tell([record.user_id], event)
    else:
        tell_stack(call.work, record.user_id, "updated")
    return {"view": shape}


@method("views.publish", tier=Tier.FOUR)
def publish(call: Call) -> Json:
    """Show a Home tab to one person."""
    user_id = call.needed("user_id")
    if call.work.session.get(Person, user_id) is None:
        raise SlackError("user_not_found")
    if not call.app.manifest.get("features", {}).get("app_home", {}).get("home_tab_enabled", True):
        raise SlackError("not_enabled")
    view = view_from(call, "home")
    record = home_of(call.work, user_id, call.app.id)
    if record is None:
        record = add_view(call.work, call.app, user_id, view)
    else:
        _check_hash(call, record)
        replace_view(call.work, record, view)
    shape = view_shape(call.work, record)
    call.work.tell([user_id], {"type": "home", "app": call.app.id, "view": shape})
    return {"view": shape}


def view_from(call: Call, kind: str) -> Json:
    """Return the checked view of a call; `kind` is what it must be."""
    view: Any = call.shape("view", "invalid_arguments")
    if view is None:
        raise invalid_arguments("missing required field: view")
    refuse(check_view(view), "invalid_arguments")
    if view["type"] != kind:
        raise invalid_arguments(f"must be one of: {kind}", "/view/type")
    return dict(view)


def _new_modal(call: Call) -> Json:
    """Return the view of a modal to be opened; its external id must be free."""
    view = view_from(call, "modal")
    taken = select(ViewRecord.id).where(
        ViewRecord.app_id == call.app.id,
        ViewRecord.external_id == view.get("external_id"),
        ViewRecord.is_open.is_(True),
    )
    if view.get("external_id") and call.work.session.scalar(taken.limit(1)):
        raise SlackError("duplicate_external_id")
    return view


def _trigger_id(call: Call) -> str:
    name = "trigger_id" if call.has("trigger_id") else "interactivity_pointer"
    return call.needed(name)


def _open_view(call: Call) -> ViewRecord:
    found = select(ViewRecord).where(ViewRecord.app_id == call.app.id, ViewRecord.is_open.is_(True))
    if call.has("view_id"):
        found = found.where(ViewRecord.id == call.text("view_id"))
    else:
        found = found.where(ViewRecord.external_id == call.needed("external_id"))
    record = call.work.session.scalar(found.limit(1))
    if record is None:
        raise SlackError("not_found")
    return record


def _check_hash(call: Call, record: ViewRecord) -> None:
    if call.has("hash") and call.text("hash") != record.hash:
        raise SlackError("hash_conflict")
