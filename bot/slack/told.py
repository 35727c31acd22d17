"""The one place where failures become words for somebody in Slack."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import structlog
from psycopg.errors import LockNotAvailable
from slack_bolt.async_app import AsyncRespond
from sqlalchemy.exc import OperationalError

from bot.slack.cards.parts import paragraph
from bot.slack.once import escaped
from domain.kernel.errors import Failure, Fault
from domain.kernel.say import Language, Phrasebook, say

log = structlog.get_logger(__name__)

#: Says one sentence to the person alone.
type Tell = Callable[[str], Awaitable[object]]
#: Tells which language the person reads.
type Reads = Callable[[], Awaitable[Language]]


def privately(respond: AsyncRespond) -> Tell:
    """Return what tells a sentence to the person alone, below what they pressed."""

    async def tell(words: str) -> None:
        await respond(
            text=escaped(words),
            blocks=[paragraph(words)],
            response_type="ephemeral",
            replace_original=False,
        )

    return tell


@asynccontextmanager
async def told_to(tell: Tell, book: Phrasebook, reads: Reads) -> AsyncIterator[None]:
    """Tell the person why what the block tried did not happen, in their language.

    The language is asked for only then: a decision never waits for it.
    A bug is logged whole and told as ours, without its details.
    """

    async def at_once(faults: Sequence[Fault]) -> None:
        language = await reads()
        await tell("\n".join(book.render(each.say, language) for each in faults))

    async with _explained(at_once):
        yield


@asynccontextmanager
async def told_under(
    ack: Callable[..., Awaitable[object]], view: Mapping[str, Any], book: Phrasebook, reads: Reads
) -> AsyncIterator[None]:
    """Acknowledge a modal's submission: it closes, or every fault is told under its own input.

    What is in no input of the modal is told under the first.
    """
    inputs = [str(each["block_id"]) for each in view["blocks"] if each["type"] == "input"]

    async def under_inputs(faults: Sequence[Fault]) -> None:
        language, errors = await reads(), dict[str, str]()
        for fault in faults:
            field = fault.field.partition(".")[0]
            place = field if field in inputs else inputs[0]
            words = book.render(fault.say, language)
            errors[place] = f"{errors[place]} {words}" if place in errors else words
        await ack(response_action="errors", errors=errors)

    async with _explained(under_inputs):
        yield
        await ack()


@asynccontextmanager
async def _explained(tell: Callable[[Sequence[Fault]], Awaitable[None]]) -> AsyncIterator[None]:
    try:
        yield
    except Failure as failure:
        await tell(failure.faults)
    except OperationalError as error:
        # A connection that was lost while it committed tells nobody whether it did.
        held = isinstance(error.orig, LockNotAvailable)
        log.warning("slack.database_failed", failure=type(error.orig).__name__)
        await tell([Fault("", say("slack.held" if held else "slack.unknown"))])
    except Exception:
        log.exception("slack.listener_failed")
        await tell([Fault("", say("slack.our_fault"))])
