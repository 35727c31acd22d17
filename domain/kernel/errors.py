"""The five ways an action can fail, named by what the reader should do next.

Anything else that is raised is a bug: it is logged, reported, and never shown.
"""

from dataclasses import dataclass
from typing import Self

from domain.kernel.say import Say, Value


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, and the argument it stands in; empty where it is in none."""

    field: str
    say: Say


class Failure(Exception):
    """A failure we can explain. `say` is a message id and values, safe to show to anyone.

    The edge turns it into one sentence in the reader's language.
    """

    def __init__(self, key: str, **values: Value) -> None:
        self.say = Say(key, values)
        super().__init__(str(self.say))

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Everything that is to be told, `say` first."""
        return (Fault("", self.say),)


class Invalid(Failure):
    """The input is wrong. Correct it and ask again. `field` names the argument, when one is.

    Where several arguments are wrong, `others` are the faults after the first.
    """

    def __init__(self, key: str, *, field: str = "", **values: Value) -> None:
        self.field = field
        self.others: tuple[Fault, ...] = ()
        super().__init__(key, **values)

    @classmethod
    def of(cls, first: Fault, *others: Fault) -> Self:
        """Return the failure that tells every fault at once."""
        failure = cls(first.say.key, field=first.field)
        failure.say, failure.others = first.say, others
        return failure

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Every fault, each with its field."""
        return (Fault(self.field, self.say), *self.others)


class Refused(Failure):
    """The rules say no. Asking again will not help."""


class Conflict(Failure):
    """Someone got there first, or it changed. Look again before acting."""


class Outage(Failure):
    """An outside system failed before anything happened. Safe to retry."""


class Uncertain(Failure):
    """An outside system may or may not have acted. A person must look."""
