"""Views: modals in a stack of at most three, and one Home tab for each person and app."""

import secrets

from sqlalchemy import select

from bot.workspace.blocks.check import finished
from bot.workspace.stamps import fresh_id, seconds_of
from bot.workspace.tables import App, ViewRecord
from bot.workspace.wire import Json
from bot.workspace.work import Work
from bot.workspace.world.people import team_of

STACK_MAX = 3


def stack_of(work: Work, user_id: str, app_id: str | None = None) -> list[ViewRecord]:
    """Return somebody's open modals, the bottom one first."""
    found = select(ViewRecord).where(
        ViewRecord.user_id == user_id, ViewRecord.kind == "modal", ViewRecord.is_open.is_(True)
    )
    if app_id is not None:
        found = found.where(ViewRecord.app_id == app_id)
    return list(work.session.scalars(found.order_by(ViewRecord.place)))


def home_of(work: Work, user_id: str, app_id: str) -> ViewRecord | None:
    """Return the Home tab an app has published for somebody."""
    return work.session.scalar(
        select(ViewRecord).where(
            ViewRecord.user_id == user_id, ViewRecord.app_id == app_id, ViewRecord.kind == "home"
        )
    )


def add_view(
    work: Work, app: App, user_id: str, view: Json, below: ViewRecord | None = None
) -> ViewRecord:
    """Keep a new view, on top of `below` if given."""
    view_id = fresh_id("V")
    record = ViewRecord(
        id=view_id, kind=view["type"], app_id=app.id, user_id=user_id,
        root_id=below.root_id if below else view_id, previous_id=below.id if below else None,
        external_id=view.get("external_id") or "", hash=_hash(work), is_open=True,
        place=below.place + 1 if below else 0, body=stored(view),
    )  # fmt: skip
    work.session.add(record)
    work.session.flush()
    return record


def replace_view(work: Work, record: ViewRecord, view: Json) -> None:
    """Give a view a new content and hash; its id and place stay."""
    record.body = stored(view)
    record.hash = _hash(work)
    if view.get("external_id"):
        record.external_id = view["external_id"]
    work.session.flush()


def close_views(work: Work, records: list[ViewRecord]) -> None:
    for record in records:
        record.is_open = False
    work.session.flush()


def tell_stack(work: Work, user_id: str, why: str) -> None:
    """Let the person's page know what is open now."""
    shapes = [view_shape(work, record) for record in stack_of(work, user_id)]
    work.tell([user_id], {"type": "modal", "why": why, "modals": shapes})


def view_shape(work: Work, record: ViewRecord, state: Json | None = None) -> Json:
    """Return the view object as Slack gives it."""
    body, app = record.body, work.session.get_one(App, record.app_id)
    team_id = team_of(work).id
    shape: Json = {
        "id": record.id,
        "team_id": team_id,
        "type": record.kind,
        "blocks": body["blocks"],
        "private_metadata": body.get("private_metadata") or "",
        "callback_id": body.get("callback_id") or "",
        "state": {"values": state or {}},
        "hash": record.hash,
        "title": body.get("title") or {"type": "plain_text", "text": "View Title", "emoji": True},
        "clear_on_close": bool(body.get("clear_on_close")),
        "notify_on_close": bool(body.get("notify_on_close")),
        "close": body.get("close"),
        "submit": body.get("submit"),
        "previous_view_id": record.previous_id,
        "root_view_id": record.root_id,
        "app_id": app.id,
        "external_id": record.external_id,
        "app_installed_team_id": team_id,
        "bot_id": app.bot_id,
    }
    return shape


def stored(view: Json) -> Json:
    """Return a checked view as it is kept."""
    kept = {key: value for key, value in view.items() if key != "blocks"}
    [texts] = finished([{key: kept[key] for key in ("title", "submit", "close") if kept.get(key)}])
    texts.pop("block_id", None)
    return kept | texts | {"blocks": finished(view["blocks"])}


def _hash(work: Work) -> str:
    return f"{seconds_of(work.now())}.{secrets.token_hex(4)}"
