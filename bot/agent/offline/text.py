"""Words of a message: folded without moving a character, cut into tokens, reduced to stems."""

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:['’&./-][^\W_]+)*|[&?!,;:()\n]", re.UNICODE)

#: Endings that say less than what stands before them, in Portuguese and English, longest first.
_ENDINGS = sorted(
    """
    amentos imentos amento imento mentos mento acoes icoes acao icao ations ation adores ador
    aremos eremos iremos avamos iamos assem essem issem ariam eriam iriam aram eram iram avam
    ando endo indo amos emos imos arei erei irei aria eria iria asse esse isse adas idas ados idos
    ada ida ado ido ava ar er ir ei ou eu iu am em as os es is ings ing ments ment ied ies ed ly
    encias encia s e a o i y
    """.split(),
    key=len,
    reverse=True,
)
_STEM_CHARS_MIN = 3


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark: as written, folded, and where it stands."""

    text: str
    folded: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


def fold(text: str) -> str:
    """Return `text` in small letters without accents, every character in its place."""
    return "".join(_plain(char) for char in text)


def _plain(char: str) -> str:
    bare = unicodedata.normalize("NFD", char)[0].lower()
    return bare if len(bare) == 1 else char


def tokens(text: str) -> list[Token]:
    """Return the words and marks of `text`, which must be NFC."""
    found = []
    for match in _WORD.finditer(text):
        word = match.group()
        found.append(Token(word, fold(word), match.start(), match.end()))
    return found


def stem(word: str) -> str:
    """Return what stays of a folded word when it is conjugated or put in the plural."""
    if len(word) <= _STEM_CHARS_MIN or not word.isalpha():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM_CHARS_MIN:
            word = word[: -len(ending)]
            break
    # `paguei` and `pagar`, `cancelled` and `cancel`.
    if word.endswith(("gu", "qu")) and len(word) > _STEM_CHARS_MIN:
        word = word[:-1].replace("q", "c") if word.endswith("qu") else word[:-1]
    if len(word) > _STEM_CHARS_MIN and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]
    return word


def is_near(word: str, other: str) -> bool:
    """Tell whether two words differ by one slip of the finger: one letter, or two swapped."""
    if abs(len(word) - len(other)) > 1 or word == other:
        return word == other
    first = next((n for n, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), None)
    if first is None:
        return True
    rest, tail = word[first:], other[first:]
    if len(word) == len(other):
        swapped = rest[:2] == tail[1::-1] and rest[2:] == tail[2:]
        return rest[1:] == tail[1:] or swapped
    return rest[1:] == tail if len(word) > len(other) else rest == tail[1:]
