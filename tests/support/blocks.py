"""Whole blocks and elements, changed where a test cares."""

from typing import Any


def plain(text: str = "x") -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "x") -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


def section(**more: Any) -> dict[str, Any]:
    return {"type": "section", "text": plain()} | more


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def button(**more: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain()} | more


def option(text: str = "x", value: str = "v") -> dict[str, Any]:
    return {"text": plain(text), "value": value}


def select(**more: Any) -> dict[str, Any]:
    return {"type": "static_select", "options": [option()]} | more


def cell(text: str = "x") -> dict[str, Any]:
    return {"type": "raw_text", "text": text}


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "modal", "title": plain(), "submit": plain(), "blocks": list(blocks)} | more


def field(element: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "input", "label": plain(), "element": element} | more
