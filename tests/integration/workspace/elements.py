"""A row of buttons and choices for the tests of what people press."""

from typing import Any


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def option(name: str) -> dict[str, Any]:
    return {"text": plain(name), "value": name.lower()}


ELEMENTS = [
    {
        "type": "button",
        "action_id": "go",
        "text": plain("Aprovar"),
        "value": "v1",
        "style": "primary",
    },
    {"type": "static_select", "action_id": "pick", "options": [option("Um"), option("Dois")]},
    {"type": "datepicker", "action_id": "day", "initial_date": "2026-01-02"},
    {"type": "external_select", "action_id": "who", "min_query_length": 0},
    {"type": "overflow", "action_id": "more", "options": [option("Ver"), option("Apagar")]},
    {"type": "checkboxes", "action_id": "all", "options": [option("A"), option("B")]},
    {"type": "multi_users_select", "action_id": "people"},
    {"type": "users_select", "action_id": "one", "initial_user": "U1"},
]
