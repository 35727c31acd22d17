"""The words of a message or a phrase that carry a request, each with what it means and who does it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.agent.offline.lexicon import Lexicon, lexicon
from bot.agent.offline.offered import Offer
from bot.agent.offline.text import fold


@dataclass(frozen=True, slots=True)
class Feature:
    """A word of a text: its stem, what it means, and who does it (1 us, 3 them, 0 not said)."""

    word: str
    stem: str
    concepts: frozenset[str]
    doer: int = 0


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
    if word == "made" or re.search(r"(?:amos?|emos?|imos|ei)$", word):
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


def words_of(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+(?:['-][a-z0-9]+)*", fold(text))


def asked_with(offer: Offer) -> list[str]:
    return [phrase for phrases in offer.asks.values() for phrase in phrases]
