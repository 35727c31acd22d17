"""Which tool a message asks for: its words against what each bound tool says of itself.

A word counts by how few tools have it. The score is the share of the message's weight that a tool
covers, moved a little by what the tool needs and what the message holds.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.agent.offline.features import Feature, asked_with, features, words_of
from bot.agent.offline.fitting import fits_schema
from bot.agent.offline.lexicon import lexicon
from bot.agent.offline.naming import spoken
from bot.agent.offline.offered import NAMES, Offer
from bot.agent.offline.reading import Reading
from bot.agent.offline.slots.chunks import Chunk, chunks
from bot.agent.offline.text import is_near

#: Below this nothing is understood; nearer than this, two tools are both likely.
SCORE_MIN = 0.34
MARGIN_MIN = 0.06

_WEIGHT_ASKS, _WEIGHT_SUMMARY, _WEIGHT_DOES, _WEIGHT_SLOT = 1.0, 0.75, 0.35, 0.4
#: A concept stands for its words almost as well as the word itself.
_CONCEPT = 0.9
_UNKNOWN = 0.55
_UNOFFERED = 1.3
_AGAINST = 0.6
_WEAK = 0.5
#: What undoes something is meant only where that is said.
_UNSAID = 0.5
_LIGHT = 0.4


@dataclass(frozen=True, slots=True)
class Ranked:
    """A tool with its score."""

    offer: Offer
    score: float


class Router:
    """Ranks the bound tools for a message. Built once for a set of tools."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        self.offers = tuple(offers)
        self._profiles = [_profile(offer) for offer in offers]
        self._doers = [_doers(offer) for offer in offers]
        self._phrases = [[_phrase(text) for text in asked_with(offer)] for offer in offers]
        self._shares: dict[str, int] = {}
        for profile in self._profiles:
            for key in profile:
                self._shares[key] = self._shares.get(key, 0) + 1
        self._known = {key for key in self._shares if not key.startswith("=")}

    def is_known(self, word: str) -> bool:
        """Tell whether a folded word is one that the tools use of themselves."""
        return lexicon().base(word) in self._known

    def own_words(self, offer: Offer) -> Callable[[str], bool]:
        """Return what tells whether a folded word is one that people ask for `offer` with."""
        book = lexicon()
        told = " ".join((offer.name.replace("_", " "), *asked_with(offer), offer.summary))
        stems = {book.base(word) for word in words_of(told)}
        return lambda word: book.base(word) in stems

    def rank(self, reading: Reading) -> list[Ranked]:
        """Return the tools from the likeliest on."""
        said = self._said(reading)
        ranked = [
            Ranked(offer, self._score(reading, said, number))
            for number, offer in enumerate(self.offers)
        ]
        return sorted(ranked, key=lambda each: -each.score)

    def _said(self, reading: Reading) -> list[tuple[Feature, Chunk | None]]:
        """Return the words that were said, each with the chunk it stands in."""
        inside = {
            word: chunk for chunk in chunks(spoken(reading, self.is_known)) for word in chunk.words
        }
        # `acabou de` is a day, and tells as well who did it.
        words = [
            t.folded
            for t in reading.tokens
            if t.is_word and (reading.is_free(t) or t.folded.startswith("acab"))
        ]
        return [(each, inside.get(each.word)) for each in features(words)]

    def _idf(self, key: str) -> float:
        shared = self._shares.get(key, 0)
        return math.log(1 + len(self.offers) / max(shared, 1)) if shared else 0.0

    def _score(
        self, reading: Reading, said: list[tuple[Feature, Chunk | None]], number: int
    ) -> float:
        offer, profile = self.offers[number], self._profiles[number]
        kinds = {slot.kind for slot in offer.slots}
        book = lexicon()
        whole = covered = 0.0
        asked: list[Feature] = []
        is_known = False
        against = 1.0
        for each, chunk in said:
            if each.concepts & book.unoffered and not any(
                f"={c}" in profile for c in each.concepts
            ):
                against = _AGAINST
            weight = _weight(chunk, kinds)
            best, reach = self._fit(each, profile, self._doers[number])
            whole += reach * max(weight, best / reach)
            covered += best
            is_known = is_known or (best > 0 and not (each.concepts and each.concepts <= book.weak))
            if weight >= 1 or best:
                asked.append(each)
        if not is_known:
            return 0.0
        if _undoes(offer) and not any(each.concepts & book.undoing for each, _ in said):
            against *= _UNSAID
        phrase = max((_overlap(asked, text) for text in self._phrases[number]), default=0.0)
        heard = 0.62 * covered / whole + 0.38 * phrase + fits_schema(reading, offer)
        return heard * against

    def _fit(
        self, said: Feature, profile: Mapping[str, float], doers: Mapping[str, set[int]]
    ) -> tuple[float, float]:
        """Return how much of a word's weight the tool covers, and that weight."""
        stem = said.stem if said.stem in self._known else self._near(said)
        if said.word in lexicon().grammar["light"]:
            stem = ""
        keys = [stem, *(f"={concept}" for concept in said.concepts)]
        reach = max((self._idf(key) for key in keys), default=0.0)
        if not reach:
            # A thing to do that nobody offers speaks against every tool; a strange word may be a name.
            weight = _UNOFFERED if said.concepts else _UNKNOWN
            return 0.0, weight * math.log(1 + len(self.offers))
        if said.concepts and said.concepts <= lexicon().weak:
            reach *= _WEAK
        best = 0.0
        for key in keys:
            share = profile.get(key, 0.0) * (_CONCEPT if key.startswith("=") else 1.0)
            best = max(best, min(share * self._idf(key), reach))
        told = set().union(*(doers.get(concept, set()) for concept in said.concepts))
        if told - {0} and said.doer not in told:
            best *= 0.85 if not said.doer else 0.4
        return best, reach

    def _near(self, said: Feature) -> str:
        """Return the known stem that a slip of the finger may have meant."""
        if said.concepts or len(said.stem) < 5:
            return said.stem
        return next((known for known in self._known if is_near(said.stem, known)), said.stem)


def _undoes(offer: Offer) -> bool:
    """Tell whether a tool's own name says that it takes something back."""
    return any(each.concepts & lexicon().undoing for each in _phrase(offer.name.replace("_", " ")))


def _phrase(text: str) -> list[Feature]:
    return features(words_of(text))


def _profile(offer: Offer) -> dict[str, float]:
    """Return how strongly each stem and concept belongs to a tool."""
    profile: dict[str, float] = {}
    sources = [
        (_WEIGHT_ASKS, " ".join((offer.name.replace("_", " "), *asked_with(offer)))),
        (_WEIGHT_SUMMARY, offer.summary),
        (_WEIGHT_DOES, offer.does),
        *((_WEIGHT_SLOT, " ".join(slot.words)) for slot in offer.slots),
    ]
    for weight, text in sources:
        for each in _phrase(text):
            share = weight * (_LIGHT if each.word in lexicon().grammar["light"] else 1.0)
            for key in (each.stem, *(f"={concept}" for concept in each.concepts)):
                profile[key] = max(profile.get(key, 0.0), share)
    return profile


def _doers(offer: Offer) -> dict[str, set[int]]:
    """Return who does what in the things people say to ask for a tool."""
    found: dict[str, set[int]] = {}
    for text in asked_with(offer):
        for each in _phrase(text):
            for concept in each.concepts:
                found.setdefault(concept, set()).add(each.doer)
    return found


def _overlap(said: Sequence[Feature], phrase: Sequence[Feature]) -> float:
    """Return how much of a phrase was said, in 0..1, and how much was said besides it."""
    if not phrase or not said:
        return 0.0
    met = sum(max(_same(each, other) for other in said) for each in phrase)
    return met / math.sqrt(len(phrase) * max(len(said), len(phrase)))


def _same(one: Feature, other: Feature) -> float:
    if one.stem != other.stem and not one.concepts & other.concepts:
        return 0.0
    if one.doer == other.doer:
        return 1.0
    return 0.0 if one.doer and other.doer else 0.7


def _weight(chunk: Chunk | None, kinds: set[str]) -> float:
    """Return how much a word counts against a tool that does not know it.

    A name or a description costs nothing to a tool that has a place for it.
    """
    if chunk is None:
        return 1.0
    if chunk.is_capital:
        return 0.1 if kinds & (NAMES | {"text"}) else 0.5
    if "text" in kinds:
        return 0.15 if chunk.is_loose else 0.4
    return 0.7 if kinds & NAMES else 1.0
