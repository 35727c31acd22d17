"""What a person sees: a post or a window, the words in it, and what can be used there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.workspace.blocks.check import interactive
from bot.workspace.wire import Json


@dataclass(frozen=True, slots=True)
class Post:
    """A message in a conversation, as one person sees it."""

    channel: str
    body: Json

    @property
    def ts(self) -> str:
        return str(self.body["ts"])

    @property
    def thread_ts(self) -> str:
        """The thread this message is in, or starts."""
        return str(self.body.get("thread_ts") or self.body["ts"])

    @property
    def text(self) -> str:
        return str(self.body.get("text", ""))

    @property
    def user(self) -> str:
        return str(self.body.get("user", ""))

    @property
    def blocks(self) -> list[Json]:
        return list(self.body.get("blocks", []))

    @property
    def words(self) -> str:
        """Everything that can be read in it, top to bottom."""
        return "\n".join([self.text, *words_in(self.blocks)])

    @property
    def at(self) -> Json:
        return {"channel": self.channel, "ts": self.ts}


@dataclass(frozen=True, slots=True)
class Window:
    """A modal or a Home tab."""

    body: Json

    @property
    def id(self) -> str:
        return str(self.body["id"])

    @property
    def title(self) -> str:
        return str(self.body["title"]["text"])

    @property
    def blocks(self) -> list[Json]:
        return list(self.body["blocks"])

    @property
    def words(self) -> str:
        return "\n".join(words_in(self.blocks))

    @property
    def at(self) -> Json:
        return {"view": self.id}


type Surface = Post | Window


def words_in(part: Any) -> Iterator[str]:
    """Yield every piece of text in blocks, in reading order."""
    if isinstance(part, list):
        for item in part:
            yield from words_in(item)
    elif isinstance(part, dict):
        for key, value in part.items():
            if isinstance(value, str) and key in ("text", "title", "alt_text", "caption"):
                yield value
            elif isinstance(value, dict | list):
                yield from words_in(value)


def element_named(surface: Surface, name: str) -> tuple[str, Json]:
    """Return the block id and the element that a person calls `name`: its action id or its words.

    Raises LookupError with what there is instead.
    """
    there: list[str] = []
    for block in surface.blocks:
        label = block.get("label", {}).get("text")
        for block_id, element in interactive([block]):
            called = {block_id, element["action_id"], label, *_labels(element)}
            if name in called:
                return block_id, element
            there += sorted(each for each in called if each)
    raise LookupError(f"no {name!r} here; there is {there}")


def option_named(element: Json, name: str) -> Json:
    """Return the option with that text or value."""
    groups = element.get("option_groups", [])
    options = [*element.get("options", []), *(o for group in groups for o in group["options"])]
    for option in options:
        if name in (option["text"]["text"], option.get("value")):
            return dict(option)
    raise LookupError(f"no option {name!r}; there is {[o['text']['text'] for o in options]}")


def _labels(element: Json) -> list[str]:
    shown = [element.get("text", {}).get("text"), element.get("accessibility_label")]
    sides = [element.get(f"{side}_button", {}) for side in ("positive", "negative")]
    shown += [side.get("text", {}).get("text") for side in sides]
    return [label for label in shown if label]
