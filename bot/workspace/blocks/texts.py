"""Composition objects: text, options, confirmation dialogs, filters, images and rich text."""

from bot.workspace.blocks.rules import (
    Check,
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

TEXT_MAX = 3000
ID = string(255)
URL = string(3000, least=1)


def plain(most: int = TEXT_MAX, least: int = 1) -> Check:
    """Return a check for a `plain_text` object."""
    return by_type({"plain_text": shape({"text": string(most, least)}, {"emoji": flag})})


def mrkdwn(most: int = TEXT_MAX, least: int = 1) -> Check:
    """Return a check for a `mrkdwn` object."""
    return by_type({"mrkdwn": shape({"text": string(most, least)}, {"verbatim": flag})})


def text(most: int = TEXT_MAX, least: int = 1) -> Check:
    """Return a check for a text object of either kind."""
    return by_type(
        {
            "plain_text": shape({"text": string(most, least)}, {"emoji": flag}),
            "mrkdwn": shape({"text": string(most, least)}, {"verbatim": flag}),
        }
    )


CONFIRM = shape(
    {"text": text(300)},
    {
        "title": plain(100),
        "confirm": plain(30),
        "deny": plain(30),
        "style": one_of("primary", "danger"),
    },
)
OPTION = shape({"text": plain(75), "value": string(150)}, {"description": plain(75)})
# Radio buttons and checkboxes may be formatted, and their description with them.
RICH_OPTION = shape({"text": text(75), "value": string(150)}, {"description": text(75)})
OVERFLOW_OPTION = shape(
    {"text": plain(75)}, {"value": string(150), "description": plain(75), "url": URL}
)
OPTION_GROUP = shape({"label": plain(75), "options": listing(OPTION, 100)})
DISPATCH = shape(
    optional={
        "trigger_actions_on": listing(one_of("on_enter_pressed", "on_character_entered"), 2, 1)
    }
)
FILTER = all_of(
    shape(
        optional={
            "include": listing(one_of("im", "mpim", "private", "public"), least=1),
            "exclude_external_shared_channels": flag,
            "exclude_bot_users": flag,
        }
    ),
    at_least_one("include", "exclude_external_shared_channels", "exclude_bot_users"),
)
SLACK_FILE = all_of(shape(optional={"id": string(), "url": URL}), at_least_one("id", "url"))
IMAGE = all_of(
    shape({"alt_text": string(2000)}, {"image_url": URL, "slack_file": SLACK_FILE}),
    at_least_one("image_url", "slack_file"),
)

STYLE = shape(optional=dict.fromkeys(("bold", "code", "italic", "strike", "underline"), flag))
STYLED = {"style": STYLE}
RICH_TEXT_LEAVES = {
    "text": shape({"text": string(least=1)}, STYLED),
    "link": shape({"url": URL}, STYLED | {"text": string(), "unsafe": flag}),
    "user": shape({"user_id": string()}, STYLED),
    "usergroup": shape({"usergroup_id": string()}, STYLED),
    "team": shape({"team_id": string()}, STYLED),
    "channel": shape({"channel_id": string()}, STYLED),
    "emoji": shape({"name": string()}, STYLED | {"unicode": string(), "url": string()}),
    "broadcast": shape({"range": one_of("here", "channel", "everyone")}, STYLED),
    "color": shape({"value": string()}, STYLED),
    "date": shape(
        {"timestamp": number(), "format": string()},
        STYLED | {"url": string(), "fallback": string()},
    ),
}
RICH_TEXT_LEAF = by_type(RICH_TEXT_LEAVES)
BORDER = {"border": number(0, 1)}
RICH_TEXT_SECTION = shape({"elements": listing(RICH_TEXT_LEAF)})
RICH_TEXT_PARTS = {
    "rich_text_section": RICH_TEXT_SECTION,
    "rich_text_list": shape(
        {
            "elements": listing(by_type({"rich_text_section": RICH_TEXT_SECTION})),
            "style": one_of("bullet", "ordered"),
        },
        BORDER | {"indent": number(0, 8), "offset": number(0)},
    ),
    "rich_text_quote": shape({"elements": listing(RICH_TEXT_LEAF)}, BORDER),
    "rich_text_preformatted": shape(
        {"elements": listing(by_type(RICH_TEXT_LEAVES, frozenset({"text", "link"})))},
        BORDER | {"language": string()},
    ),
}
RICH_TEXT = shape({"elements": listing(by_type(RICH_TEXT_PARTS))}, {"block_id": ID})
CELL = by_type(
    {
        "rich_text": RICH_TEXT,
        "raw_text": shape({"text": string(least=1)}),
        "raw_number": shape({"value": number(), "text": string(least=1)}),
    }
)
WORKFLOW = shape({"trigger": anything})
