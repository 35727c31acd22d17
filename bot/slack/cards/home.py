"""The home tab: what waits for the person, what they asked for, and the latest actions."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.slack.cards import parts
from domain.kernel.money import Money
from domain.kernel.say import Language, Phrasebook, say


@dataclass(frozen=True, slots=True)
class Row:
    """One request in a list."""

    number: int
    action: str
    amount: Money
    maker: str
    state: str
    #: What the button for deciding carries; empty where the reader decides nothing.
    value: str = ""


def home_view(
    waiting: Sequence[Row],
    mine: Sequence[Row],
    latest: Sequence[Row],
    book: Phrasebook,
    language: Language,
) -> parts.Block:
    """Return the home tab; an empty part says what to do."""
    blocks: list[parts.Block] = []
    for title, rows, empty in (
        ("home.waiting", waiting, "home.nothing_waits"),
        ("home.mine", mine, "home.none_mine"),
        ("home.latest", latest, "home.none_latest"),
    ):
        blocks.append(parts.header(book.render(say(title), language)))
        blocks += [_section(row, book, language) for row in rows]
        if not rows:
            blocks.append(parts.line(book.render(say(empty), language)))
    return {"type": "home", "blocks": blocks}


def _section(row: Row, book: Phrasebook, language: Language) -> parts.Block:
    section = parts.paragraph(_row(row, book, language))
    if not row.value:
        return section
    label = book.render(say("home.decide"), language)
    return section | {"accessory": parts.button(label, "proposal.review", row.value)}


def _row(row: Row, book: Phrasebook, language: Language) -> str:
    action = say(f"action.{row.action}")
    what = say("card.headline", what=action, amount=row.amount) if row.amount else action
    state = say(f"home.state.{row.state}")
    return book.render(
        say("home.row", number=row.number, what=what, who=row.maker, state=state), language
    )
