"""Submitting and closing modals: what the app answers decides what stays open."""

from dataclasses import dataclass, field

from bot.workspace.acts.fields import field_errors
from bot.workspace.acts.files_given import with_files
from bot.workspace.acts.reach import open_view, person, team_part, user_part
from bot.workspace.apps.line import Answer, Line
from bot.workspace.apps.tickets import trigger_for
from bot.workspace.blocks.check import check_view, inputs
from bot.workspace.blocks.state import state_of
from bot.workspace.tables import App, Person, ViewRecord
from bot.workspace.wire import Json
from bot.workspace.work import Work
from bot.workspace.workspace import Workspace
from bot.workspace.world.views import (
    STACK_MAX,
    add_view,
    close_views,
    replace_view,
    stack_of,
    tell_stack,
    view_shape,
)


@dataclass(frozen=True, slots=True)
class Submitted:
    """How a submission ended: closed, errors, updated, pushed, cleared, not_acked, not_delivered."""

    outcome: str
    errors: dict[str, str] = field(default_factory=dict)
    why: str = ""
    app_name: str = ""


async def submit(workspace: Workspace, user_id: str, view_id: str, changed: Json) -> Submitted:
    """Send a modal's values to its app and do what the app answers."""
    with workspace.work() as work:
        who = person(work, user_id)
        view = open_view(work, who, view_id)
        app = work.session.get_one(App, view.app_id)
        values = state_of(view.body["blocks"], changed)
        if errors := field_errors(view.body["blocks"], values, who.locale):
            return Submitted("errors", errors, app_name=app.name)
        payload = _payload(work, "view_submission", who, app)
        payload |= {
            "trigger_id": trigger_for(work, app, who.id, "view_submission", view.id),
            "view": view_shape(work, view, with_files(work, values, app.bot_user_id)),
            "response_urls": [],
        }
        line = Line.to(app)
    answer = await workspace.courier.ask(line, "interactive", payload)
    if answer.outcome != "acked":
        return Submitted(answer.outcome, app_name=line.app_name)
    with workspace.work() as work:
        return _obey(work, user_id, view_id, answer, line)


async def close(
    workspace: Workspace, user_id: str, view_id: str, *, everything: bool = False
) -> list[Answer]:
    """Close the top modal (or all), and tell the apps that asked to know."""
    told: list[tuple[Line, Json]] = []
    with workspace.work() as work:
        who = person(work, user_id)
        view = open_view(work, who, view_id)
        stack = stack_of(work, who.id)
        everything = everything or bool(view.body.get("clear_on_close"))
        gone = list(reversed(stack)) if everything else [v for v in stack if v.place >= view.place]
        close_views(work, gone)
        tell_stack(work, who.id, "cleared" if everything else "closed")
        for each in gone:
            if each.body.get("notify_on_close"):
                app = work.session.get_one(App, each.app_id)
                payload = _payload(work, "view_closed", who, app)
                payload |= {"view": view_shape(work, each), "is_cleared": everything}
                told.append((Line.to(app), payload))
    return [await workspace.courier.ask(line, "interactive", payload) for line, payload in told]


def _payload(work: Work, kind: str, who: Person, app: App) -> Json:
    return {
        "type": kind,
        "team": team_part(work),
        "user": user_part(work, who),
        "api_app_id": app.id,
        "token": app.verification_token,
        "is_enterprise_install": False,
        "enterprise": None,
    }


def _obey(work: Work, user_id: str, view_id: str, answer: Answer, line: Line) -> Submitted:
    """Do what an acknowledgement says to the view: nothing said closes it."""
    view = work.session.get_one(ViewRecord, view_id)
    stack = stack_of(work, person(work, user_id).id)
    told = answer.payload
    match told.get("response_action"):
        case "errors":
            return _show_errors(view, told.get("errors"), line)
        case "clear":
            close_views(work, stack)
            outcome = "cleared"
        case "update" | "push" as verb:
            if problems := check_view(told.get("view")):
                why = problems[0].written()
                return Submitted("not_acked", why=why, app_name=line.app_name)
            if verb == "push" and len(stack) >= STACK_MAX:
                why = "push_limit_reached"
                return Submitted("not_acked", why=why, app_name=line.app_name)
            outcome = _new_content(work, verb, view, told["view"])
        case _:
            close_views(work, [each for each in stack if each.place >= view.place])
            outcome = "closed"
    tell_stack(work, view.user_id, outcome)
    return Submitted(outcome, app_name=line.app_name)


def _new_content(work: Work, verb: str, view: ViewRecord, content: Json) -> str:
    if verb == "update":
        replace_view(work, view, content)
        return "updated"
    app = work.session.get_one(App, view.app_id)
    add_view(work, app, view.user_id, content, view)
    return "pushed"


def _show_errors(view: ViewRecord, errors: object, line: Line) -> Submitted:
    """Return the errors that Slack can show: they must name blocks with an input."""
    shown = {block["block_id"] for block in inputs(view.body["blocks"])}
    told = errors if isinstance(errors, dict) else {}
    known = {str(block): str(text) for block, text in told.items() if block in shown}
    if not known:
        why = "errors must be keyed by the block_id of an input block"
        return Submitted("not_acked", why=why, app_name=line.app_name)
    return Submitted("errors", known, app_name=line.app_name)
