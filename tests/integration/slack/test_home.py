"""The home tab shows what waits and what was done: to each what concerns them, and no more."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from bot.slack.home import home_of
from bot.words import phrasebook
from domain.kernel.say import Language
from domain.person.model import Person
from domain.proposal.model import Verdict
from tests.support.bakery import Bakery, a_bakery
from tests.support.postgres import Database

PAYMENT: dict[str, Any] = {"supplier": "Energisa", "amount": "1240.55", "paid_on": "2026-11-24"}
EXPENSE = {"supplier": "Bar", "amount": "86.40", "spent_on": "2026-11-23", "category": "almoço"}
LEAVE: dict[str, Any] = {"starts_on": "2027-02-08", "days": 15}


@pytest.fixture
def bakery(database: Database) -> Iterator[Bakery]:
    with a_bakery(database) as whole:
        with whole.desk.work() as work:
            for name, person_id in whole.people.items():
                work.session.get_one(Person, person_id).slack_user_id = f"U{name}"
        yield whole


def _home(bakery: Bakery, who: str) -> list[list[str]]:
    """Return the lines below each of the three headlines."""
    view = home_of(bakery.desk, f"U{who}", phrasebook(), Language.PT)
    parts: list[list[str]] = []
    for block in view["blocks"]:
        if block["type"] == "header":
            parts.append([])
        else:
            parts[-1].append(json.dumps(block, ensure_ascii=False))
    return parts


def _says(lines: list[str], words: str) -> bool:
    return any(words in each for each in lines)


def test_who_reads_the_books_sees_the_companys_actions_but_nobodys_vacation(
    bakery: Bakery,
) -> None:
    bakery.happens("post_payment", "Carla", **PAYMENT)
    bakery.happens("submit_expense", "Ana", **EXPENSE)
    bakery.happens("request_vacation", "João", **LEAVE)

    seen = {who: _home(bakery, who)[2] for who in ("Carla", "Marcos", "Ana", "João")}

    assert [len(each) for each in seen.values()] == [2, 3, 1, 1]
    assert _says(seen["Carla"], "· Ana ·")
    assert not _says(seen["Carla"], "João")
    assert _says(seen["Marcos"], "João")
    assert _says(seen["Ana"], "· Ana ·")
    assert _says(seen["João"], "· João ·")


def test_what_waits_is_listed_until_it_expires(bakery: Bakery) -> None:
    draft = bakery.propose("request_vacation", "João", **LEAVE)
    assert _says(_home(bakery, "João")[0], "nº 1")
    assert _says(_home(bakery, "Marcos")[0], "Nada espera")
    bakery.decide(draft, Verdict.CONFIRM, "João")
    bakery.propose("submit_expense", "Ana", **EXPENSE)
    assert _says(_home(bakery, "João")[0], "Nada espera")
    assert _says(_home(bakery, "Marcos")[0], "nº 1")
    assert _says(_home(bakery, "Ana")[0], "nº 2")

    bakery.clock.move(timedelta(days=7))

    for who in ("João", "Marcos", "Ana"):
        assert _says(_home(bakery, who)[0], "Nada espera")
    assert _says(_home(bakery, "Ana")[1], "nº 2")
