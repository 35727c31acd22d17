"""The lexicon: which words mean the same, which carry no request, which open a name or a reason."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.agent.offline.text import Token, stem
from domain.kernel.say import Language

#: A word this short stands for itself alone: its stem would be too much like others.
_SHORT = 3
_PATH = Path(__file__).with_name("lexicon.toml")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Concepts by word, stem and phrase; sets of words by the part they play."""

    words: Mapping[str, frozenset[str]]
    stems: Mapping[str, frozenset[str]]
    phrases: Mapping[tuple[str, ...], frozenset[str]]
    irregular: Mapping[str, str]
    grammar: Mapping[str, frozenset[str]]
    meta: Mapping[str, tuple[tuple[str, ...], ...]]
    weak: frozenset[str]
    unoffered: frozenset[str]
    undoing: frozenset[str]

    @property
    def function(self) -> frozenset[str]:
        """Return the words of both languages that carry no request."""
        return self.grammar["function_pt"] | self.grammar["function_en"]

    def base(self, word: str) -> str:
        """Return the stem of a folded word."""
        return stem(self.irregular.get(word, word))

    def of(self, word: str) -> frozenset[str]:
        """Return the concepts that a folded word stands for."""
        if word in self.words or word in self.function:
            return self.words.get(word, frozenset())
        return self.stems.get(self.base(word), frozenset())

    def phrases_in(self, words: Sequence[str]) -> list[tuple[int, int, frozenset[str]]]:
        """Return (start, end, concepts) of every phrase of several words."""
        found = []
        for at in range(len(words)):
            for size in (4, 3, 2):
                meant = self.phrases.get(tuple(words[at : at + size]))
                if meant and at + size <= len(words):
                    found.append((at, at + size, meant))
                    break
        return found

    def says(self, kind: str, words: Sequence[str]) -> bool:
        """Tell whether one of the phrases of `kind` (cancel, approve, ...) stands in `words`."""
        return any(
            tuple(words[at : at + len(phrase)]) == phrase
            for phrase in self.meta[kind]
            for at in range(len(words) - len(phrase) + 1)
        )

    def is_only(self, kinds: Iterable[str], words: Sequence[str]) -> bool:
        """Tell whether `words` hold nothing but phrases of `kinds` and words without content."""
        rest = list(words)
        for kind in kinds:
            for phrase in sorted(self.meta[kind], key=len, reverse=True):
                for at in range(len(rest) - len(phrase), -1, -1):
                    if tuple(rest[at : at + len(phrase)]) == phrase:
                        del rest[at : at + len(phrase)]
        return all(word in self.function or word in self.grammar["filler"] for word in rest)


def language_of(found: Sequence[Token]) -> Language | None:
    """Return the language whose small words prevail, or None when neither does."""
    book = lexicon()
    pt, en = book.grammar["function_pt"], book.grammar["function_en"]
    score = 0
    for token in found:
        marked = not token.text.isascii() and not token.is_capital
        score += (token.folded in pt) + marked - (token.folded in en)
        tips = book.grammar["language_pt"], book.grammar["language_en"]
        score += (token.folded in tips[0]) - (token.folded in tips[1])
    if score == 0:
        return None
    return Language.PT if score > 0 else Language.EN


def _parts(words: str) -> list[tuple[str, ...]]:
    return [tuple(word.split("_")) for word in words.split()]


@cache
def lexicon() -> Lexicon:
    """Return the lexicon, read once."""
    book = tomllib.loads(_PATH.read_text(encoding="utf-8"))
    irregular: dict[str, str] = book["irregular"]
    whole: dict[str, set[str]] = {}
    stems: dict[str, set[str]] = {}
    phrases: dict[tuple[str, ...], set[str]] = {}
    for concept, words in book["concepts"].items():
        for parts in _parts(words):
            if len(parts) > 1:
                phrases.setdefault(parts, set()).add(concept)
                continue
            whole.setdefault(parts[0], set()).add(concept)
            if len(parts[0]) > _SHORT:
                stems.setdefault(stem(irregular.get(parts[0], parts[0])), set()).add(concept)
    return Lexicon(
        {word: frozenset(meant) for word, meant in whole.items()},
        {word: frozenset(meant) for word, meant in stems.items()},
        {parts: frozenset(meant) for parts, meant in phrases.items()},
        irregular,
        {
            kind: frozenset(word.replace("_", " ") for word in words.split())
            for kind, words in book["grammar"].items()
        },
        {kind: tuple(_parts(words)) for kind, words in book["meta"].items()},
        frozenset(book["weak"]["concepts"].split()),
        frozenset(book["unoffered"]["concepts"].split()),
        frozenset(book["undoing"]["concepts"].split()),
    )
