"""The modal in which an approver says why not."""

from collections.abc import Mapping
from typing import Any

from bot.slack.cards import parts
from domain.kernel.say import Language, Phrasebook, say

REJECTED = "proposal.rejected"
#: The block of the reason, where a refusal is shown too.
WHY = "why"
REASON_MAX = 500


def reject_view(carried: str, book: Phrasebook, language: Language) -> parts.Block:
    """Return the modal; `carried` is the request and the digest that was seen."""
    element = {
        "type": "plain_text_input",
        "action_id": "value",
        "multiline": True,
        "min_length": 1,
        "max_length": REASON_MAX,
    }
    label = parts.plain(book.render(say("reject.why"), language))
    return {
        "type": "modal",
        "callback_id": REJECTED,
        "private_metadata": f"proposal.reject {carried}",
        "title": parts.plain(book.render(say("reject.title"), language)),
        "submit": parts.plain(book.render(say("card.reject"), language)),
        "close": parts.plain(book.render(say("slack.close"), language)),
        "blocks": [{"type": "input", "block_id": WHY, "label": label, "element": element}],
    }


def given_reason(view: Mapping[str, Any]) -> str:
    """Return what was written, without what surrounds it."""
    return str(view["state"]["values"][WHY]["value"]["value"] or "").strip()
