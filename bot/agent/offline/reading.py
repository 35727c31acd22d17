"""One message, read once: its words, its language, and everything in it that has a value."""

import unicodedata
from dataclasses import dataclass
from datetime import date

from bot.agent.offline.lexicon import language_of
from bot.agent.offline.slots import days, money, references
from bot.agent.offline.slots.found import Found, Kind, Places
from bot.agent.offline.text import Token, fold, tokens
from domain.kernel.say import Language

#: More than this is not read: nobody says a request in so many words.
TEXT_CHARS_MAX = 2000


@dataclass(frozen=True, slots=True)
class Reading:
    """A message: as written, its tokens, what was found in it, and its language."""

    text: str
    tokens: tuple[Token, ...]
    found: tuple[Found, ...]
    language: Language
    today: date

    def of(self, *kinds: Kind) -> list[Found]:
        """Return what was found of `kinds`, in the order of the text."""
        return [each for each in self.found if each.kind in kinds]

    def is_free(self, token: Token) -> bool:
        """Tell whether `token` belongs to nothing that was found."""
        return Places(self.found).is_free(token.start, token.end)

    def found_between(self, start: int) -> bool:
        """Tell whether something with a value stands after `start`."""
        return any(each.end > start for each in self.found)

    def words(self) -> list[str]:
        """Return the folded words."""
        return [token.folded for token in self.tokens if token.is_word]


def read(text: str, today: date, spoken: Language) -> Reading:
    """Read a message; `spoken` is the language where the message itself does not tell."""
    text = unicodedata.normalize("NFC", text)[:TEXT_CHARS_MAX]
    cut = tuple(tokens(text))
    language = language_of(cut) or spoken
    folded = fold(text)
    places = Places()
    found = [
        *references.read(folded, places),
        *days.read(folded, today, places),
        *money.read(folded, language, places),
    ]
    found.sort(key=lambda each: each.start)
    return Reading(text, cut, tuple(found), language, today)
