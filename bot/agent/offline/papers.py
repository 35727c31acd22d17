"""The papers at hand: which one `this` is, and which tools take it.

A paper is known by its number, its kind and the names of what was read from it; never by its text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.agent.offline.features import Feature, features
from bot.agent.offline.fitting import is_asking
from bot.agent.offline.lexicon import lexicon
from bot.agent.offline.offered import Offer, Slot
from bot.agent.offline.reading import Reading
from bot.agent.offline.slots.found import Kind

#: What is said of a paper that is to be written down, and beside it.
_FILING = frozenset({"record", "cost", "bill", "payable", "document", "charge"})
_BESIDE = _FILING | {
    "want",
    "mine",
    "issue",
    "account",
    "amount",
    "due",
    "entry",
    "supplier",
    "customer",
    "people",
}
_NOT = frozenset({"nao", "nunca", "not", "don't", "dont", "never", "nem"})
#: What a verb of being says is no title of a purchase.
_STATES = frozenset({"esta", "ta", "estao", "tava", "is", "was", "are", "ficou"})
#: More words than this beside a paper are a sentence, not what the paper is about.
_CAPTION_WORDS_MAX = 6


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the thread. `is_here`: it came with the message at hand."""

    number: Any
    kind: str
    name: str
    says: frozenset[str] = frozenset()
    is_here: bool = False
    is_used: bool = False

    def tells(self, slot: Slot) -> bool:
        """Tell whether an argument was read from the paper."""
        return bool(self.says & set(slot.on_paper))


def meant(papers: Sequence[Paper]) -> list[Paper]:
    """Return what `this` may be: the papers of the message, else those that are not used yet."""
    free = [paper for paper in papers if not paper.is_used]
    return [paper for paper in free if paper.is_here] or free or list(papers)


def called(kind: str) -> frozenset[str]:
    """Return the words that people call a kind of paper by."""
    return lexicon().grammar.get(f"paper_{kind}", frozenset())


def takers(offers: Sequence[Offer], papers: Sequence[Paper]) -> list[Offer]:
    """Return the tools that take one of `papers`, those that it tells the most."""
    best: dict[str, tuple[tuple[bool, int], Offer]] = {}
    for offer in offers:
        for slot in offer.of("document"):
            fitting = [_told(offer, paper) for paper in papers if paper.kind in slot.takes]
            if fitting:
                best[offer.name] = (max(fitting), offer)
    most = max((told for told, _ in best.values()), default=None)
    return [offer for told, offer in best.values() if told == most]


def _told(offer: Offer, paper: Paper) -> tuple[bool, int]:
    """Return whether the paper tells all that it should, and how much it tells."""
    asked = [slot for slot in offer.slots if slot.on_paper]
    told = [slot for slot in asked if paper.tells(slot)]
    return all(slot in told for slot in asked if slot.required), len(told)


def points(reading: Reading) -> bool:
    """Tell whether a message speaks of something at hand: `isso`, `essa despesa`, `this`."""
    said = set(reading.words())
    return bool(said & lexicon().grammar["pointing"] or reading.of(Kind.DOCUMENT))


def files(reading: Reading) -> bool:
    """Tell whether a message asks that something be written down, and for nothing else."""
    words = reading.words()
    said = _said(reading)
    if set(words) & _NOT or not any(each.concepts & _FILING for each in said):
        return False
    if is_asking(reading) and not (said and "record" in said[0].concepts):
        return False
    return words[:1] != [] and words[0] not in _WHO and not _speaks_of_else(said)


#: Words that ask about something, wherever they stand first.
_WHO = frozenset(
    {"quem", "qual", "quais", "quanto", "quando", "onde", "cade", "who", "which", "when"}
)


def captions(reading: Reading) -> bool:
    """Tell whether a message can be what a paper is about: a few words, neither asking nor telling."""
    words = reading.words()
    said = _said(reading)
    return (
        0 < len(words) <= _CAPTION_WORDS_MAX
        and bool(said)
        and not (is_asking(reading) or points(reading))
        and not set(words) & (_NOT | _STATES)
        and not _speaks_of_else(said)
    )


def _speaks_of_else(said: Sequence[Feature]) -> bool:
    return any(each.concepts and not each.concepts & _BESIDE for each in said)


def _said(reading: Reading) -> list[Feature]:
    words = [
        token.folded
        for token in reading.tokens
        if token.is_word and (reading.is_free(token) or _is_of_paper(reading, token.start))
    ]
    return features(words)


def _is_of_paper(reading: Reading, at: int) -> bool:
    """Tell whether a word stands in what names a paper: it says what is to be written down."""
    return any(each.start <= at < each.end for each in reading.of(Kind.DOCUMENT))
