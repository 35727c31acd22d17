"""Which methods there are: a function declares itself, and the router finds it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from bot.workspace.api.call import Call
from bot.workspace.wire import Json

type Run = Callable[[Call], Json]


class Tier(IntEnum):
    """Slack's rate tiers: calls a minute for one method, app and workspace."""

    ONE = 1
    TWO = 20
    THREE = 50
    FOUR = 100
    SPECIAL = 60  # chat.postMessage: about one a second and channel
    FREE = 10_000


@dataclass(frozen=True, slots=True)
class Method:
    """A method of the Web API: its name, the scopes that open it (any of them), its tier and the kind of token."""

    name: str
    run: Run
    scopes: tuple[str, ...]
    tier: Tier
    key: str


METHODS: dict[str, Method] = {}


def method(
    name: str, *, scopes: tuple[str, ...] = (), tier: Tier = Tier.THREE, key: str = "bot"
) -> Callable[[Run], Run]:
    """Declare the function below as the Web API method `name`. `key`, the kind of token: bot, app, any or none."""

    def declare(run: Run) -> Run:
        METHODS[name] = Method(name, run, scopes, tier, key)
        return run

    return declare
