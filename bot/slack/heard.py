"""What somebody typed in Slack, as plain words: mentions become names, links their labels."""

import html
import re
from collections.abc import Mapping

_MARK = re.compile(r"<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>")


def mentioned(text: str) -> set[str]:
    """Return the accounts that a message names."""
    return {found[2] for found in _MARK.finditer(text) if found[1] == "@"}


def plain_words(text: str, names: Mapping[str, str]) -> str:
    """Return the words of a message. A mention of somebody who is not in `names` falls away."""

    def said(found: re.Match[str]) -> str:
        mark, target, label = found[1], found[2], found[3] or ""
        if mark == "@":
            return names.get(target, "")
        if mark == "#":
            return f"#{label or target}"
        if mark == "!":
            return ""
        return label or target.removeprefix("mailto:")

    return html.unescape(_MARK.sub(said, text)).strip()
