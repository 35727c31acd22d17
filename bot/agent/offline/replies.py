"""What the offline model says: message ids and values, made into sentences at the end."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bot.agent.offline.fill import Doubt, missing
from bot.agent.offline.offered import Offer, Slot
from bot.agent.offline.papers import Paper
from bot.agent.offline.state import Frame
from domain.kernel.money import Money
from domain.kernel.say import Language, Phrasebook, Say, Value, date_text, say

_TITLES_MAX = 6
_KINDS = frozenset(
    {"money", "date", "days", "supplier", "customer", "person", "account", "text", "number"}
    | {"record", "document", "choice"}
)

_PAPERS = frozenset({"receipt", "bill", "nfe"})


@cache
def phrasebook() -> Phrasebook:
    """Return the offline model's own sentences."""
    return Phrasebook.load([Path(__file__).parent])


def spoken_lines(lines: Iterable[Say], language: Language) -> str:
    """Return sentences as one text."""
    return "\n".join(phrasebook().render(line, language) for line in lines)


def question(frame: Frame, slot: Slot, language: Language, today: date) -> Say:
    """Return what to ask about `slot`."""
    doubt = frame.doubt_about(slot.name)
    if doubt is not None:
        return _doubted(doubt)
    if frame.asks_either:
        either = [frame.offer.slot(name) for name in frame.offer.one_of]
        return say(
            "offline.ask_either",
            choices=tuple(each.labels[language] for each in either if each is not None),
        )
    lacking = frame.lacks
    if frame.paper is not None and len(lacking) > 1 and slot in lacking:
        labels = tuple(_label(each, language) for each in lacking)
        on_paper = say(f"offline.on_{_sort(frame.paper)}")
        return say("offline.ask_rest", paper=on_paper, labels=labels)
    kind = slot.kind if slot.kind in _KINDS else "text"
    label = _label(slot, language)
    if kind == "date":
        return say("offline.ask_date", label=label, example=date_text(today, language))
    if kind == "document":
        return say("offline.ask_document")
    if kind == "choice":
        return say("offline.ask_choice", label=label, choices=tuple(slot.choices))
    return say(f"offline.ask_{kind}", label=label)


def _sort(paper: Paper) -> str:
    return paper.kind if paper.kind in _PAPERS else "other"


def _label(slot: Slot, language: Language) -> str:
    """Return what a slot is called, ready to stand in a sentence."""
    return slot.labels[language].rstrip(". ")


def _doubted(doubt: Doubt) -> Say:
    if doubt.key == "offline.as_told":
        return say("offline.as_told", told=doubt.said)
    choices = tuple(_value(choice) for choice in doubt.choices)
    if doubt.key == "offline.which_document":
        numbered = enumerate(choices, start=1)
        listed = (say("offline.option", number=at, title=each) for at, each in numbered)
        return say(doubt.key, choices=tuple(listed))
    if choices:
        return say(doubt.key, said=doubt.said, choices=choices)
    return say(doubt.key, said=doubt.said)


def _value(choice: Any) -> Value:
    """Return a choice so that it is written as people write it."""
    if isinstance(choice, Paper):
        return say(f"offline.paper_{_sort(choice)}")
    text = str(choice)
    try:
        return Money.plain(text)
    except (ValueError, OverflowError):
        pass
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def told(frame: Frame) -> tuple[Value, ...]:
    """Return what a request says, in the order of its arguments."""
    return tuple(
        say("offline.days", days=frame.args[slot.name])
        if slot.kind == "days"
        else _value(frame.args[slot.name])
        for slot in frame.offer.slots
        if slot.name in frame.args and slot.kind != "document"
    )


def filed(frame: Frame, *, again: bool) -> Say:
    """Return the sentence for a request that has its card now."""
    what = told(frame)
    if frame.paper is not None and frame.lacks != missing(frame.offer, frame.args):
        return say("offline.filed_paper", paper=say(f"offline.on_{_sort(frame.paper)}"))
    if not what:
        return say("offline.filed_plain")
    return say("offline.filed_again" if again else "offline.filed", what=what)


def which(frames: Sequence[Frame], language: Language) -> Say:
    """Return the question which of several requests is meant."""
    options = tuple(
        say("offline.option", number=number, title=frame.offer.title(language))
        for number, frame in enumerate(frames, start=1)
    )
    return say("offline.which_tool", choices=options)


def capabilities(key: str, offers: Sequence[Offer], language: Language) -> Say:
    """Return a sentence with examples of what the bound tools do."""
    if not offers:
        return say("offline.cannot_anything")
    # Every other one from each end: both actions and questions show.
    half = _TITLES_MAX // 2
    asks = [offer for offer in offers if offer.is_question][:half]
    acts = [offer for offer in offers if not offer.is_question][: _TITLES_MAX - len(asks)]
    titles = tuple(say("offline.title", title=each.title(language)) for each in (*acts, *asks))
    return say(key, titles=titles)
