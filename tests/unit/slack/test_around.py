"""A card tells what the action knows beside its effect, in the reader's language."""

from datetime import date

import pytest

from bot.slack.cards.parts import Block
from bot.slack.cards.proposal import approver_card, draft_card, waiting_card
from bot.words import phrasebook
from domain.kernel.money import Money
from domain.kernel.say import Language, say
from domain.proposal.context import ForApprover, told, told_approver, written
from tests.unit.slack.shown import shown


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.PT, ["Bom saber", "Na mesma equipe, Rui <@U1> estará de férias de 04/02/2027"]),
        (Language.EN, ["Good to know", "In the same team, Rui <@U1> will be away from 4 Feb 2027"]),
    ],
)
def test_the_lines_stand_under_their_title(language: Language, words: list[str]) -> None:
    away = say(
        "vacation.team_away", who="Rui <@U1>", first=date(2027, 2, 4), last=date(2027, 2, 18)
    )

    card = approver_card(shown(around=(away,)), phrasebook(), language)

    block = next(each for each in card if each["type"] == "rich_text" and words[0] in str(each))
    assert words[1] in str(block)
    assert card[-1]["type"] == "actions"


def test_nothing_to_tell_adds_nothing_to_the_card() -> None:
    plain = approver_card(shown(), phrasebook(), Language.PT)

    assert "Bom saber" not in str(plain)


def test_what_only_approvers_are_told_is_on_their_card_alone() -> None:
    cash = say("expense.cash_around", now=Money(5_000), after=Money(4_000))
    text = written([say("expense.paid_back_by", day=date(2026, 12, 5)), ForApprover(cash)])
    each = shown(around=told(text), for_approver=told_approver(text))

    cards = [draw(each, phrasebook(), Language.PT) for draw in (draft_card, waiting_card)]

    assert all("05/12/2026" in str(card) and "R$" not in _beside(card) for card in cards)
    assert "depois do reembolso: R$\\xa040,00" in _beside(
        approver_card(each, phrasebook(), Language.PT)
    )


def _beside(card: list[Block]) -> str:
    return next(
        str(each) for each in card if each["type"] == "rich_text" and "Bom saber" in str(each)
    )
