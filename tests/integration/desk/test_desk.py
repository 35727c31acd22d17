"""A link opens the desk once; a page shows a record to whom it concerns, and to nobody else."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from domain.audit.model import Note
from domain.audit.verify import verify
from domain.finance.payable.model import Payable
from domain.kernel.say import Language
from domain.office.document.service import keep
from domain.office.document.store import Store
from domain.people.vacation.model import Vacation
from domain.person.model import Person
from domain.visit.model import Link
from tests.integration.desk.conftest import Visitors
from tests.support.bakery import Bakery

HOSTILE = "<script>alert(1)</script>"


def test_looking_at_a_link_uses_nothing_up_and_opening_it_does(
    web: TestClient, visitors: Visitors
) -> None:
    link = visitors.link("Carla", "payable", 1)

    assert [web.get(link).status_code for _ in range(3)] == [200, 200, 200]
    entered = web.post(link)
    assert (entered.status_code, entered.headers["location"]) == (303, "/records/payable/1")
    cookie = entered.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie

    assert web.post(link).status_code == 410
    assert web.get(link).headers["location"] == "/records/payable/1"  # the visit lasts
    web.cookies.clear()
    assert web.get(link).status_code == 410


def test_a_link_is_over_after_fifteen_minutes_and_a_visit_after_eight_hours(
    web: TestClient, bakery: Bakery, visitors: Visitors
) -> None:
    late = visitors.link("Carla", "payable", 1)
    assert visitors.visit("Carla", "payable").status_code == 200
    bakery.clock.at += timedelta(minutes=15)
    assert web.post(late).status_code == 410
    bakery.clock.at += timedelta(hours=8)
    assert web.get("/records/payable/1").status_code == 401
    bakery.clock.at += timedelta(days=31)
    visitors.link("Carla", "payable", 1)
    with bakery.desk.read() as read:
        assert len(list(read.session.scalars(select(Link)))) == 1


def test_a_deactivated_person_neither_enters_nor_stays(
    web: TestClient, bakery: Bakery, visitors: Visitors
) -> None:
    assert visitors.visit("Carla", "payable").status_code == 200
    link = visitors.link("Carla", "payable", 1)
    with bakery.desk.work() as work:
        work.session.get_one(Person, bakery.people["Carla"]).active = False

    assert web.get("/records/payable/1").status_code == 401
    assert web.post(link).status_code == 410


def test_what_one_may_not_see_and_what_is_not_there_read_the_same(
    web: TestClient, visitors: Visitors
) -> None:
    hidden = visitors.visit("Ana", "payable")
    ways = ("/records/payable/999999", "/records/payable/x", "/records/note/1", "/records/person/1")
    answers = {(each.status_code, each.text) for each in (hidden, *map(web.get, ways))}

    assert len(answers) == 1
    assert hidden.status_code == 404


def test_one_who_opens_anothers_link_is_told_and_becomes_that_person(
    web: TestClient, visitors: Visitors
) -> None:
    visitors.visit("Carla", "payable")
    link = visitors.link("Ana", "payable", 1)

    assert "aberto como Carla" in web.get(link).text
    assert web.get(web.post(link).headers["location"]).status_code == 404


def test_a_hostile_name_is_shown_as_text(bakery: Bakery, visitors: Visitors) -> None:
    with bakery.desk.work() as work:
        work.session.get_one(Payable, 1).description = HOSTILE

    shown = visitors.visit("Carla", "payable").text

    assert HOSTILE not in shown
    assert "&lt;script&gt;" in shown


def test_every_answer_forbids_scripts_frames_and_keeping(web: TestClient, bakery: Bakery) -> None:
    for answer in (web.get("/health"), web.get("/nowhere"), web.get("/records/payable/1")):
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "script" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert web.get("/static/desk.css").status_code == 200
    assert web.get("/static/..%2fapp.py").status_code == 404


@pytest.mark.parametrize(
    "headers", [{"host": "evil.example"}, {"host": "[x"}, {"origin": "https://evil.example"}]
)
def test_another_host_and_a_foreign_form_are_turned_away(
    web: TestClient, visitors: Visitors, headers: dict[str, str]
) -> None:
    link = visitors.link("Carla", "payable", 1)

    assert web.post(link, headers=headers).status_code == 403
    assert web.get(link).status_code == 200


def test_a_payment_can_be_followed_from_the_title_to_the_request_and_the_trail(
    web: TestClient, bakery: Bakery, visitors: Visitors
) -> None:
    with bakery.desk.read() as read:
        bill = read.session.scalars(select(Payable).where(Payable.state == "open")).first()
        assert bill is not None
        number, payee, amount = bill.id, bill.payee, bill.amount
    plain = f"{amount.cents // 100}.{amount.cents % 100:02d}"
    bakery.happens("post_payment", supplier=payee, amount=plain, paid_on="2026-11-24")

    title = visitors.visit("Carla", "payable", number).text
    request = web.get("/records/proposal/1").text

    assert "Débito" in title
    assert "Feito o que foi assinado" in title
    assert 'href="/records/proposal/1"' in title
    assert re.search(r"Carla</th><td>Confirmou</td>", request)
    assert "O que mudou" in request
    with bakery.desk.read() as read:
        assert verify(read).faults == ()
        noted = [each.body for each in read.session.scalars(select(Note))]
    assert sum('"record.opened"' in body for body in noted) == 2


def test_a_vacation_is_seen_by_its_person_and_manager_and_not_by_finance(
    bakery: Bakery, visitors: Visitors
) -> None:
    start = date(2027, 2, 1)
    bakery.happens(
        "request_vacation",
        "João",
        starts_on=start.isoformat(),
        days=15,
    )

    with bakery.desk.read() as read:
        number = read.session.scalars(select(Vacation.id)).one()

    seen = {
        who: visitors.visit(who, "vacation", number).status_code
        for who in ("João", "Marcos", "Bia", "Carla", "Ana")
    }

    assert seen == {"João": 200, "Marcos": 200, "Bia": 200, "Carla": 404, "Ana": 404}


def test_an_original_comes_as_a_download_and_is_noted_first(
    web: TestClient, bakery: Bakery, store: Store, visitors: Visitors
) -> None:
    with bakery.desk.work() as work:
        kept = keep(work, store, b"<html>" + HOSTILE.encode(), "../é.html", bakery.people["Ana"])
        number = kept.id
    assert visitors.visit("João", "document", number).status_code == 404
    assert web.get(f"/documents/{number}/original").status_code == 404
    assert visitors.visit("Ana", "document", number).status_code == 200

    answer = web.get(f"/documents/{number}/original")

    assert answer.content.startswith(b"<html>")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''%C3%A9.html"
    assert web.get(f"/documents/{number}/pages/1").status_code == 404
    with bakery.desk.read() as read:
        last = read.session.scalars(select(Note.body).order_by(Note.seq)).all()[-2:]
    assert all('"document.opened"' in body for body in last)


def test_an_original_that_is_gone_is_one_sentence(
    web: TestClient, bakery: Bakery, store: Store, tmp_path: Path, visitors: Visitors
) -> None:
    with bakery.desk.work() as work:
        number = keep(work, store, b"paper", "a.txt", bakery.people["Ana"]).id
    for each in tmp_path.rglob("*"):
        if each.is_file():
            each.unlink()
    visitors.visit("Ana", "document", number)

    assert web.get(f"/documents/{number}/original").status_code == 503


def test_who_leaves_is_a_stranger_and_english_is_english(
    web: TestClient, visitors: Visitors
) -> None:
    entered = web.post(visitors.link("Carla", "receivable", 1, Language.EN))
    assert "Customer" in web.get(entered.headers["location"]).text

    assert web.post("/leave").status_code == 200
    assert web.get("/records/receivable/1").status_code == 401


@pytest.mark.parametrize("secret", ["x", "%00", "a" * 43])
def test_a_made_up_link_opens_nothing(web: TestClient, bakery: Bakery, secret: str) -> None:
    assert web.get(f"/r/{secret}").status_code == 410
    assert web.post(f"/r/{secret}").status_code == 410
