"""The blocks there are: their fields and limits, and the surfaces they may stand on."""

from enum import StrEnum

from bot.workspace.blocks.elements import (
    IN_ACTIONS,
    IN_CARD,
    IN_CONTEXT,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    element,
)
from bot.workspace.blocks.rules import (
    Check,
    Problems,
    all_of,
    anything,
    at_least_one,
    by_type,
    flag,
    listing,
    number,
    one_of,
    shape,
    string,
)
from bot.workspace.blocks.texts import (
    CELL,
    ID,
    IMAGE,
    RICH_TEXT,
    SLACK_FILE,
    URL,
    mrkdwn,
    plain,
    text,
)


class Surface(StrEnum):
    """Where blocks are shown."""

    MESSAGE = "message"
    MODAL = "modal"
    HOME = "home"


EVERYWHERE = frozenset(Surface)
MESSAGES = frozenset({Surface.MESSAGE})
MODALS = frozenset({Surface.MODAL})
MESSAGES_AND_HOME = frozenset({Surface.MESSAGE, Surface.HOME})

BLOCK = {"block_id": ID}
SOURCE = by_type({"url": shape({"url": URL, "text": string()})})
RICH = by_type({"rich_text": RICH_TEXT})
STATUS = one_of("pending", "in_progress", "complete", "error")
PICTURE = by_type({"image": IMAGE})

TASK_CARD = shape(
    {"task_id": string(255), "title": string(256)},
    BLOCK | {"details": RICH, "output": RICH, "sources": listing(SOURCE), "status": STATUS},
)
CARD = all_of(
    shape(
        optional=BLOCK
        | {
            "hero_image": PICTURE,
            "icon": PICTURE,
            "slack_icon": anything,
            "title": mrkdwn(150),
            "subtitle": mrkdwn(150),
            "body": mrkdwn(200),
            "subtext": mrkdwn(200),
            "actions": listing(element(IN_CARD), 3),
        }
    ),
    at_least_one("hero_image", "title", "actions", "body"),
)
SECTION = all_of(
    shape(
        optional=BLOCK
        | {
            "text": text(3000),
            "fields": listing(text(2000), 10, 1),
            "accessory": element(IN_SECTION),
            "expand": flag,
        }
    ),
    at_least_one("text", "fields"),
)
COLUMN = shape(optional={"align": one_of("left", "center", "right"), "is_wrapped": flag})
IN_CONTAINER = frozenset(
    {
        "actions", "context", "divider", "file", "header", "image", "input", "rich_text",
        "section", "table", "video",
    }
)  # fmt: skip

BLOCKS: dict[str, tuple[Check, frozenset[Surface]]] = {
    "section": (SECTION, EVERYWHERE),
    "divider": (shape(optional=BLOCK), EVERYWHERE),
    "header": (shape({"text": plain(150)}, BLOCK | {"level": number(1, 4)}), EVERYWHERE),
    "image": (
        all_of(
            shape(
                {"alt_text": string(2000)},
                BLOCK | {"title": plain(2000), "image_url": URL, "slack_file": SLACK_FILE},
            ),
            at_least_one("image_url", "slack_file"),
        ),
        EVERYWHERE,
    ),
    "actions": (shape({"elements": listing(element(IN_ACTIONS), 25, 1)}, BLOCK), EVERYWHERE),
    "context": (shape({"elements": listing(element(IN_CONTEXT), 10, 1)}, BLOCK), EVERYWHERE),
    "context_actions": (
        shape({"elements": listing(element(IN_CONTEXT_ACTIONS), 5, 1)}, BLOCK),
        MESSAGES,
    ),
    "input": (
        shape(
            {"label": plain(2000), "element": element(IN_INPUT)},
            BLOCK | {"hint": plain(2000), "optional": flag, "dispatch_action": flag},
        ),
        EVERYWHERE,
    ),
    "rich_text": (RICH_TEXT, EVERYWHERE),
    "video": (
        shape(
            {"alt_text": string(), "title": plain(200), "thumbnail_url": URL, "video_url": URL},
            BLOCK
            | {
                "title_url": URL,
                "author_name": string(50),
                "provider_name": string(),
                "provider_icon_url": URL,
                "description": plain(200),
            },
        ),
        EVERYWHERE,
    ),
    "file": (shape({"external_id": string(), "source": one_of("remote")}, BLOCK), MESSAGES),
    "markdown": (shape({"text": string(12_000, least=1)}, BLOCK), MESSAGES),
    "alert": (
        shape(
            {"text": text(200)},
            BLOCK | {"level": one_of("default", "info", "warning", "error", "success")},
        ),
        MODALS,
    ),
    "task_card": (TASK_CARD, MESSAGES),
    "plan": (
        shape(
            {"title": string(256)},
            BLOCK | {"tasks": listing(by_type({"task_card": TASK_CARD}), 50)},
        ),
        MESSAGES,
    ),
    "table": (
        shape(
            {"rows": listing(listing(CELL, 20, 1), 100, 1)},
            BLOCK | {"column_settings": listing(COLUMN, 20)},
        ),
        MESSAGES_AND_HOME,
    ),
    "data_table": (
        shape(
            {"rows": listing(listing(CELL, 20, 1), 101, 1), "caption": string()},
            BLOCK | {"page_size": number(1, 100), "row_header_column_index": number(0, 19)},
        ),
        MESSAGES_AND_HOME,
    ),
    # Slack shows it, but publishes no shape in @slack/types 3.2.0: only that it is an object.
    "data_visualization": (anything, MESSAGES_AND_HOME),
    "card": (CARD, MESSAGES_AND_HOME),
    "carousel": (
        shape({"elements": listing(by_type({"card": CARD}), 10, 1)}, BLOCK),
        MESSAGES_AND_HOME,
    ),
}


def _inside_container(value: object, at: str, problems: Problems) -> None:
    by_type({kind: check for kind, (check, _) in BLOCKS.items()}, IN_CONTAINER)(value, at, problems)


BLOCKS["container"] = (
    all_of(
        shape(
            {"child_blocks": listing(_inside_container, 10, 1)},
            BLOCK
            | {
                "title": plain(150),
                "rich_text_title": RICH,
                "subtitle": text(150),
                "width": one_of("narrow", "standard", "wide", "full"),
                "icon": PICTURE,
                "is_collapsible": flag,
                "default_collapsed": flag,
                "has_header_divider": flag,
            },
        ),
        at_least_one("title", "rich_text_title"),
    ),
    MESSAGES_AND_HOME,
)
