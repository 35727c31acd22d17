"""What a card becomes once its request has ended: the same record, one line, no buttons."""

from dataclasses import dataclass
from datetime import datetime

from bot.slack.cards import parts
from bot.slack.cards.effect import difference, effect_blocks
from bot.slack.cards.proposal import Shown, headline, opening
from domain.kernel.say import Language, Phrasebook, Say, say


@dataclass(frozen=True, slots=True)
class Ended:
    """How a request ended. `state` is any but draft and pending."""

    state: str
    at: datetime | None
    who: str | None
    reason: str | None
    now: str | None


def outcome_line(ended: Ended) -> Say:
    """Return the one sentence that tells the outcome."""
    return say(f"outcome.{ended.state}", who=ended.who, at=ended.at)


def outcome_card(
    shown: Shown, ended: Ended, book: Phrasebook, language: Language
) -> list[parts.Block]:
    """Return the card of a request that has ended, or that is being carried out."""
    top = [
        *opening(shown, book, language),
        parts.paragraph(book.render(outcome_line(ended), language)),
    ]
    if ended.reason:
        top.append(parts.paragraph(book.render(say("outcome.reason", why=ended.reason), language)))
    if ended.state in {"executed", "approved"}:
        body = effect_blocks(shown.effect, book, language)
    elif ended.state == "stale" and ended.now is not None:
        body = difference(shown.effect, ended.now, book, language)
    else:
        body = [parts.struck(headline(shown, book, language))]
    if not parts.fits([*top, *body]):
        body = [parts.paragraph(book.render(say("outcome.too_long"), language))]
    return [*top, *body]
