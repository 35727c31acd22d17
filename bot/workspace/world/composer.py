"""What a person types becomes Slack's text and rich text: mentions, channels and links found in it."""

import re
from html import unescape

from sqlalchemy import select

from bot.workspace.blocks.check import fresh_block_id
from bot.workspace.tables import Channel
from bot.workspace.wire import Json
from bot.workspace.work import Work
from bot.workspace.world.people import everybody

LINK = r"https?://[^\s<>|]+[^\s<>|.,;:!?)\]]"
TOKEN = re.compile(rf"<@(?P<user>[UW]\w+)>|<#(?P<channel>C\w+)(?:\|[^>]*)?>|(?P<link>{LINK})")


def compose(work: Work, typed: str) -> tuple[str, list[Json]]:
    """Return the escaped text with Slack's tokens, and the `rich_text` block of the same words."""
    text = with_tokens(work, escape(typed))
    leaves: list[Json] = []
    last = 0
    for found in TOKEN.finditer(text):
        _add_text(leaves, text[last : found.start()])
        if user := found["user"]:
            leaves.append({"type": "user", "user_id": user})
        elif channel := found["channel"]:
            leaves.append({"type": "channel", "channel_id": channel})
        else:
            leaves.append({"type": "link", "url": unescape(found["link"])})
        last = found.end()
    _add_text(leaves, text[last:])
    section = {"type": "rich_text_section", "elements": leaves}
    block: Json = {"type": "rich_text", "block_id": fresh_block_id(), "elements": [section]}
    linked = re.sub(rf"(?<!<){LINK}", lambda found: f"<{found[0]}>", text)
    return linked, [block] if leaves else []


def escape(text: str) -> str:
    """Return `text` with the three characters escaped that Slack gives a meaning."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def with_tokens(work: Work, text: str) -> str:
    """Replace `@Ana Souza`, `@ana` and `#geral` by `<@U…>` and `<#C…|geral>`, longest names first."""
    names: dict[str, str] = {}
    for person in everybody(work):
        for name in (person.real_name, person.name):
            names.setdefault("@" + escape(name).lower(), f"<@{person.id}>")
    for channel in work.session.scalars(
        select(Channel).where(Channel.kind.in_(("channel", "group")))
    ):
        names.setdefault("#" + channel.name.lower(), f"<#{channel.id}|{channel.name}>")
    ordered = sorted(names, key=len, reverse=True)
    pattern = re.compile(
        r"(?<!\w)(" + "|".join(map(re.escape, ordered)) + r")(?!\w)", re.IGNORECASE
    )
    return pattern.sub(lambda found: names[found[0].lower()], text)


def _add_text(leaves: list[Json], text: str) -> None:
    if text:
        leaves.append({"type": "text", "text": unescape(text)})
