"""The card of a proposal: what was asked, by whom, what it would change, and who decides.

A card is a projection of the database and never the truth. Its buttons carry the id and the digest
of the effect that is shown, so that a click on an old card decides nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.slack.cards import parts
from bot.slack.cards.effect import effect_blocks
from domain.kernel.canonical import Digest
from domain.kernel.ids import ProposalId
from domain.kernel.money import Money
from domain.kernel.say import Language, Phrasebook, Say, say


@dataclass(frozen=True, slots=True)
class Shown:
    """What a card shows of a proposal."""

    proposal_id: ProposalId
    digest: Digest
    action: str
    amount: Money
    maker: str
    effect: str
    expires_at: datetime
    reason: Say
    around: tuple[Say, ...] = ()
    #: More of it, for those who may approve alone.
    for_approver: tuple[Say, ...] = ()
    #: The Slack file with the picture of the paper.
    picture: str | None = None
    #: Since when it waits for somebody else, and for whom, the maker's own manager first.
    waits_since: datetime | None = None
    waits_for: tuple[str, ...] = ()


def block_id(shown: Shown) -> str:
    """Return the name of the block with the buttons: another effect gives another name."""
    return f"proposal:{shown.proposal_id}:{shown.digest[:12]}"


def value(shown: Shown) -> str:
    """Return what a button carries."""
    return f"{shown.proposal_id}:{shown.digest}"


def headline(shown: Shown, book: Phrasebook, language: Language) -> str:
    """Return the action and its amount; what has no amount is named alone."""
    what = say(f"action.{shown.action}")
    said = say("card.headline", what=what, amount=shown.amount) if shown.amount else what
    return book.render(said, language)


def to_approver(shown: Shown) -> Shown:
    """Return what is shown to somebody who may approve: all that the maker sees, and more."""
    return replace(shown, around=(*shown.around, *shown.for_approver))


def opening(shown: Shown, book: Phrasebook, language: Language) -> list[parts.Block]:
    """Return the headline and who asks."""
    asked = say("card.asked_by", who=shown.maker, number=int(shown.proposal_id))
    return [
        parts.header(headline(shown, book, language)),
        parts.line(book.render(asked, language)),
    ]


def draft_card(shown: Shown, book: Phrasebook, language: Language) -> list[parts.Block]:
    """Return the maker's card: Confirm, Edit, Cancel."""
    buttons = [
        ("card.confirm", "proposal.confirm", True),
        ("card.edit", "proposal.edit", False),
        ("card.cancel", "proposal.cancel", False),
    ]
    return _card(shown, book, language, buttons)


def approver_card(shown: Shown, book: Phrasebook, language: Language) -> list[parts.Block]:
    """Return the approver's card: Approve, and Reject without a colour that suggests it."""
    buttons = [
        ("card.approve", "proposal.approve", True),
        ("card.reject", "proposal.reject", False),
    ]
    return _card(to_approver(shown), book, language, buttons)


def waiting_card(shown: Shown, book: Phrasebook, language: Language) -> list[parts.Block]:
    """Return the maker's card after the confirmation: since when it waits, and for whom."""
    waits = [parts.paragraph(book.render(_waits(shown), language))]
    return _card(shown, book, language, [("card.withdraw", "proposal.cancel", False)], waits)


def _waits(shown: Shown) -> Say:
    if not shown.waits_for:
        return say("card.waits_for_nobody")
    named, more = shown.waits_for[:_NAMED_MAX], len(shown.waits_for) - _NAMED_MAX
    if more > 0:
        return say("card.waits_for_more", who=named, more=more, at=shown.waits_since)
    either = say("card.either", some=named[:-1], last=named[-1])
    who = either if len(named) > 1 else named[0]
    return say("card.waits", who=who, at=shown.waits_since)


def _around(shown: Shown, book: Phrasebook, language: Language) -> list[parts.Block]:
    """Return what the action tells beside its effect, as it was when the proposal was filed."""
    if not shown.around:
        return []
    lines = [book.render(line, language) for line in shown.around]
    return [parts.listed(book.render(say("card.around"), language), lines)]


def _paper(shown: Shown, book: Phrasebook, language: Language) -> list[parts.Block]:
    """Return the picture of the paper that the request comes with."""
    if shown.picture is None:
        return []
    alt = book.render(say("card.paper"), language)
    return [{"type": "image", "slack_file": {"id": shown.picture}, "alt_text": alt}]


#: So many of those who may approve are named.
_NAMED_MAX = 3
#: Buttons that need the whole effect on the card.
_DECIDES = ("proposal.confirm", "proposal.approve")


def _card(
    shown: Shown,
    book: Phrasebook,
    language: Language,
    buttons: list[tuple[str, str, bool]],
    more: Sequence[parts.Block] = (),
) -> list[parts.Block]:
    until = say("card.until", at=shown.expires_at)
    top = [*opening(shown, book, language), *_paper(shown, book, language)]
    effect = effect_blocks(shown.effect, book, language)
    end = [
        *more,
        parts.line(book.render(shown.reason, language)),
        parts.line(book.render(until, language)),
    ]
    whole = [*top, *effect, *_around(shown, book, language), *end]
    if not parts.fits([*whole, {"type": "actions"}]):
        whole = [*top, parts.paragraph(book.render(say("card.too_long"), language)), *end]
        buttons = [("card.review", "proposal.review", True)] + [
            each for each in buttons if each[1] not in _DECIDES
        ]
    elements = [
        parts.button(book.render(say(key), language), action_id, value(shown), primary=primary)
        for key, action_id, primary in buttons
    ]
    return [*whole, {"type": "actions", "block_id": block_id(shown), "elements": elements}]
