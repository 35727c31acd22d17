"""Small checks that combine: each looks at one JSON value and writes down what Slack would refuse.

A check is called with the value, the JSON pointer where it stands, and the list of problems so far.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where, as Slack words it."""

    pointer: str
    message: str

    def written(self) -> str:
        return f"[ERROR] {self.message} [json-pointer:{self.pointer}]"


type Problems = list[Problem]
type Check = Callable[[Any, str, Problems], None]


def anything(_value: Any, _at: str, _problems: Problems) -> None:
    """Accept any value: Slack does not say what may be here, or it is checked elsewhere."""


def string(most: int = 10**6, least: int = 0) -> Check:
    """Return a check for text of `least` to `most` characters."""

    def check(value: Any, at: str, problems: Problems) -> None:
        if not isinstance(value, str):
            problems.append(Problem(at, "must provide a string"))
        elif len(value) > most:
            problems.append(Problem(at, f"must be less than {most + 1} characters"))
        elif len(value) < least:
            problems.append(Problem(at, f"must be more than {least - 1} characters"))

    return check


def flag(value: Any, at: str, problems: Problems) -> None:
    if not isinstance(value, bool):
        problems.append(Problem(at, "must provide a boolean"))


def number(least: int | None = None, most: int | None = None) -> Check:
    """Return a check for a number within bounds."""

    def check(value: Any, at: str, problems: Problems) -> None:
        if isinstance(value, bool) or not isinstance(value, int | float):
            problems.append(Problem(at, "must provide a number"))
        elif least is not None and value < least:
            problems.append(Problem(at, f"must be at least {least}"))
        elif most is not None and value > most:
            problems.append(Problem(at, f"must be at most {most}"))

    return check


def one_of(*allowed: str) -> Check:
    """Return a check for one of a few words."""

    def check(value: Any, at: str, problems: Problems) -> None:
        if value not in allowed:
            problems.append(Problem(at, f"must be one of: {', '.join(allowed)}"))

    return check


def listing(each: Check, most: int = 10**6, least: int = 0) -> Check:
    """Return a check for a list whose items all pass `each`."""

    def check(value: Any, at: str, problems: Problems) -> None:
        if not isinstance(value, list):
            problems.append(Problem(at, "must provide an array"))
            return
        if len(value) > most:
            problems.append(Problem(at, f"no more than {most} items allowed"))
        if len(value) < least:
            problems.append(Problem(at, f"no fewer than {least} items allowed"))
        for place, item in enumerate(value):
            each(item, f"{at}/{place}", problems)

    return check


def shape(
    required: Mapping[str, Check] | None = None, optional: Mapping[str, Check] | None = None
) -> Check:
    """Return a check for an object with exactly these keys, the required ones present.

    `type` is always allowed: whoever chose this check has looked at it.
    """
    needed, known = required or {}, {**(required or {}), **(optional or {})}

    def check(value: Any, at: str, problems: Problems) -> None:
        if not isinstance(value, dict):
            problems.append(Problem(at, "must provide an object"))
            return
        for key in needed:
            if key not in value:
                problems.append(Problem(at, f"missing required field: {key}"))
        for key, item in value.items():
            if key in known:
                known[key](item, f"{at}/{key}", problems)
            elif key != "type":
                problems.append(Problem(at, f"invalid additional property: {key}"))

    return check


def by_type(known: Mapping[str, Check], allowed: frozenset[str] | None = None) -> Check:
    """Return a check that looks at `type` and applies the check of that type."""

    def check(value: Any, at: str, problems: Problems) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if kind is None:
            problems.append(Problem(at, "missing required field: type"))
        elif kind not in known or (allowed is not None and kind not in allowed):
            problems.append(Problem(f"{at}/type", f"unsupported type: {kind}"))
        else:
            known[kind](value, at, problems)

    return check


def all_of(*checks: Check) -> Check:
    """Return a check that applies several, one after the other."""

    def check(value: Any, at: str, problems: Problems) -> None:
        for each in checks:
            each(value, at, problems)

    return check


def at_least_one(*keys: str) -> Check:
    """Return a check for an object that has one of these keys at least."""

    def check(value: Any, at: str, problems: Problems) -> None:
        if isinstance(value, dict) and not any(value.get(key) for key in keys):
            problems.append(Problem(at, f"must provide one of: {', '.join(keys)}"))

    return check
