"""Nothing of a stranger's making opens a door, becomes markup, or makes the desk fail."""

import re
from typing import cast

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from bot.desk.app import build
from bot.documents.quarantine import Reader
from bot.words import phrasebook
from domain.finance.party.model import Party
from domain.finance.payable.model import Payable
from domain.kernel.money import Money
from domain.office.document.model import Document
from domain.office.document.reading import Box, Field, Kind, Name, Reading, Source
from domain.office.document.service import keep, record_reading
from domain.office.document.store import Store
from domain.office.paper.service import hand_in
from tests.integration.desk.conftest import ADDRESS, Outline, Visitors
from tests.support.bakery import Bakery

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title><svg onload=alert(1)>",
    "{{ 7*7 }} {% raw %} ${7*7}",
    "javascript:alert(1)",
)
PAGES = (
    "/records/payable/1",
    "/records/receivable/1",
    "/records/entry/1",
    "/records/document/1",
    "/documents/1/pages/1",
    "/documents/1/original",
)


#: What a stranger may ask for: whether it runs, its looks, a link, and to leave.
_OPEN = {"/health", "/static", "/r/{secret}", "/leave"}


def test_without_a_visit_every_page_is_closed(web: TestClient) -> None:
    routes = {str(getattr(each, "path", "")) for each in cast("FastAPI", web.app).routes}
    assert routes >= _OPEN
    closed = {re.sub(r"{\w+}", "1", each) for each in routes - _OPEN}
    assert len(closed) == 3

    for path in {*closed, *PAGES, "/records/proposal/1", "/records/vacation/1"}:
        answer = web.get(path)
        assert (path, answer.status_code) == (path, 401)
        assert "Entre por um link do Slack" in answer.text


def test_another_persons_records_are_closed_whatever_number_is_tried(
    visitors: Visitors, bakery: Bakery, store: Store
) -> None:
    with bakery.desk.work() as work:
        paper = keep(work, store, b"of Carla", "a.pdf", bakery.people["Carla"])
        theirs = Field(Name.TOTAL, Money(1), "SECRET", Source.OCR, 90)
        record_reading(work, paper, Reading(Kind.OTHER, (theirs,)))
    bakery.propose("post_payment", supplier="Energisa", amount="9.00", paid_on="2026-11-24")
    bakery.propose("request_vacation", "João", starts_on="2027-02-01", days=15)
    # Having named a paper in a request of one's own opens nothing.
    visitors.visit("Ana", "payable")

    for path in (*PAGES, "/records/proposal/1", "/records/proposal/2", "/records/payable/2"):
        answer = visitors.web.get(path)
        assert (path, answer.status_code) == (path, 404)
        assert "Energisa" not in answer.text
        assert "SECRET" not in answer.text


def test_nothing_changes_by_a_get(visitors: Visitors) -> None:
    link = visitors.link("Carla", "payable")
    visitors.web.get(link)
    assert visitors.web.get("/leave").status_code == 405
    assert visitors.web.post(link).status_code == 303
    assert visitors.web.get("/records/payable/1").status_code == 200
    for method in ("PUT", "PATCH", "DELETE", "POST"):
        assert visitors.web.request(method, "/records/payable/1").status_code == 405


_FOREIGN = ("https://evil.example", "null", "http://localhost:1", "http://[")


def test_a_foreign_form_neither_enters_nor_leaves(visitors: Visitors) -> None:
    visitors.visit("Carla", "payable")
    link = visitors.link("Ana", "payable")

    for path in (link, "/leave"):
        for origin in _FOREIGN:
            assert visitors.web.post(path, headers={"origin": origin}).status_code == 403
    assert visitors.web.get("/records/payable/1").status_code == 200


def test_a_visit_begins_under_a_new_cookie_and_the_one_before_it_ends(visitors: Visitors) -> None:
    web, planted = visitors.web, {"cookie": f"retaguarda_desk={'a' * 43}"}
    entered = web.post(visitors.link("Carla", "payable"), headers=planted)
    assert "a" * 43 not in entered.headers["set-cookie"]
    first = web.cookies["retaguarda_desk"]
    visitors.visit("Carla", "payable")
    second = web.cookies["retaguarda_desk"]

    assert first != second
    web.cookies.clear()
    for cookie, status in ((first, 401), (second, 200)):
        headers = {"cookie": f"retaguarda_desk={cookie}"}
        assert web.get("/records/payable/1", headers=headers).status_code == status


def test_over_https_the_cookie_is_bound_to_this_host_and_secure(
    visitors: Visitors, bakery: Bakery, store: Store
) -> None:
    address = "https://desk.example"
    with Reader(bakery.clock) as reader:
        app = build(bakery.desk, phrasebook(), address, store, reader)
        with TestClient(app, base_url=address, follow_redirects=False) as web:
            entered = web.post(visitors.link("Carla", "payable").replace(ADDRESS, address))
            left = web.post("/leave")

    cookie = entered.headers["set-cookie"]
    assert cookie.startswith("__Host-retaguarda=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert "Max-Age=0" in left.headers["set-cookie"]
    assert entered.headers["strict-transport-security"] == "max-age=31536000"


def test_no_address_leads_elsewhere(visitors: Visitors) -> None:
    entered = visitors.web.post(f"{visitors.link('Carla', 'payable')}?next=https://evil.example")
    assert entered.headers["location"] == "/records/payable/1"
    for path in ("//evil.example", "/records//evil.example", "/%2f%2fevil.example/", "/leave/"):
        answer = visitors.web.get(path)
        assert "evil.example" not in answer.headers.get("location", "")
        assert "evil.example" not in answer.text


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_others_never_become_markup(
    visitors: Visitors, bakery: Bakery, store: Store, words: str
) -> None:
    with bakery.desk.work() as work:
        bill = work.session.get_one(Payable, 1)
        bill.description = words
        work.session.get_one(Party, bill.party_id).name = words
        name = words.replace("/", "∕")
        paper = keep(work, store, b"<html>", name, bakery.people["Carla"], media_type="image/png")
        bill.document_id = paper.id
        box = Box(0, 0, 10, 10)
        read = Field(Name.SUPPLIER_NAME, words, words[::-1], Source.OCR, 50, None, 1, box)
        record_reading(work, paper, Reading(Kind.RECEIPT, (read,)))
        number = paper.id

    for table, key in (("payable", 1), ("document", number)):
        html = visitors.visit("Carla", table, key).text
        assert "49" not in re.findall(r"<h1>(.*?)</h1>", html)[0]
        outline = Outline(html)
        assert {tag for tag, _ in outline.tags} <= _OURS
        for _, attributes in outline.tags:
            assert not any(name.startswith(("on", "style")) for name in attributes)
            for place in {"href", "src", "action"} & set(attributes):
                assert str(attributes[place]).startswith(("/", "#"))


_OURS = set(
    "a b body button code dd details div dl dt figure form g h1 h2 h3 head header html img li link"
    " main meta ol p rect section span summary svg table tbody td text tfoot th thead title tr"
    " ul".split()
)


def test_every_answer_has_the_headers_that_close_a_browsers_doors(visitors: Visitors) -> None:
    visitors.visit("Carla", "payable")
    ways = ("/records/payable/1", "/nowhere", "/static/desk.css", "/static/none", "/r/x", "/health")
    answers = [visitors.web.get(each) for each in ways]
    answers.append(visitors.web.get("/", headers={"host": "evil.example"}))

    for answer in answers:
        assert answer.headers["content-security-policy"] == (
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
            " base-uri 'none'; frame-ancestors 'none'"
        )
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["cache-control"] == "no-store"
        assert "server" not in answer.headers
    page = answers[0].text
    assert "<style" not in page
    assert "style=" not in page


_CROOKED = (
    "/static/../app.py",
    "/static/%2e%2e/app.py",
    "/static/..%2f..%2fsettings.py",
    "/static//etc/passwd",
    "/documents/..%2f1/original",
    "/records/payable/1%00",
    "/records/payable/٣",
    "/records/payable/1e3",
    f"/records/payable/{'9' * 40}",
)


def test_a_crooked_path_is_nothing(visitors: Visitors) -> None:
    visitors.visit("Carla", "payable")

    for path in _CROOKED:
        assert (path, visitors.web.get(path).status_code) == (path, 404)


_ODD = st.one_of(
    st.sampled_from(
        ["..", "%2e%2e", "%00", "1", "-1", "0", "9" * 19, "payable", "note", "x" * 3000]
    ),
    st.text(max_size=12),
)
_NAME = st.from_regex(r"[A-Za-z-]{1,12}", fullmatch=True)


@settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    way=st.sampled_from(
        [
            "/{}",
            "/r/{}",
            "/leave/{}",
            "/records/{}/{}",
            "/records/payable/{}",
            "/documents/{}/original",
            "/documents/1/pages/{}",
            "/static/{}",
        ]
    ),
    parts=st.tuples(_ODD, _ODD),
    query=st.dictionaries(_NAME, _ODD, max_size=2),
    headers=st.dictionaries(
        st.sampled_from(["accept-language", "cookie", "origin", "host", "range", "referer"]),
        st.from_regex(r"[ -~]{0,40}", fullmatch=True),
        max_size=2,
    ),
    method=st.sampled_from(["GET", "POST", "HEAD", "OPTIONS"]),
    known=st.booleans(),
)
def test_whatever_is_asked_the_desk_answers_and_never_fails(
    visitors: Visitors,
    way: str,
    parts: tuple[str, str],
    query: dict[str, str],
    headers: dict[str, str],
    method: str,
    *,
    known: bool,
) -> None:
    web = visitors.web
    if known and "retaguarda_desk" not in web.cookies:
        visitors.visit("Carla", "payable")
    elif not known:
        web.cookies.clear()

    path = way.format(*(_as_path(each) for each in parts))
    answer = web.request(method, path, params=query, headers=headers)

    assert answer.status_code in {200, 303, 307, 401, 403, 404, 405, 410, 416}
    if answer.status_code >= 400 and method == "GET" and answer.status_code != 416:
        assert "<h1>" in answer.text


def _as_path(part: str) -> str:
    """Return a part of a path that a client can send."""
    return "".join(
        each if 33 <= ord(each) < 127 and each not in "?#\\/" else f"%{byte:02X}"
        for each in part
        for byte in (each.encode("utf-8", "surrogatepass")[:1])
    )


def test_a_document_that_somebody_else_handed_in_too_opens_for_both(
    visitors: Visitors, bakery: Bakery, store: Store
) -> None:
    with bakery.desk.work() as work:
        paper = keep(work, store, b"same bytes", "a.pdf", bakery.people["Carla"])
        again = hand_in(
            work, bakery.people["Ana"], "F1", channel="D", thread_ts="1", message_ts="1"
        )
        again.document_id = paper.id
        number = paper.id

    assert visitors.visit("Ana", "document", number).status_code == 200
    assert visitors.visit("João", "document", number).status_code == 404
    with bakery.desk.read() as read:
        assert read.session.get_one(Document, number).kept_by_id == bakery.people["Carla"]
