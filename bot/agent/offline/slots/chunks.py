"""Chunks: the words of a message that are neither grammar nor request: names and descriptions.

A chunk knows what stood before it (its cue), whether it is written with capitals, and whether it
fills a part of the sentence by itself. Who is who is decided later, by what a tool needs.
"""

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.agent.offline.lexicon import Lexicon, lexicon
from bot.agent.offline.text import Token

#: A segment longer than this is a sentence, not a description.
_LOOSE_WORDS_MAX = 7


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some words in a row: where, after which cue, and how they look."""

    start: int
    end: int
    words: tuple[str, ...]
    cue: str
    is_capital: bool
    is_loose: bool
    before_verb: bool = False

    @property
    def head(self) -> str:
        return self.words[0]


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words of a message with what each of them is."""

    tokens: Sequence[Token]
    is_free: Callable[[Token], bool]
    is_request: Callable[[str], bool]
    in_phrase: frozenset[int]
    is_shouted: bool

    def is_content(self, at: int) -> bool:
        """Tell whether the word at `at` may belong to a name or a description."""
        token = self.tokens[at]
        if not token.is_word or not self.is_free(token) or token.text[0].isdigit():
            return False
        if self.is_name_like(at):
            return True
        book = lexicon()
        return not (
            token.folded in book.function
            or token.folded in book.grammar["filler"]
            or token.folded in book.grammar["before_name"]
            or at in self.in_phrase
            or re.search(r"(?:[^r]ei|amos|emos|imos|ando|endo)$", token.folded)
            or self.is_request(token.folded)
        )

    def is_name_like(self, at: int) -> bool:
        """Tell whether a capital here means a name: not at the start, not in a shouted text."""
        token = self.tokens[at]
        if not token.is_word or not token.is_capital or self.is_shouted:
            return False
        opens = at == 0 or self.tokens[at - 1].text in {"\n", "!", "?", ":"}
        if len(token.folded) < 2:
            return False
        return not opens or not (
            self.is_request(token.folded) or token.folded in lexicon().function
        )


def chunks(spoken: Spoken) -> list[Chunk]:
    """Return the chunks of a message in order."""
    found: list[Chunk] = []
    for first, last, is_first in _segments(spoken):
        loose = None if is_first else _loose(spoken, first, last)
        if loose is not None:
            found.append(loose)
        else:
            found.extend(_in_segment(spoken, first, last))
    return found


def _segments(spoken: Spoken) -> list[tuple[int, int, bool]]:
    """Cut at marks and at everything that was read already."""
    cuts = [
        at
        for at, token in enumerate(spoken.tokens)
        if not token.is_word or not spoken.is_free(token)
    ]
    edges = [-1, *cuts, len(spoken.tokens)]
    parts = []
    for before, after in itertools.pairwise(edges):
        if after - before > 1:
            after_mark = before >= 0 and not spoken.tokens[before].is_word
            parts.append((before + 1, after, not after_mark))
    return parts


def _loose(spoken: Spoken, first: int, last: int) -> Chunk | None:
    """Return a segment between marks as one chunk if it reads as a name or a description."""
    words = spoken.tokens[first:last]
    book = lexicon()
    openers = book.grammar["before_name"] | book.function | book.grammar["before_matter"]
    while words and words[-1].folded in book.function | book.grammar["filler"]:
        words = words[:-1]
    if not words or len(words) > _LOOSE_WORDS_MAX:
        return None
    opens_name = spoken.is_name_like(first)
    opens_matter = words[0].folded in book.grammar["matter"]
    if opens_matter and _names_inside(spoken, first, last):
        return None
    if not opens_name and not opens_matter:
        if words[0].folded in openers or words[0].folded in book.grammar["filler"]:
            return None
        if spoken.is_request(words[0].folded) and (
            len(words) == 1 or _is_verb(words[0].folded, book)
        ):
            return None
        if _names_inside(spoken, first, last):
            return None
    if opens_name and any(token.folded in _PLACES for token in words):
        return None
    return _chunk(spoken, first, first + len(words), "", is_loose=True)


def _names_inside(spoken: Spoken, first: int, last: int) -> bool:
    """Tell whether a name starts inside a segment: `lunch at Bom Sabor` is more than a description."""
    return any(spoken.is_name_like(at) for at in range(first + 1, last))


def _is_verb(word: str, book: Lexicon) -> bool:
    return bool(book.of(word) & _ACTS) or word.endswith(("ou", "ei", "amos", "emos", "ed"))


#: Concepts that are said with a verb: what is to be done, not what it is about.
_ACTS = frozenset(
    {"pay", "receive", "record", "issue", "want", "cancel", "reverse", "find", "list", "due"}
    | {"approve", "change", "delete", "hire", "dismiss", "payable", "clear"}
)


def is_act(word: str) -> bool:
    """Tell whether a folded word says what to do rather than what it is about."""
    return bool(lexicon().of(word) & (_ACTS | {"why", "entry"}))


def _in_segment(spoken: Spoken, first: int, last: int) -> list[Chunk]:
    found: list[Chunk] = []
    book = lexicon()
    at, cue = first, ""
    while at < last:
        word = spoken.tokens[at].folded
        if not spoken.is_content(at):
            if word in book.grammar["before_name"] or word in book.grammar["before_matter"]:
                is_bare = word in book.grammar["article"] and word not in _BARE
                cue = cue if (is_bare or word in _BARE) and cue else word
            elif word in book.grammar["article"]:
                cue = cue or word
            else:
                cue = "verb" if _is_verb(word, book) else word if word in _NAMERS else ""
            at += 1
            continue
        end = _extend(spoken, at, last, cue)
        found.append(_chunk(spoken, at, end, cue, is_loose=False))
        at, cue = end, ""
    return found


_BARE = frozenset({"a", "o", "as", "os"})
_PLACES = frozenset({"no", "na", "at"})
_NAMERS = frozenset(
    {"cliente", "fornecedor", "customer", "supplier", "vendor", "boleto", "conta", "bill"}
)
_STRONG = frozenset(
    {"para", "pra", "pro", "to", "from", "contra", "at", "no", "na", "ao", "com", "with"}
)
_DEFINITE = frozenset({"da", "do", "das", "dos"})


def _extend(spoken: Spoken, first: int, last: int, cue: str) -> int:
    """Return where the chunk that starts at `first` ends."""
    book = lexicon()
    end = first + 1
    while end < last:
        if spoken.is_content(end) and not _turns(spoken, first, end):
            end += 1
            continue
        link = spoken.tokens[end].folded
        following = end + 1
        if link not in book.grammar["inside_name"] or following >= last:
            break
        if not (spoken.is_content(following) or _goes_on(spoken, first, following)):
            break
        if not _links(spoken, first, end, cue):
            break
        end = following + 1
    return end


def _goes_on(spoken: Spoken, first: int, at: int) -> bool:
    """Tell whether a word that would be a request elsewhere goes on with a description here."""
    token = spoken.tokens[at]
    return (
        token.is_word
        and spoken.is_free(token)
        and not spoken.is_name_like(first)
        and (token.folded not in lexicon().function)
    )


def _turns(spoken: Spoken, first: int, at: int) -> bool:
    """Tell whether a name ends where small letters begin, or the reverse."""
    if spoken.is_shouted:
        return False
    return (
        spoken.tokens[at - 1].is_capital
        and not spoken.tokens[at].is_capital
        and (spoken.tokens[at].folded in lexicon().grammar["matter"] or first > 0)
        and spoken.tokens[at].text.islower()
        and spoken.is_name_like(at - 1)
    )


def _links(spoken: Spoken, first: int, at: int, cue: str) -> bool:
    """Tell whether the small word at `at` joins the words around it into one name."""
    link = spoken.tokens[at].folded
    before, after = spoken.tokens[at - 1], spoken.tokens[at + 1]
    grammar = lexicon().grammar
    if after.folded in grammar["matter"] and not after.is_capital:
        return False
    if before.is_capital and after.is_capital:
        return True
    if before.is_capital != after.is_capital and not spoken.is_shouted:
        return False
    if link in {"e", "and"}:
        return False
    if link in _DEFINITE:
        return cue in _STRONG | _DEFINITE and spoken.tokens[first].folded not in grammar["matter"]
    return True


def _chunk(spoken: Spoken, first: int, end: int, cue: str, *, is_loose: bool) -> Chunk:
    words = spoken.tokens[first:end]
    following = spoken.tokens[end] if end < len(spoken.tokens) else None
    book = lexicon()
    return Chunk(
        start=words[0].start,
        end=words[-1].end,
        words=tuple(token.folded for token in words),
        cue=cue,
        is_capital=any(spoken.is_name_like(at) for at in range(first, end)),
        is_loose=is_loose,
        before_verb=following is not None
        and following.is_word
        and (
            _is_verb(following.folded, book)
            or following.folded in {"nos", "me", "ainda", "tem", "have", "has"}
        ),
    )
