"""The five ways an action can fail, named by what the reader should do next.

Anything else that is raised is a bug: it is logged, reported, and never shown.
"""

from domain.kernel.say import Say, Value


class Failure(Exception):
    """A failure we can explain. `say` is a message id and values, safe to show to anyone.

    The edge turns it into one sentence in the reader's language.
    """

    def __init__(self, key: str, **values: Value) -> None:
        self.say = Say(key, values)
        super().__init__(str(self.say))


class Invalid(Failure):
    """The input is wrong. Correct it and ask again. `field` names the argument, when one is."""

    def __init__(self, key: str, *, field: str = "", **values: Value) -> None:
        self.field = field
        super().__init__(key, **values)


class Refused(Failure):
    """The rules say no. Asking again will not help."""


class Conflict(Failure):
    """Someone got there first, or it changed. Look again before acting."""


class Outage(Failure):
    """An outside system failed before anything happened. Safe to retry."""


class Uncertain(Failure):
    """An outside system may or may not have acted. A person must look."""
