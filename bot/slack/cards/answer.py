"""An answer in the thread: its words, links to what it speaks of, and two buttons for the reader."""

import re
from collections.abc import Sequence

from bot.slack.cards import parts
from domain.conversation.model import TurnId
from domain.kernel.say import Language, Phrasebook, say

#: Rated by the reader; `turn.feedback` carries the turn and one of these.
GOOD, BAD = "good", "bad"
#: An answer that is longer than this says how much is left out.
_PARAGRAPHS_MAX = 12
_LINKS_MAX = 20
_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!~|>])")


def markdown(text: str) -> str:
    """Return plain words as markdown that shows exactly them."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKS.sub(r"\\\1", plain)


def answer_blocks(
    text: str,
    links: Sequence[tuple[str, str]],
    turn: TurnId | None,
    book: Phrasebook,
    language: Language,
) -> list[parts.Block]:
    """Return an answer. `links` are titles with addresses; `turn` is what a press on a button rates."""
    pieces = [text[at : at + parts.TEXT_MAX] for at in range(0, len(text), parts.TEXT_MAX)]
    blocks = [parts.paragraph(piece) for piece in pieces[:_PARAGRAPHS_MAX]]
    if len(pieces) > _PARAGRAPHS_MAX:
        blocks.append(parts.line(book.render(say("answer.too_long"), language)))
    if links:
        blocks.append(parts.linked(links[:_LINKS_MAX]))
    if turn is not None:
        blocks.append(_feedback(turn, book, language))
    return blocks


def _feedback(turn: TurnId, book: Phrasebook, language: Language) -> parts.Block:
    def choice(key: str, value: str) -> parts.Block:
        words = book.render(say(key), language)
        return {
            "text": parts.plain(words),
            "value": f"{turn}:{value}",
            "accessibility_label": words,
        }

    return {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "turn.feedback",
                "positive_button": choice("answer.good", GOOD),
                "negative_button": choice("answer.bad", BAD),
            }
        ],
    }
