"""The one place where failures become words for somebody in Slack."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import structlog
from slack_bolt.async_app import AsyncRespond

from bot.slack.cards.parts import paragraph
from bot.slack.once import escaped
from domain.kernel.errors import Failure
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
    try:
        yield
    except Failure as failure:
        await tell(book.render(failure.say, await reads()))
    except Exception:
        log.exception("slack.listener_failed")
        await tell(book.render(say("slack.our_fault"), await reads()))
