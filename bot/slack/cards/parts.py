"""The few pieces of Block Kit that cards are made of.

Words that came from a person or a document only ever stand in plain_text or rich-text elements.
"""

from collections.abc import Sequence
from typing import Any

type Block = dict[str, Any]

#: Slack's limits.
HEADER_MAX = 150
TEXT_MAX = 3000
BLOCKS_MAX = 50


def plain(text: str) -> Block:
    """Return words that Slack shows as they are."""
    return {"type": "plain_text", "text": text or "—", "emoji": False}


def header(text: str) -> Block:
    """Return a headline; a longer one ends in an ellipsis, since the card repeats all of it."""
    short = text if len(text) <= HEADER_MAX else text[: HEADER_MAX - 1] + "…"
    return {"type": "header", "text": plain(short)}


def line(text: str) -> Block:
    """Return a small line."""
    return {"type": "context", "elements": [plain(text[:TEXT_MAX])]}


def paragraph(text: str) -> Block:
    """Return a paragraph."""
    return {"type": "section", "text": plain(text[:TEXT_MAX])}


def _run(text: str, style: str = "") -> Block:
    return {"type": "text", "text": text or "—", **({"style": {style: True}} if style else {})}


def listed(title: str, items: Sequence[str]) -> Block:
    """Return a bold title over a list."""
    head = {"type": "rich_text_section", "elements": [_run(title, "bold")]}
    rows = [{"type": "rich_text_section", "elements": [_run(item)]} for item in items]
    body = [{"type": "rich_text_list", "style": "bullet", "elements": rows}] if rows else []
    return {"type": "rich_text", "elements": [head, *body]}


def linked(links: Sequence[tuple[str, str]]) -> Block:
    """Return a list of links; each is a title and an address."""
    rows = [
        {
            "type": "rich_text_section",
            "elements": [{"type": "link", "url": url, "text": title or "—"}],
        }
        for title, url in links
    ]
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_list", "style": "bullet", "elements": rows}],
    }


def struck(text: str) -> Block:
    """Return words that no longer hold."""
    section = {"type": "rich_text_section", "elements": [_run(text, "strike")]}
    return {"type": "rich_text", "elements": [section]}


def button(text: str, action_id: str, value: str, *, primary: bool = False) -> Block:
    """Return a button."""
    style = {"style": "primary"} if primary else {}
    return {
        "type": "button",
        "text": plain(text),
        "action_id": action_id,
        "value": value,
        **style,
    }


def letters(block: Any) -> int:
    """Return how many characters of words a block holds."""
    if isinstance(block, dict):
        return sum(
            len(each) if key == "text" and isinstance(each, str) else letters(each)
            for key, each in block.items()
        )
    return sum(letters(each) for each in block) if isinstance(block, list) else 0


def fits(blocks: Sequence[Block]) -> bool:
    """Return whether Slack takes `blocks` whole in one message."""
    return len(blocks) <= BLOCKS_MAX and all(letters(block) <= TEXT_MAX for block in blocks)
