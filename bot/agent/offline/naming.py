"""Who and what: which words of a message are a party, a person, an account or a description."""

import re
from collections.abc import Callable, Sequence

from bot.agent.offline.lexicon import lexicon
from bot.agent.offline.offered import PARTIES, Offer, Slot
from bot.agent.offline.reading import Reading
from bot.agent.offline.slots.chunks import Chunk, Spoken, chunks, is_act
from bot.agent.offline.slots.found import Kind

#: How strongly a small word says that a name follows.
_CUES = {
    "para": 1.5, "pra": 1.5, "pro": 1.5, "pras": 1.5, "pros": 1.5, "to": 1.5, "from": 1.5,
    "contra": 1.5, "da": 1.2, "do": 1.2, "das": 1.2, "dos": 1.2, "at": 1.2, "no": 1.0, "na": 1.0,
    "com": 0.7, "with": 0.7, "ao": 1.2, "à": 1.2, "a": 1.0, "o": 1.0, "as": 0.8, "os": 0.8,
    "the": 0.8, "verb": 1.0, "cliente": 2.5, "customer": 2.5, "fornecedor": 2.5, "supplier": 2.5,
    "vendor": 2.5, "boleto": 1.0, "conta": 1.0, "bill": 1.0, "for": 0.4, "de": 0.1, "of": 0.3,
    "por": -1.0, "pelo": -0.5, "pela": -0.5, "sobre": -1.0, "about": -1.0,
}  # fmt: skip
_PARTY_MIN, _PERSON_MIN, _MATTER_MIN = 0.8, 1.0, 0.4
_ALONG = re.compile(
    r"\s*(?:para|pra|pro|com|de|da|do|e|for|with|of|and)\s+(?:o\s+|a\s+|the\s+)?", re.ASCII
)


def spoken(reading: Reading, is_known: Callable[[str], bool]) -> Spoken:
    """Return the words of a message with what each is; `is_known` knows the tools' own words."""
    book = lexicon()
    words = [token.folded for token in reading.tokens]
    phrases = book.phrases_in(words)
    letters = [char for char in reading.text if char.isalpha()]
    return Spoken(
        reading.tokens,
        reading.is_free,
        lambda word: bool(book.of(word)) or is_known(word),
        frozenset(at for start, end, _ in phrases for at in range(start, end)),
        is_shouted=len(letters) > 3 and all(char.isupper() for char in letters),
    )


class Names:
    """The chunks of one message, given out to the slots of one tool, each at most once."""

    def __init__(self, reading: Reading, found: Sequence[Chunk]) -> None:
        self._reading = reading
        self._left = list(found)

    @classmethod
    def of(cls, reading: Reading, is_known: Callable[[str], bool]) -> "Names":
        return cls(reading, chunks(spoken(reading, is_known)))

    @property
    def left(self) -> Sequence[Chunk]:
        return self._left

    def text(self, chunk: Chunk) -> str:
        """Return a chunk as it was written."""
        return _bare(self._reading.text[chunk.start : chunk.end])

    def party(self, slot: Slot) -> str | None:
        """Take the words that best name a party."""
        found = self._take(lambda chunk: _as_party(chunk, slot), _PARTY_MIN)
        if found is None and slot.required and len(self._left) == 1:
            # The only words that are left, in a message that must name somebody.
            found = self._take(lambda chunk: _as_party(chunk, slot), 0.0)
        return found

    def person(self) -> str | None:
        """Take the words that best name a person."""
        return self._take(_as_person, _PERSON_MIN)

    def account(self) -> str | None:
        """Take the words that name a bank account: they follow `pela conta`, `pelo`, `via`."""
        via = re.compile(r"\b(?:pel[ao]|via|conta d[oa]|conta|from account)\s+$")
        for chunk in self._left:
            if via.search(self._reading.text[: chunk.start].lower()) and chunk.is_capital:
                self._left.remove(chunk)
                return self.text(chunk)
        return None

    def matter(self) -> str | None:
        """Take the words that best say what it is about, with what goes on after them."""
        best = max(self._left, key=_as_matter, default=None)
        if best is None or _as_matter(best) < _MATTER_MIN:
            return None
        start, end = best.start, best.end
        at = self._left.index(best)
        taken = [best]
        for following in self._left[at + 1 :]:
            between = self._reading.text[end : following.start]
            if following.is_capital or not _ALONG.fullmatch(between.lower()):
                break
            end = following.end
            taken.append(following)
        self._left = [chunk for chunk in self._left if chunk not in taken]
        return self._reading.text[start:end]

    def _take(self, score: Callable[[Chunk], float], least: float) -> str | None:
        best = max(self._left, key=score, default=None)
        if best is None or score(best) < least:
            return None
        self._left.remove(best)
        return self.text(best)


def _bare(text: str) -> str:
    """Return a name without the English genitive."""
    return re.sub(r"['’]s$", "", text)


def _as_party(chunk: Chunk, slot: Slot) -> float:
    score = 2.0 if chunk.is_capital else 0.0
    score += _CUES.get(chunk.cue, 0.3 if chunk.is_capital else 0.0)
    if chunk.cue in PARTIES | {"cliente", "fornecedor"}:
        score += 1.0 if slot.kind.startswith(chunk.cue[:3]) else 0.0
    if chunk.head in lexicon().grammar["matter"]:
        score -= 0.5 if chunk.is_capital else 2.5
    if chunk.is_loose and not chunk.is_capital:
        score -= 1.0
    return score + 0.5 * chunk.before_verb


def _as_person(chunk: Chunk) -> float:
    if not chunk.is_capital and (chunk.is_loose or chunk.cue not in {"da", "do", "a", "o", "verb"}):
        return 0.0
    return (1.5 if chunk.is_capital else 0.0) + max(_CUES.get(chunk.cue, 0.0), 0.0)


def _as_matter(chunk: Chunk) -> float:
    score = 2.0 if chunk.head in lexicon().grammar["matter"] else 0.0
    score += 1.5 if chunk.is_loose else 0.0
    score += (
        0.8
        if chunk.cue in lexicon().grammar["before_matter"] | {"verb", "a", "an", "um", "uma"}
        else 0.0
    )
    return score - (1.0 if chunk.is_capital else -0.5)


def mentioned(reading: Reading, slot: Slot) -> str | None:
    """Return the one word that says what was bought or what a slot gives as its own example."""
    book = lexicon()
    examples = {word for word in slot.words if not book.of(word) and word not in book.function}
    said = [
        token.text
        for token in reading.tokens
        if reading.is_free(token)
        and token.folded in book.grammar["matter"] | examples
        and not book.of(token.folded)
    ]
    return said[-1] if said else None


def reason(reading: Reading) -> str | None:
    """Return the clause that gives a reason, or the last words after a comma."""
    book = lexicon()
    for at, token in enumerate(reading.tokens):
        pair = (
            f"{token.folded} {reading.tokens[at + 1].folded}"
            if at + 1 < len(reading.tokens)
            else ""
        )
        if token.folded in book.grammar["before_reason"] or pair in book.grammar["before_reason"]:
            opens = at + (2 if pair in book.grammar["before_reason"] else 1)
            rest = (
                reading.text[reading.tokens[opens].start :] if opens < len(reading.tokens) else ""
            )
            rest = re.sub(r"^(?:que|é que|foi|is|was|:)\s+", "", rest.strip())
            return rest.strip(" .!?:,") or None
    commas = [t for t in reading.tokens if t.text in ",:;" and reading.is_free(t)]
    tail = reading.text[commas[-1].end :].strip(" .!?") if commas else ""
    return tail if tail and not reading.found_between(commas[-1].end) else None


def search_words(reading: Reading, _offer: Offer, own: Callable[[str], bool]) -> str | None:
    """Return what a question is about: every word that is not grammar and not the question itself."""
    book = lexicon()
    folded = [token.folded for token in reading.tokens]
    asked = {
        at
        for start, end, concepts in book.phrases_in(folded)
        for at in range(start, end)
        if concepts & {"why", "find", "how_many", "pending"}
    }
    kept = []
    for at, token in enumerate(reading.tokens):
        word = token.folded
        if not token.is_word or not reading.is_free(token) or at in asked:
            continue
        capital = token.is_capital and at > 0
        if not capital and (word in book.function or word in book.grammar["filler"]):
            continue
        if not capital and (own(word) or is_act(word) or word in {"quanto", "porque"}):
            continue
        kept.append(_bare(token.text))
    quoted = [reading.text[each.start : each.end] for each in reading.of(Kind.QUOTED)]
    return " ".join(quoted or kept) or None
