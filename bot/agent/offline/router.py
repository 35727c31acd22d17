"""Which tool a message asks for: its words against what each bound tool says of itself.

A word counts by how few tools have it. The score is the share of the message's weight that a tool
covers, moved a little by what the tool needs and what the message holds.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.agent.offline.lexicon import Lexicon, lexicon
from bot.agent.offline.naming import spoken
from bot.agent.offline.offered import NAMES, Offer
from bot.agent.offline.reading import Reading
from bot.agent.offline.slots.calendar import NoSuchDayError, resolve
from bot.agent.offline.slots.chunks import Chunk, chunks
from bot.agent.offline.slots.found import Kind, When
from bot.agent.offline.text import fold, is_near

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
_LIGHT = 0.4


@dataclass(frozen=True, slots=True)
class Feature:
    """A word of a text: its stem, what it means, and who does it (1 us, 3 them, 0 not said)."""

    word: str
    stem: str
    concepts: frozenset[str]
    doer: int = 0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A tool with its score."""

    offer: Offer
    score: float


def features(words: Sequence[str]) -> list[Feature]:
    """Return the words of a folded text that carry a request, phrases of several words as one."""
    book = lexicon()
    found: list[Feature] = []
    covered: set[int] = set()
    for start, end, concepts in book.phrases_in(words):
        found.append(Feature("_".join(words[start:end]), "_".join(words[start:end]), concepts))
        covered |= set(range(start, end))
    for at, word in enumerate(words):
        concepts = book.of(word)
        if at in covered or (not concepts and word in book.function):
            continue
        if word in book.grammar["filler"] or word.isdigit() or len(word) < 2:
            continue
        found.append(Feature(word, book.base(word), concepts, _doer(words, at, book)))
    return found


def _doer(words: Sequence[str], at: int, book: Lexicon) -> int:
    word = words[at]
    if word == "made" or re.search(r"(?:amos|emos|imos|ei)$", word):
        return 1
    if word.endswith(("bi", "di", "ri", "iz")) and len(word) > 2:
        return 1
    if word in {"paid", "settled", "got", "received", "spent", "bought", "owe"}:
        if words[at + 1 : at + 2] and words[at + 1] in book.grammar["us"]:
            return 3
        before = [
            each for each in words[max(0, at - 3) : at] if each not in {"have", "already", "just"}
        ]
        if not before or before[-1] in book.grammar["we"]:
            return 1
        if before[-1].startswith(("i'", "we'")):
            return 1
        return 0 if before[-1] in {"been", "was", "were", "is", "be", "that", "what"} else 3
    if re.search(r"(?:ou|iu|eu|aram|eram|iram)$", word) and len(word) > 3:
        return 1 if set(words[max(0, at - 2) : at]) & book.grammar["we"] - {"nos"} else 3
    if "acabou" in words[max(0, at - 2) : at] or "acabaram" in words[max(0, at - 2) : at]:
        return 3
    if word not in _PASSED_ON:
        return 0
    doers = [_doer(words, other, book) for other in range(max(0, at - 3), at)]
    return next((doer for doer in reversed(doers) if doer), 0)


#: Nouns that change hands: who does it is said by the verb before them, as in `fiz um pix`.
_PASSED_ON = frozenset(
    {"pix", "ted", "doc", "pagamento", "transferencia", "deposito", "dinheiro", "payment", "money"}
)


class Router:
    """Ranks the bound tools for a message. Built once for a set of tools."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        self.offers = tuple(offers)
        self._profiles = [_profile(offer) for offer in offers]
        self._doers = [_doers(offer) for offer in offers]
        self._phrases = [[_phrase(text) for text in _asked(offer)] for offer in offers]
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
        told = " ".join((offer.name.replace("_", " "), *_asked(offer), offer.summary))
        stems = {book.base(word) for word in _words(told)}
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
        phrase = max((_overlap(asked, text) for text in self._phrases[number]), default=0.0)
        heard = 0.62 * covered / whole + 0.38 * phrase + _fits_schema(reading, offer)
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


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+(?:['-][a-z0-9]+)*", fold(text))


def _phrase(text: str) -> list[Feature]:
    return features(_words(text))


def _asked(offer: Offer) -> list[str]:
    return [phrase for phrases in offer.asks.values() for phrase in phrases]


def _profile(offer: Offer) -> dict[str, float]:
    """Return how strongly each stem and concept belongs to a tool."""
    profile: dict[str, float] = {}
    sources = [
        (_WEIGHT_ASKS, " ".join((offer.name.replace("_", " "), *_asked(offer)))),
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
    for text in _asked(offer):
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


def is_asking(reading: Reading) -> bool:
    """Tell whether the message is put as a question or asks to see something."""
    words = reading.words()
    opening = words[1:4] if words[:1] == ["me"] else words[:3]
    grammar = lexicon().grammar["asking"]
    polite = bool({"pode", "poderia", "posso", "could", "can", "da", "would"} & set(words[:2]))
    asks = "?" in reading.text or any(word in grammar for word in opening[:1])
    asks = asks or " ".join(opening[:2]) in {"o que", "por que"}
    return asks and not polite


#: What a question asks for; a tool is asked with the same ones.
_ASKING = (
    {"quem", "who"}, {"quanto", "quanta", "quantos", "quantas", "much", "many"},
    {"onde", "cade", "where"}, {"why", "porque"}, {"que", "what", "qual", "quais", "which"},
)  # fmt: skip


def _asked_for(words: Sequence[str]) -> set[int]:
    told = {number for number, sort in enumerate(_ASKING) if sort & set(words)}
    if "por que" in " ".join(words):
        told = (told - {4}) | {3}
    return told


def _asks_otherwise(reading: Reading, offer: Offer) -> bool:
    """Tell whether the message asks for a who, a how much or a where that the tool is not asked for."""
    said = _asked_for(reading.words())
    usual = _asked_for([word for phrase in _asked(offer) for word in [*_words(phrase), "/"]])
    return bool(said and usual and not said & usual)


def _is_out_of_time(reading: Reading, offer: Offer) -> bool:
    """Tell whether a day is said that is to come, to a tool that only knows days that are past."""
    leanings = [slot.leaning for slot in offer.of("date")]
    if not leanings or any(leaning >= 0 for leaning in leanings):
        return False
    for each in reading.of(Kind.DAY):
        try:
            days = resolve(each.when or When(), reading.today, 0, reading.language)
        except NoSuchDayError:
            continue
        is_vague = each.when is not None and (each.when.weekday is not None or not each.when.month)
        if all(day > reading.today for day in days) and (
            (each.when or When()).exact or not is_vague
        ):
            return True
    return False


def _fits_schema(reading: Reading, offer: Offer) -> float:
    kinds = {slot.kind for slot in offer.slots}
    money = reading.of(Kind.MONEY, Kind.FOREIGN)
    days = reading.of(Kind.DAY, Kind.SPAN, Kind.DAYS)
    score = 0.0
    if _is_out_of_time(reading, offer):
        score -= 0.15
    if money:
        score += 0.05 if "money" in kinds else -0.15
    if days and not kinds & {"date", "days"}:
        score -= 0.05
    told = {"money"} if money else set()
    told |= {"date"} if reading.of(Kind.DAY, Kind.SPAN) else set()
    told |= {"days"} if reading.of(Kind.DAYS, Kind.SPAN) else set()
    needed = {slot.kind for slot in offer.slots if slot.required} & {"money", "date", "days"}
    score += 0.08 * len(needed & told) / len(needed) if needed else 0.0
    if reading.of(Kind.SPAN) and {"date", "days"} <= kinds:
        score += 0.08
    if reading.of(Kind.RECORD):
        score += 0.15 if "record" in kinds else -0.1
    if reading.of(Kind.DOCUMENT) and "document" in kinds:
        score += 0.1
    if is_asking(reading):
        score += 0.1 if offer.is_question else -0.12
        score -= 0.06 if offer.is_question and _asks_otherwise(reading, offer) else 0.0
    elif money and not offer.is_question:
        score += 0.04
    return score - (0.1 if _says_nothing(reading, offer) else 0.0)


def _says_nothing(reading: Reading, offer: Offer) -> bool:
    """Tell whether a question that can be narrowed in several ways is narrowed in none."""
    if not offer.is_question or len(offer.slots) < 2 or any(slot.required for slot in offer.slots):
        return False
    return not reading.found and not any(token.is_capital for token in reading.tokens[1:])
