"""What a conversation has come to: the request in hand, what was asked about it, what was filed."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from bot.agent.offline.fill import Doubt, missing
from bot.agent.offline.offered import Offer, Slot
from bot.agent.offline.papers import Paper
from domain.kernel.say import Language, Say


@dataclass(frozen=True, slots=True)
class Context:
    """What the turn tells the model: the day, the language of the asker, the papers of the thread."""

    today: date
    language: Language
    papers: Sequence[Paper] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """A request: the tool, what is known of its arguments, and what is in doubt."""

    offer: Offer
    args: dict[str, Any] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    papers: Sequence[Paper] = ()

    @property
    def lacks(self) -> list[Slot]:
        """Return what must still be told."""
        return missing(self.offer, self.args, self.papers)

    @property
    def paper(self) -> Paper | None:
        """Return the paper that the request names."""
        named = {self.args.get(slot.name) for slot in self.offer.of("document")}
        return next((paper for paper in self.papers if paper.number in named), None)

    @property
    def open_slot(self) -> str | None:
        """Return the argument to ask about next: a doubt first, then what is missing."""
        for doubt in self.doubts:
            if doubt.slot not in self.args:
                return doubt.slot
        lacking = self.lacks
        if lacking:
            return lacking[0].name
        one_of = self.offer.one_of
        return one_of[0] if one_of and not set(one_of) & self.args.keys() else None

    @property
    def asks_either(self) -> bool:
        """Tell whether what is open is one of several arguments, no matter which."""
        return self.open_slot in self.offer.one_of and not self.doubts

    def doubt_about(self, slot: str) -> Doubt | None:
        return next((doubt for doubt in self.doubts if doubt.slot == slot), None)

    def having(self, **more: Any) -> "Frame":
        """Return this request with `more` told; what was doubted there is settled."""
        left = tuple(doubt for doubt in self.doubts if doubt.slot not in more)
        told = set(self.offer.one_of) & more.keys()
        args = {k: v for k, v in self.args.items() if not (told and k in self.offer.one_of)}
        return replace(self, args={**args, **more}, doubts=left)

    def lacking(self, slot: str, doubt: Doubt) -> "Frame":
        """Return this request without `slot`, which turned out to be wrong."""
        args = {name: value for name, value in self.args.items() if name != slot}
        return replace(self, args=args, doubts=(doubt,))


@dataclass(slots=True)
class State:
    """Where a conversation stands."""

    pending: Frame | None = None
    asked: str = ""
    tries: int = 0
    options: tuple[Frame, ...] = ()
    waiting: list[Frame] = field(default_factory=list)
    last: Frame | None = None
    language: Language | None = None

    def drop(self) -> None:
        """Forget the request in hand and those behind it."""
        self.pending, self.asked, self.tries, self.options = None, "", 0, ()
        self.waiting.clear()


@dataclass(frozen=True, slots=True)
class Move:
    """What the model does next: requests to call, and sentences to say."""

    calls: tuple[Frame, ...] = ()
    lines: tuple[Say, ...] = ()
