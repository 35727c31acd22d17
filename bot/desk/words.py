"""The words of one reader: phrases and values in their language."""

from domain.kernel.money import Money
from domain.kernel.say import Language, Phrasebook, Say, Value, money_text, say

#: Accountants read columns of figures: the currency stands in the column's head.
_REAIS = "R$\u00a0"


class Words:
    """Says things in one language."""

    def __init__(self, book: Phrasebook, language: Language) -> None:
        self.book, self.language = book, language

    def say(self, key: str, **values: Value) -> str:
        """Return a phrase."""
        return self.told(say(key, **values))

    def told(self, what: Say) -> str:
        """Return a sentence that somebody else chose."""
        return self.book.render(what, self.language)

    def value(self, value: Value) -> str:
        """Return a value as people write it."""
        return self.say("desk.value", value=value)

    def known(self, key: str) -> str | None:
        """Return a phrase where there is one."""
        return self.say(key) if key in self.book.keys else None

    def figure(self, amount: Money) -> str:
        """Return an amount for a column of amounts in reais."""
        return money_text(amount, self.language).replace(_REAIS, "")
