"""blocks.validate and every posting method refuse what Slack refuses, with a pointer to it."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.workspace.blocks.catalogue import Surface
from bot.workspace.blocks.check import check_blocks, check_view, finished
from bot.workspace.driver import Human
from tests.support.blocks import (
    actions,
    button,
    cell,
    field,
    modal,
    mrkdwn,
    option,
    plain,
    section,
    select,
)
from tests.support.workspace import Running

LIMITS = [
    ([section()] * 50, [section()] * 51, ""),
    ([section(text=plain("x" * 3000))], [section(text=plain("x" * 3001))], "/0/text/text"),
    ([section(fields=[plain()] * 10)], [section(fields=[plain()] * 11)], "/0/fields"),
    (
        [section(fields=[plain("x" * 2000)])],
        [section(fields=[plain("x" * 2001)])],
        "/0/fields/0/text",
    ),
    (
        [{"type": "header", "text": plain("x" * 150)}],
        [{"type": "header", "text": plain("x" * 151)}],
        "/0/text/text",
    ),
    ([actions(*[button()] * 25)], [actions(*[button()] * 26)], "/0/elements"),
    (
        [actions(button(text=plain("x" * 75)))],
        [actions(button(text=plain("x" * 76)))],
        "/0/elements/0/text/text",
    ),
    (
        [actions(button(value="x" * 2000))],
        [actions(button(value="x" * 2001))],
        "/0/elements/0/value",
    ),
    (
        [{"type": "markdown", "text": "x" * 12_000}],
        [{"type": "markdown", "text": "x" * 12_001}],
        "/0/text",
    ),
    (
        [{"type": "markdown", "text": "x" * 6_000}] * 2,
        [{"type": "markdown", "text": "x" * 6_001}] * 2,
        "",
    ),
    (
        [{"type": "table", "rows": [[cell()]] * 100}],
        [{"type": "table", "rows": [[cell()]] * 101}],
        "/0/rows",
    ),
    (
        [{"type": "table", "rows": [[cell()] * 20]}],
        [{"type": "table", "rows": [[cell()] * 21]}],
        "/0/rows/0",
    ),
    (
        [{"type": "table", "rows": [[cell("x" * 10_000)]]}],
        [{"type": "table", "rows": [[cell("x" * 10_001)]]}],
        "",
    ),
    (
        [{"type": "data_table", "caption": "c", "rows": [[cell("x" * 20_000)]]}],
        [{"type": "data_table", "caption": "c", "rows": [[cell("x" * 20_001)]]}],
        "",
    ),
    (
        [{"type": "card", "title": mrkdwn("x" * 150)}],
        [{"type": "card", "title": mrkdwn("x" * 151)}],
        "/0/title/text",
    ),
    (
        [{"type": "card", "body": mrkdwn("x" * 200), "actions": [button()] * 3}],
        [{"type": "card", "body": mrkdwn("x" * 201), "actions": [button()] * 3}],
        "/0/body/text",
    ),
    (
        [{"type": "container", "title": plain(), "child_blocks": [{"type": "divider"}] * 10}],
        [{"type": "container", "title": plain(), "child_blocks": [{"type": "divider"}] * 11}],
        "/0/child_blocks",
    ),
    (
        [{"type": "carousel", "elements": [{"type": "card", "body": mrkdwn()}] * 10}],
        [{"type": "carousel", "elements": [{"type": "card", "body": mrkdwn()}] * 11}],
        "/0/elements",
    ),
    (
        [{"type": "context", "elements": [plain()] * 10}],
        [{"type": "context", "elements": [plain()] * 11}],
        "/0/elements",
    ),
    (
        [actions(select(options=[option("x" * 75, "v" * 150)]))],
        [actions(select(options=[option("x" * 76, "v")]))],
        "/0/elements/0/options/0/text/text",
    ),
    (
        [actions(select(options=[option()] * 100))],
        [actions(select(options=[option()] * 101))],
        "/0/elements/0/options",
    ),
    ([section(block_id="b" * 255)], [section(block_id="b" * 256)], "/0/block_id"),
    (
        [actions(button(action_id="b" * 255))],
        [actions(button(action_id="b" * 256))],
        "/0/elements/0/action_id",
    ),
]


@pytest.mark.parametrize(("most", "more", "pointer"), LIMITS)
def test_a_limit_holds_at_its_number_and_not_before(
    most: list[dict[str, Any]], more: list[dict[str, Any]], pointer: str
) -> None:
    assert check_blocks(most, Surface.MESSAGE) == []
    [problem] = check_blocks(more, Surface.MESSAGE)
    assert problem.pointer == f"/blocks{pointer}"


WRONG = [
    ("not a list", "", "must provide an array"),
    ([{"text": plain()}], "/0", "missing required field: type"),
    ([{"type": "song"}], "/0/type", "unsupported type: song"),
    ([{"type": "section"}], "/0", "must provide one of: text, fields"),
    ([section(colour="red")], "/0", "invalid additional property: colour"),
    ([section(text="x")], "/0/text", "missing required field: type"),
    ([section(text=plain(""))], "/0/text/text", "must be more than 0 characters"),
    ([{"type": "header", "text": mrkdwn()}], "/0/text/type", "unsupported type: mrkdwn"),
    ([{"type": "header"}], "/0", "missing required field: text"),
    ([section(expand="yes")], "/0/expand", "must provide a boolean"),
    ([actions(button(style="red"))], "/0/elements/0/style", "must be one of: primary, danger"),
    ([actions({"type": "image"})], "/0/elements/0/type", "unsupported type: image"),
    ([actions()], "/0/elements", "no fewer than 1 items allowed"),
    ([{"type": "actions", "elements": "x"}], "/0/elements", "must provide an array"),
    ([section(block_id="a"), section(block_id="a")], "/1", "block_id `a` already exists"),
    (
        [actions(button(action_id="a"), button(action_id="a"))],
        "/0",
        "action_id `a` already exists",
    ),
    ([{"type": "table", "rows": [[cell()]]}] * 2, "", "only_one_table_allowed"),
    ([{"type": "alert", "text": plain()}], "/0/type", "unsupported type: alert"),
    ([{"type": "section", "text": 1}], "/0/text", "missing required field: type"),
    ([section(block_id=1)], "/0/block_id", "must provide a string"),
    (
        [{"type": "data_table", "caption": "c", "rows": [[cell()]], "page_size": 101}],
        "/0/page_size",
        "must be at most 100",
    ),
    (
        [{"type": "data_table", "caption": "c", "rows": [[cell()]], "page_size": 0}],
        "/0/page_size",
        "must be at least 1",
    ),
    (
        [{"type": "data_table", "caption": "c", "rows": [[cell()]], "page_size": "5"}],
        "/0/page_size",
        "must provide a number",
    ),
    (
        [actions({"type": "static_select"})],
        "/0/elements/0",
        "must provide one of: options, option_groups",
    ),
    ([field({"type": "file_input"})], "/0/element/type", "unsupported type: file_input"),
    (
        [
            field({"type": "plain_text_input", "action_id": "a", "focus_on_load": True}),
            field({"type": "plain_text_input", "action_id": "a", "focus_on_load": True}),
        ],
        "",
        "focus_on_load can only be true for one element",
    ),
    (
        [
            {
                "type": "container",
                "title": plain(),
                "child_blocks": [{"type": "card", "body": mrkdwn()}],
            }
        ],
        "/0/child_blocks/0/type",
        "unsupported type: card",
    ),
    ([section(accessory="x")], "/0/accessory", "missing required field: type"),
    (
        [section(text={"type": "plain_text", "text": "x", "emoji": 1})],
        "/0/text/emoji",
        "must provide a boolean",
    ),
    (["x"], "/0", "missing required field: type"),
    ([actions(button(confirm="x"))], "/0/elements/0/confirm", "must provide an object"),
]


@pytest.mark.parametrize(("blocks", "pointer", "message"), WRONG)
def test_what_is_wrong_is_named_with_its_place(blocks: Any, pointer: str, message: str) -> None:
    problems = check_blocks(blocks, Surface.MESSAGE)

    assert (f"/blocks{pointer}", message) in [(p.pointer, p.message) for p in problems]


ONLY_ON = {
    "alert": ({"type": "alert", "text": plain()}, {Surface.MODAL}),
    "markdown": ({"type": "markdown", "text": "x"}, {Surface.MESSAGE}),
    "plan": ({"type": "plan", "title": "x"}, {Surface.MESSAGE}),
    "task_card": ({"type": "task_card", "task_id": "1", "title": "x"}, {Surface.MESSAGE}),
    "table": ({"type": "table", "rows": [[cell()]]}, {Surface.MESSAGE, Surface.HOME}),
    "data_visualization": ({"type": "data_visualization"}, {Surface.MESSAGE, Surface.HOME}),
    "section": (section(), set(Surface)),
}


@pytest.mark.parametrize("kind", sorted(ONLY_ON))
def test_a_block_stands_on_its_surfaces_only(kind: str) -> None:
    block, surfaces = ONLY_ON[kind]

    accepted = {surface for surface in Surface if not check_blocks([block], surface)}

    assert accepted == surfaces


VIEWS = [
    (modal(section()), None),
    (modal(section(), title=plain("x" * 25)), "/view/title/text"),
    (modal(section(), private_metadata="x" * 3001), "/view/private_metadata"),
    (modal(section(), callback_id="x" * 256), "/view/callback_id"),
    (modal(section(), colour="red"), "/view"),
    (modal(*[section()] * 101), "/view/blocks"),
    (modal(*[section()] * 100), None),
    (modal(field({"type": "file_input", "max_files": 11})), "/view/blocks/0/element/max_files"),
    (modal(field({"type": "file_input", "max_files": 10})), None),
    ({"type": "modal", "title": plain(), "blocks": [field({"type": "plain_text_input"})]}, "/view"),
    ({"type": "modal", "blocks": [section()]}, "/view"),
    ({"type": "modal", "title": plain()}, "/view"),
    ({"type": "home", "blocks": [section()], "title": plain()}, "/view"),
    ({"type": "home", "blocks": [section()]}, None),
    ({"type": "page", "blocks": []}, "/view/type"),
    ("x", "/view/type"),
]


@pytest.mark.parametrize(("view", "pointer"), VIEWS)
def test_views_are_checked_whole(view: Any, pointer: str | None) -> None:
    pointers = [problem.pointer for problem in check_view(view)]

    assert pointers == ([pointer] if pointer else [])


def test_accepted_blocks_get_ids_and_text_flags() -> None:
    given = [section(text=mrkdwn()), {"type": "markdown", "text": "x", "block_id": "mine"}]

    first, second = finished([*given, actions(button())])[:2]

    assert first["text"]["verbatim"] is False
    assert first["block_id"]
    assert second["block_id"] != "mine"
    assert given[1]["block_id"] == "mine"


def test_validate_needs_no_token_and_one_argument(slack: Running) -> None:
    web = WebClient(base_url=slack.api)

    assert web.blocks_validate(blocks=[section()])["ok"]
    assert web.blocks_validate(message={"blocks": [section()]})["ok"]
    assert web.blocks_validate(view=modal(section()))["ok"]
    with pytest.raises(SlackApiError) as caught:
        web.blocks_validate(blocks=[section()], view=modal(section()))
    assert caught.value.response["error"] == "invalid_arguments"
    with pytest.raises(SlackApiError) as caught:
        web.blocks_validate(view=modal(title=plain("x" * 25)))
    assert caught.value.response["error"] == "invalid_blocks"


def test_a_refused_message_says_where(ana: Human, web: WebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        web.chat_postMessage(
            channel=ana.id, text="x", blocks=[{"type": "header", "text": plain("x" * 151)}]
        )

    answer = caught.value.response
    assert answer["error"] == "invalid_blocks"
    expected = "must be less than 151 characters [json-pointer:/blocks/0/text/text]"
    assert answer["errors"] == [expected]
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {expected}"]
    assert ana.history(ana.dm("Retaguarda")) == []
