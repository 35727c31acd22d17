"""The full review: a modal that holds an effect too large for a card, and decides on all of it."""

from collections.abc import Iterator, Sequence

from bot.slack.cards import parts
from bot.slack.cards.effect import effect_items
from bot.slack.cards.proposal import Shown, opening, value
from domain.kernel.say import Language, Phrasebook, say

REVIEWED = "proposal.reviewed"
#: Slack's limit for a modal.
MODAL_BLOCKS_MAX = 100
#: Letters and items of one block, well below what Slack takes.
PIECE_LETTERS_MAX = 2000
PIECE_ITEMS_MAX = 40


def review_view(shown: Shown, action_id: str, book: Phrasebook, language: Language) -> parts.Block:
    """Return the modal. Its submission presses `action_id`; one that cannot hold all has none."""
    top = opening(shown, book, language)
    lists = effect_items(shown.effect, book, language)
    if shown.around:
        around = [book.render(each, language) for each in shown.around]
        lists.append((book.render(say("card.around"), language), around))
    lines = [
        line
        for title, items in lists
        for line in (_flat(title), *(f"• {_flat(item)}" for item in items))
    ]
    body = [parts.paragraph("\n".join(piece)) for piece in _pieces(lines)]
    view = closing_view("", book, language) | {"callback_id": REVIEWED}
    if len(top) + len(body) > MODAL_BLOCKS_MAX or any(map(_too_long, body)):
        return view | {
            "blocks": [*top, parts.paragraph(book.render(say("review.too_long"), language))]
        }
    key = "card.confirm" if action_id == "proposal.confirm" else "card.approve"
    return view | {
        "blocks": [*top, *body],
        "private_metadata": f"{action_id} {value(shown)}",
        "submit": parts.plain(book.render(say(key), language)),
    }


def closing_view(words: str, book: Phrasebook, language: Language) -> parts.Block:
    """Return a modal that says one sentence and only closes."""
    return {
        "type": "modal",
        "title": parts.plain(book.render(say("review.title"), language)),
        "close": parts.plain(book.render(say("slack.close"), language)),
        "blocks": [parts.paragraph(words)],
    }


def _flat(words: str) -> str:
    """Return words on one line: nobody's text may look like a line of ours."""
    return " ⏎ ".join(words.splitlines())


def _too_long(block: parts.Block) -> bool:
    return parts.letters(block) >= parts.TEXT_MAX


def _pieces(lines: Sequence[str]) -> Iterator[list[str]]:
    piece: list[str] = []
    for line in lines:
        full = sum(map(len, piece)) + len(line) > PIECE_LETTERS_MAX
        if piece and (full or len(piece) == PIECE_ITEMS_MAX):
            yield piece
            piece = []
        piece.append(line)
    yield piece
