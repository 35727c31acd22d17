"""What a click says, and where it is decided: on threads of its own, so that it never waits."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from domain.kernel.canonical import Digest
from domain.kernel.errors import Conflict
from domain.kernel.ids import ProposalId

#: Slack gives three.
ACKNOWLEDGED_SECONDS_MAX = 2.0

_VALUE = re.compile(r"([0-9]{1,18}):([0-9a-f]{64})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Click:
    """A press on a button of a proposal's card."""

    action_id: str
    proposal_id: ProposalId
    digest: Digest
    slack_user_id: str
    trigger_id: str

    @classmethod
    def read(cls, body: Mapping[str, Any]) -> "Click":
        """Return the click of a `block_actions` body. Raises Conflict for one that is not ours."""
        pressed = body["actions"][0]
        proposal_id, digest = target(str(pressed.get("value", "")))
        return cls(
            action_id=str(pressed["action_id"]),
            proposal_id=proposal_id,
            digest=digest,
            slack_user_id=str(body["user"]["id"]),
            trigger_id=str(body.get("trigger_id", "")),
        )

    @classmethod
    def submitted(cls, body: Mapping[str, Any]) -> "Click":
        """Return the click that the submission of a request's modal is."""
        action_id, _, value = str(body["view"]["private_metadata"]).partition(" ")
        proposal_id, digest = target(value)
        return cls(action_id, proposal_id, digest, str(body["user"]["id"]), "")


def target(value: str) -> tuple[ProposalId, Digest]:
    """Return the request and the digest that a button or a modal carries."""
    found = _VALUE.fullmatch(value)
    if found is None:
        raise Conflict("slack.unreadable_click")
    return ProposalId(int(found[1])), Digest(found[2])


class Clicks:
    """Runs what clicks decide; nothing else may use these threads."""

    def __init__(self, threads: int = 8) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="clicks")

    async def run[**P, T](self, work: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
        """Return what `work` returns, without holding up the loop."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, lambda: work(*args, **named))

    async def settle[T](self, ack: Callable[[], Awaitable[object]], work: Callable[[], T]) -> T:
        """Do the work first and acknowledge then, but never later than two seconds.

        A click that Slack counts as delivered was decided, or is being decided.
        """
        running = asyncio.ensure_future(self.run(work))
        await asyncio.wait({running}, timeout=ACKNOWLEDGED_SECONDS_MAX)
        await ack()
        return await running

    def close(self) -> None:
        """Wait for what is running, then end the threads."""
        self._pool.shutdown()
