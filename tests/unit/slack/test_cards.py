"""A card shows exactly what people sign, in their language, and nothing in it can be an order.

Golden files are written anew with `UPDATE_GOLDEN=1`.
"""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.cards import parts
from bot.slack.cards.effect import effect_blocks
from bot.slack.cards.outcome import Ended, outcome_card
from bot.slack.cards.proposal import Shown, approver_card, draft_card, waiting_card
from bot.words import phrasebook
from domain.db import tables
from domain.db.base import Record
from domain.kernel.canonical import canonical
from domain.kernel.money import Money
from domain.kernel.say import Language, Phrasebook
from tests.unit.slack.shown import NOON, a_change, changes, shown
from tools.registry import load

GOLDEN = Path(__file__).parent / "golden"
BOOK = phrasebook()

type Draw = Callable[[Shown, Phrasebook, Language], list[parts.Block]]


def _ended(state: str, **changed: Any) -> Draw:
    whole: dict[str, Any] = {"at": NOON, "who": "Marcos", "reason": None, "now": None}
    ended = Ended(state, **(whole | changed))
    return lambda each, book, language: outcome_card(each, ended, book, language)


def _waiting(*approvers: str) -> Draw:
    def draw(each: Shown, book: Phrasebook, language: Language) -> list[parts.Block]:
        return waiting_card(replace(each, waits_since=NOON, waits_for=approvers), book, language)

    return draw


CARDS: dict[str, Draw] = {
    "draft": draft_card,
    "approver": approver_card,
    "waiting": _waiting("Marcos", "Rita"),
    "waiting_many": _waiting("Marcos", "Rita", "Paulo", "Lia"),
    "waiting_nobody": _waiting(),
    "approved": _ended("approved"),
    "executed": _ended("executed"),
    "rejected": _ended("rejected", reason="já foi pago"),
    "cancelled": _ended("cancelled"),
    "superseded": _ended("superseded", who=None),
    "expired": _ended("expired", who=None),
    "stale": _ended("stale", now=canonical(changes("Energisa: Energia de setembro"))),
    "stale_refused": _ended("stale"),
}


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", CARDS)
def test_a_card_is_drawn_as_reviewed(name: str, language: Language) -> None:
    drawn = CARDS[name](shown(), BOOK, language)
    golden = GOLDEN / f"{name}.{language}.json"
    if os.environ.get("UPDATE_GOLDEN"):
        text = json.dumps(drawn, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        golden.write_text(text, encoding="utf-8")

    assert drawn == json.loads(golden.read_text(encoding="utf-8"))
    assert parts.fits(drawn)


def test_every_record_and_every_signed_column_has_its_words() -> None:
    assert tables.metadata.tables
    needed = set()
    for mapper in Record.registry.mappers:
        if not issubclass(mapper.class_, Record):
            continue
        name = mapper.class_.__tablename__
        columns = [c.name for c in mapper.local_table.c if c.info.get("role") == "meant"]
        needed |= {f"record.{name}", *(f"record.{name}.{column}" for column in columns)}

    assert sorted(needed - BOOK.keys) == []


def test_every_action_has_its_words() -> None:
    assert sorted({f"action.{name}" for name in load().actions} - BOOK.keys) == []


def _shape(node: Any) -> Any:
    if isinstance(node, dict):
        return {
            key: "x" if key == "text" and isinstance(each, str) else _shape(each)
            for key, each in node.items()
            if key not in {"block_id", "value"}
        }
    return [_shape(each) for each in node] if isinstance(node, list) else node


HOSTILE = [
    "<!channel> *oi*",
    "</script>",
    "<https://x.test|Aprovar>",
    "{who}",
    "a\nb",
    ":tada:",
    "\u202eabc",
]


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("name", CARDS)
def test_hostile_words_change_no_structure(name: str, words: str) -> None:
    hostile = CARDS[name](shown(changes(words), maker=words), BOOK, Language.PT)
    harmless = CARDS[name](shown(changes("x"), maker="x"), BOOK, Language.PT)

    assert _shape(hostile) == _shape(harmless)
    assert "mrkdwn" not in json.dumps(hostile)


VALUES = st.integers(-(10**10), 10**10)


@given(VALUES, VALUES, st.text(max_size=30), st.text(max_size=30))
def test_different_effects_give_different_cards(one: int, two: int, this: str, that: str) -> None:
    first = [
        a_change(
            title="t",
            after={"payable_id": 1, "amount_cents": one},
            labels={"payable_id:1": f"a{this}"},
        )
    ]
    second = [
        a_change(
            title="t",
            after={"payable_id": 1, "amount_cents": two},
            labels={"payable_id:1": f"a{that}"},
        )
    ]
    same = canonical(first) == canonical(second)

    drawn = [effect_blocks(canonical(each), BOOK, Language.EN) for each in (first, second)]

    assert (drawn[0] == drawn[1]) is same


def test_a_record_tied_to_another_and_one_that_is_not_give_different_cards() -> None:
    def drawn(tie: object) -> list[parts.Block]:
        entry = a_change(table="entry", title="t", after={"description": "t"})
        paid = a_change(after={"entry_id": tie, "amount_cents": 1})
        return effect_blocks(canonical([entry, paid]), BOOK, Language.EN)

    assert drawn({"new": 0}) != drawn(None)


def test_a_card_that_cannot_hold_its_effect_cannot_be_approved() -> None:
    effect = [a_change(title=f"Conta {n}", after={"amount_cents": n}) for n in range(60)]
    for draw, kept in ((draft_card, {"edit", "cancel"}), (approver_card, {"reject"})):
        drawn = draw(shown(effect), BOOK, Language.PT)

        actions = {each["action_id"].split(".")[1] for each in drawn[-1]["elements"]}
        assert actions == kept | {"review"}
        assert "revisão completa" in json.dumps(drawn, ensure_ascii=False)
        assert parts.fits(drawn)
    assert parts.fits(CARDS["executed"](shown(effect), BOOK, Language.PT))


def test_buttons_carry_the_request_and_the_whole_digest() -> None:
    each = shown()
    actions = approver_card(each, BOOK, Language.EN)[-1]

    assert actions["block_id"] == f"proposal:12:{each.digest[:12]}"
    assert {button["value"] for button in actions["elements"]} == {f"12:{each.digest}"}
    assert [button.get("style") for button in actions["elements"]] == ["primary", None]


def test_a_long_headline_and_an_empty_effect_still_fit() -> None:
    assert len(parts.header("x" * 400)["text"]["text"]) == parts.HEADER_MAX
    assert effect_blocks("[]", BOOK, Language.PT) == [parts.paragraph("Nada muda nos registros.")]


def test_removed_records_and_yes_and_no_are_told() -> None:
    gone = a_change("removed", "person", before={"name": "Ana", "active": True})
    told = json.dumps(effect_blocks(canonical([gone]), BOOK, Language.EN))

    assert "Active: yes" in told
    assert "Removed" in told


def test_what_has_no_amount_is_named_alone() -> None:
    drawn = draft_card(shown(amount=Money.zero()), BOOK, Language.EN)

    assert drawn[0]["text"]["text"] == "Record payment"
