"""What a check found: fine, worth knowing, or in the way."""

from dataclasses import dataclass
from enum import StrEnum

from domain.kernel.say import Say, Value, say


class Verdict(StrEnum):
    """How a finding stands. Only `BAD` makes the doctor's exit code 1."""

    OK = "ok"
    NOTE = "note"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor: a verdict and a sentence, which says what to do unless all is well."""

    verdict: Verdict
    say: Say


def well(key: str, **values: Value) -> Finding:
    """Return that all is well."""
    return Finding(Verdict.OK, say(key, **values))


def note(key: str, **values: Value) -> Finding:
    """Return what is worth knowing."""
    return Finding(Verdict.NOTE, say(key, **values))


def bad(key: str, **values: Value) -> Finding:
    """Return what is in the way, and what to do about it."""
    return Finding(Verdict.BAD, say(key, **values))
