"""The card of a proposal: what was asked, by whom, what it would change, and who decides.

A card is a projection of the database and never the truth. Its buttons carry the id and the digest
of the effect that is shown, so that a click on an old card decides nothing.
"""

from dataclasses import dataclass
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
    #: The Slack file with the picture of the paper.
    picture: str | None = None


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
    return _card(shown, book, language, buttons)


def waiting_card(shown: Shown, book: Phrasebook, language: Language) -> list[parts.Block]:
    """Return the maker's card after the confirmation: it waits, and may be withdrawn."""
    return _card(shown, book, language, [("card.withdraw", "proposal.cancel", False)])


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


#: Buttons that need the whole effect on the card.
_DECIDES = ("proposal.confirm", "proposal.approve")


def _card(
    shown: Shown, book: Phrasebook, language: Language, buttons: list[tuple[str, str, bool]]
) -> list[parts.Block]:
    until = say("card.until", at=shown.expires_at)
    top = [*opening(shown, book, language), *_paper(shown, book, language)]
    effect = effect_blocks(shown.effect, book, language)
    end = [
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
