"""Checks blocks, messages and views as Slack does, and finishes accepted blocks as Slack stores them."""

import copy
import secrets
import string
from collections.abc import Iterator
from typing import Any

from bot.workspace.blocks.catalogue import BLOCKS, Surface
from bot.workspace.blocks.rules import Problem, Problems
from bot.workspace.blocks.rules import string as text_of
from bot.workspace.blocks.texts import plain
from bot.workspace.wire import Json

BLOCKS_MAX = {Surface.MESSAGE: 50, Surface.MODAL: 100, Surface.HOME: 100}
MARKDOWN_MAX = 12_000
TABLE_MAX = 10_000
DATA_TABLE_MAX = 20_000
VIEW_KEYS = {
    "private_metadata": text_of(3000),
    "callback_id": text_of(255),
    "external_id": text_of(255),
}
MODAL_KEYS = {"title": plain(24), "submit": plain(24), "close": plain(24)}
VIEW_FLAGS = frozenset({"clear_on_close", "notify_on_close", "submit_disabled"})
ID_CHARACTERS = string.ascii_letters + string.digits


def check_blocks(blocks: Any, surface: Surface, at: str = "/blocks") -> Problems:
    """Return what Slack would refuse in a list of blocks on that surface."""
    problems: Problems = []
    if not isinstance(blocks, list):
        return [Problem(at, "must provide an array")]
    if len(blocks) > BLOCKS_MAX[surface]:
        problems.append(Problem(at, f"no more than {BLOCKS_MAX[surface]} items allowed"))
    for place, block in enumerate(blocks):
        _check_block(block, surface, f"{at}/{place}", problems)
    if not problems:
        _check_together(blocks, at, problems)
    return problems


def check_view(view: Any, at: str = "/view") -> Problems:
    """Return what Slack would refuse in a modal or Home view."""
    if not isinstance(view, dict) or view.get("type") not in ("modal", "home"):
        return [Problem(f"{at}/type", "must be one of: modal, home")]
    surface = Surface(view["type"])
    problems: Problems = []
    known = VIEW_KEYS | (MODAL_KEYS if surface is Surface.MODAL else {})
    for key, value in view.items():
        if key in known and value is not None:
            known[key](value, f"{at}/{key}", problems)
        elif key not in known and key not in VIEW_FLAGS and key not in ("type", "blocks"):
            problems.append(Problem(at, f"invalid additional property: {key}"))
    if "blocks" not in view:
        problems.append(Problem(at, "missing required field: blocks"))
        return problems
    problems += check_blocks(view["blocks"], surface, f"{at}/blocks")
    if surface is Surface.MODAL:
        has_inputs = any(block.get("type") == "input" for block in _objects(view["blocks"]))
        problems += [
            Problem(at, f"missing required field: {key}")
            for key, due in (("title", True), ("submit", has_inputs))
            if due and not view.get(key)
        ]
    return problems


def finished(blocks: list[Json]) -> list[Json]:
    """Return accepted blocks as Slack stores them: ids given, text flags filled in."""
    stored = copy.deepcopy(blocks)
    for block in stored:
        _finish(block)
        if block.get("type") == "markdown":
            block.pop("block_id", None)  # Slack does not keep it
        block.setdefault("block_id", fresh_block_id())
    return stored


def fresh_block_id() -> str:
    return "".join(secrets.choice(ID_CHARACTERS) for _ in range(5))


def interactive(blocks: list[Json]) -> Iterator[tuple[str, Json]]:
    """Yield every element that has an action, with its block's id."""
    for block in blocks:
        block_id = block.get("block_id", "")
        for element in _elements(block):
            if "action_id" in element:
                yield block_id, element
        yield from interactive(block.get("child_blocks", []))


def inputs(blocks: list[Json]) -> Iterator[Json]:
    """Yield the input blocks, those inside containers too."""
    for block in blocks:
        if block.get("type") == "input":
            yield block
        yield from inputs(block.get("child_blocks", []))


def _elements(block: Json) -> Iterator[Json]:
    for key in ("elements", "actions"):
        for element in _objects(block.get(key, [])):
            yield element
            if element.get("type") == "card":
                yield from _elements(element)
    for key in ("accessory", "element"):
        if isinstance(block.get(key), dict):
            yield block[key]


def _objects(items: Any) -> list[Json]:
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _check_block(block: Any, surface: Surface, at: str, problems: Problems) -> None:
    kind = block.get("type") if isinstance(block, dict) else None
    if kind is None:
        problems.append(Problem(at, "missing required field: type"))
        return
    if kind not in BLOCKS or surface not in BLOCKS[kind][1]:
        problems.append(Problem(f"{at}/type", f"unsupported type: {kind}"))
        return
    BLOCKS[kind][0](block, at, problems)
    file_input = isinstance(block.get("element"), dict) and block["element"].get("type")
    if file_input == "file_input" and surface is not Surface.MODAL:
        problems.append(Problem(f"{at}/element/type", "unsupported type: file_input"))


def _check_together(blocks: list[Json], at: str, problems: Problems) -> None:
    """Check what holds over all blocks at once: unique ids and total lengths."""
    seen: set[str] = set()
    for place, block in enumerate(blocks):
        block_id = block.get("block_id")
        if block_id and block_id in seen:
            problems.append(Problem(f"{at}/{place}", f"block_id `{block_id}` already exists"))
        seen.add(block_id or "")
        names = [each["action_id"] for each in _elements(block) if "action_id" in each]
        for name in sorted({name for name in names if names.count(name) > 1}):
            problems.append(Problem(f"{at}/{place}", f"action_id `{name}` already exists"))
    for kind, most in (("table", TABLE_MAX), ("data_table", DATA_TABLE_MAX)):
        cells = [c for b in blocks if b["type"] == kind for row in b["rows"] for c in row]
        if sum(len(str(cell.get("text", cell.get("elements", "")))) for cell in cells) > most:
            problems.append(Problem(at, f"{kind} must be less than {most + 1} characters"))
    if sum(len(b["text"]) for b in blocks if b["type"] == "markdown") > MARKDOWN_MAX:
        problems.append(Problem(at, f"must be less than {MARKDOWN_MAX + 1} characters"))
    if sum(b["type"] == "table" for b in blocks) > 1:
        problems.append(Problem(at, "only_one_table_allowed"))
    focused = [e for b in blocks for e in _elements(b) if e.get("focus_on_load")]
    if len(focused) > 1:
        problems.append(Problem(at, "focus_on_load can only be true for one element"))


def _finish(part: Any) -> None:
    if isinstance(part, list):
        for item in part:
            _finish(item)
        return
    if not isinstance(part, dict):
        return
    if part.get("type") == "plain_text":
        part.setdefault("emoji", True)
    elif part.get("type") == "mrkdwn":
        part.setdefault("verbatim", False)
    elif part.get("type") in ACTIONABLE:
        part.setdefault("action_id", fresh_block_id())
    for value in part.values():
        _finish(value)


ACTIONABLE = frozenset(
    {
        "button", "workflow_button", "icon_button", "feedback_buttons", "checkboxes",
        "radio_buttons", "overflow", "datepicker", "timepicker", "datetimepicker",
        "static_select", "multi_static_select", "external_select", "multi_external_select",
        "users_select", "multi_users_select", "channels_select", "multi_channels_select",
        "conversations_select", "multi_conversations_select", "plain_text_input",
        "email_text_input", "url_text_input", "number_input", "rich_text_input", "file_input",
    }
)  # fmt: skip
