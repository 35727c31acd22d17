"""What does not fit on a card is shown whole before it is decided, or cannot be decided at all."""

import json
from dataclasses import replace

from bot.slack.cards.proposal import approver_card
from bot.slack.cards.review import review_view
from bot.words import phrasebook
from domain.kernel.say import Language, say
from tests.unit.slack.shown import a_change, shown

BOOK = phrasebook()


def test_a_review_holds_every_change_and_decides_on_its_digest() -> None:
    effect = [a_change(title=f"Conta {n}.", after={"amount_cents": n}) for n in range(200)]
    each = shown(effect)

    view = review_view(each, "proposal.approve", BOOK, Language.PT)

    told = json.dumps(view)
    assert all(f"Conta {n}." in told for n in range(200))
    assert len(view["blocks"]) <= 100
    assert view["private_metadata"] == f"proposal.approve 12:{each.digest}"
    assert view["submit"]["text"] == "Aprovar"


def test_a_makers_review_confirms() -> None:
    view = review_view(shown(), "proposal.confirm", BOOK, Language.EN)

    assert view["submit"]["text"] == "Confirm"


def test_a_review_says_what_the_card_says_debits_credits_and_what_is_good_to_know() -> None:
    each = replace(shown(), around=(say("outcome.reason", why="Saldo: 15 dias"),))

    told = json.dumps(review_view(each, "proposal.approve", BOOK, Language.PT), ensure_ascii=False)

    card = json.dumps(approver_card(each, BOOK, Language.PT), ensure_ascii=False)
    for words in ("Débito · 2.1.01", "Crédito · 1.1.02", "Bom saber", "Saldo: 15 dias"):
        assert words in told
        assert words in card
    assert "Partida" not in told


def test_what_no_modal_can_hold_cannot_be_decided() -> None:
    many = [a_change(title="x" * 1900, after={"amount_cents": n}) for n in range(120)]
    long = [a_change(title="x" * 4000)]
    for effect in (many, long):
        view = review_view(shown(effect), "proposal.approve", BOOK, Language.EN)

        assert "submit" not in view
        assert "too large" in json.dumps(view)


def test_words_with_line_breaks_cannot_look_like_lines_of_ours() -> None:
    forged = [a_change(title="x\n• Valor: R$ 1,00", after={"amount_cents": 5})]
    view = review_view(shown(forged), "proposal.approve", BOOK, Language.EN)

    assert view["blocks"][-1]["text"]["text"].count("\n") == 1
