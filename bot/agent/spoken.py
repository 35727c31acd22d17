"""Which language to answer in: the message's own where it is clear, else the one the person reads."""

from bot.agent.offline.lexicon import language_of
from bot.agent.offline.text import tokens
from domain.kernel.say import Language

#: So much of a message tells its language.
_CHARS = 2000


def language_spoken(words: str, reads: Language) -> Language:
    """Return the language of `words`, or `reads` where they do not tell."""
    return language_of(tokens(words[:_CHARS])) or reads
