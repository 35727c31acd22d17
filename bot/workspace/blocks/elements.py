"""Block elements: what can be pressed, chosen and filled in, and in which blocks."""

from bot.workspace.blocks.rules import (
    Check,
    all_of,
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
    CONFIRM,
    DISPATCH,
    FILTER,
    ID,
    IMAGE,
    OPTION,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    RICH_OPTION,
    RICH_TEXT,
    URL,
    WORKFLOW,
    mrkdwn,
    plain,
)

ACTION = {"action_id": ID}
ACCENT = {"style": one_of("primary", "danger"), "accessibility_label": string(75)}
CONFIRMED = ACTION | {"confirm": CONFIRM}
FOCUS = {"focus_on_load": flag}
PLACEHOLDER = {"placeholder": plain(150)}
INPUT = ACTION | FOCUS | PLACEHOLDER | {"dispatch_action_config": DISPATCH}
MENU = CONFIRMED | FOCUS | PLACEHOLDER
MULTI = MENU | {"max_selected_items": number(1)}
VISIBLE = {"visible_to_user_ids": listing(string())}
RESPONDS = {"response_url_enabled": flag}
CHOICES = {"options": listing(OPTION, 100, 1), "option_groups": listing(OPTION_GROUP, 100, 1)}
HAS_CHOICES = at_least_one("options", "option_groups")
FEEDBACK = shape({"text": plain(75), "value": string(2000)}, {"accessibility_label": string(75)})

ELEMENTS: dict[str, Check] = {
    "button": shape(
        {"text": plain(75)},
        CONFIRMED
        | ACCENT
        | VISIBLE
        | {
            "value": string(2000),
            "url": URL,
            "agent_prompt": string(4000),
            "agent_prompt_display": string(75),
        },
    ),
    "workflow_button": shape({"text": plain(75), "workflow": WORKFLOW}, CONFIRMED | ACCENT),
    "icon_button": shape(
        {"icon": one_of("trash"), "text": plain(75)},
        CONFIRMED | VISIBLE | {"accessibility_label": string(75), "value": string(2000)},
    ),
    "feedback_buttons": shape({"positive_button": FEEDBACK, "negative_button": FEEDBACK}, ACTION),
    "checkboxes": shape(
        {"options": listing(RICH_OPTION, 10, 1)},
        CONFIRMED | FOCUS | {"initial_options": listing(RICH_OPTION, 10, 1)},
    ),
    "radio_buttons": shape(
        {"options": listing(RICH_OPTION, 10, 1)},
        CONFIRMED | FOCUS | {"initial_option": RICH_OPTION},
    ),
    "overflow": shape({"options": listing(OVERFLOW_OPTION, 5, 1)}, CONFIRMED),
    "datepicker": shape(optional=MENU | {"initial_date": string(10)}),
    "timepicker": shape(optional=MENU | {"initial_time": string(5), "timezone": string()}),
    "datetimepicker": shape(optional=CONFIRMED | FOCUS | {"initial_date_time": number(0)}),
    "static_select": all_of(
        shape(optional=MENU | CHOICES | {"initial_option": OPTION}), HAS_CHOICES
    ),
    "multi_static_select": all_of(
        shape(optional=MULTI | CHOICES | {"initial_options": listing(OPTION, 100, 1)}), HAS_CHOICES
    ),
    "external_select": shape(
        optional=MENU | {"initial_option": OPTION, "min_query_length": number(0)}
    ),
    "multi_external_select": shape(
        optional=MULTI | {"initial_options": listing(OPTION, 100, 1), "min_query_length": number(0)}
    ),
    "users_select": shape(optional=MENU | {"initial_user": string()}),
    "multi_users_select": shape(optional=MULTI | {"initial_users": listing(string())}),
    "channels_select": shape(optional=MENU | RESPONDS | {"initial_channel": string()}),
    "multi_channels_select": shape(optional=MULTI | {"initial_channels": listing(string())}),
    "conversations_select": shape(
        optional=MENU
        | RESPONDS
        | {
            "initial_conversation": string(),
            "default_to_current_conversation": flag,
            "filter": FILTER,
        }
    ),
    "multi_conversations_select": shape(
        optional=MULTI
        | {
            "initial_conversations": listing(string()),
            "default_to_current_conversation": flag,
            "filter": FILTER,
        }
    ),
    "plain_text_input": shape(
        optional=INPUT
        | {
            "initial_value": string(3000),
            "multiline": flag,
            "min_length": number(0, 3000),
            "max_length": number(1, 3000),
        }
    ),
    "email_text_input": shape(optional=INPUT | {"initial_value": string()}),
    "url_text_input": shape(optional=INPUT | {"initial_value": string()}),
    "number_input": shape(
        {"is_decimal_allowed": flag},
        INPUT | {"initial_value": string(), "min_value": string(), "max_value": string()},
    ),
    "rich_text_input": shape(
        optional=INPUT
        | {
            "initial_value": by_type({"rich_text": RICH_TEXT}),
            "min_lines": number(1, 100),
            "max_lines": number(1, 100),
        }
    ),
    "file_input": shape(
        optional=ACTION | {"filetypes": listing(string(), least=1), "max_files": number(1, 10)}
    ),
    "image": IMAGE,
    "plain_text": plain(),
    "mrkdwn": mrkdwn(),
}

SELECTS = frozenset(
    f"{many}{kind}_select"
    for many in ("", "multi_")
    for kind in ("static", "external", "users", "channels", "conversations")
)
PICKERS = frozenset({"datepicker", "timepicker", "checkboxes", "radio_buttons"})
TYPED = frozenset({"plain_text_input", "email_text_input", "url_text_input", "number_input"})

IN_ACTIONS = (
    SELECTS
    | PICKERS
    | {"button", "workflow_button", "overflow", "datetimepicker", "rich_text_input"}
)
IN_SECTION = SELECTS | PICKERS | {"button", "workflow_button", "overflow", "image"}
IN_INPUT = SELECTS | PICKERS | TYPED | {"datetimepicker", "rich_text_input", "file_input"}
IN_CONTEXT = frozenset({"image", "plain_text", "mrkdwn"})
IN_CONTEXT_ACTIONS = frozenset({"feedback_buttons", "icon_button"})
IN_CARD = frozenset({"button", "workflow_button"})


def element(allowed: frozenset[str]) -> Check:
    """Return a check for an element of one of these types."""
    return by_type(ELEMENTS, allowed)
