"""Whoever has no way in is told so in their language, and what to do; every page can be read aloud."""

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from domain.kernel.say import Language
from tests.integration.desk.conftest import Outline, Visitors
from tests.support.bakery import Bakery

ENGLISH = {"accept-language": "fr, en-GB;q=0.8, pt;q=0.3"}


def _dead_links(visitors: Visitors) -> dict[str, str]:
    """Return one link of every kind that opens nothing, with what its page says in English."""
    used = visitors.link("Carla", "payable")
    late = visitors.link("Carla", "payable")
    visitors.web.post(used)
    visitors.web.cookies.clear()
    visitors.bakery.clock.at += timedelta(minutes=16)
    return {
        used: "Este link já foi usado",
        late: "Este link venceu",
        f"/r/{'a' * 43}": "Este link não abre nada",
    }


def test_each_dead_link_says_why_it_is_dead(visitors: Visitors) -> None:
    for link, why in _dead_links(visitors).items():
        for answer in (visitors.web.get(link), visitors.web.post(link)):
            assert answer.status_code == 410
            assert f"<h1>{why}</h1>" in answer.text


def test_a_dead_link_speaks_the_language_it_was_given_in(visitors: Visitors) -> None:
    link = visitors.link("Carla", "payable", 1, Language.EN)
    visitors.web.post(link)
    visitors.web.cookies.clear()

    assert "This link was already used" in visitors.web.get(link).text


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/records/payable/1", 401, "Come in by a link from Slack"),
        ("/documents/1/pages/1", 401, "Come in by a link from Slack"),
        ("/nowhere", 404, "Nothing here"),
        ("/leave", 405, "Nothing here"),
        ("/r/x", 410, "This link opens nothing"),
    ],
)
def test_a_stranger_hears_the_language_of_their_browser(
    web: TestClient, path: str, status: int, said: str
) -> None:
    answer = web.get(path, headers=ENGLISH)

    assert answer.status_code == status
    assert said in answer.text
    assert Outline(answer.text).attributes("html") == [{"lang": "en"}]
    assert said not in web.get(path).text


def test_who_is_turned_away_is_told_in_words(web: TestClient) -> None:
    foreign = {"host": "elsewhere.example"}

    assert "Por aqui não se entra" in web.get("/", headers=foreign).text
    assert "No way in here" in web.get("/", headers=foreign | ENGLISH).text


def test_a_known_visitor_hears_their_own_language_whatever_the_browser_asks(
    visitors: Visitors,
) -> None:
    visitors.visit("Carla", "payable")

    assert "Nada por aqui" in visitors.web.get("/nowhere", headers=ENGLISH).text
    assert "Você saiu" in visitors.web.post("/leave", headers=ENGLISH).text
    assert "You have left" in visitors.web.post("/leave", headers=ENGLISH).text


def test_every_page_has_a_language_a_title_one_heading_and_a_way_past_the_header(
    visitors: Visitors, bakery: Bakery
) -> None:
    bakery.happens("post_payment", supplier="Energisa", amount="1240.55", paid_on="2026-11-24")
    web = visitors.web
    pages = [web.get(each) for each in ("/nowhere", "/records/payable/1", "/r/x")]
    pages.append(web.get(visitors.link("Carla", "payable")))
    pages += [visitors.visit("Carla", table) for table in ("payable", "proposal", "entry")]

    for page in pages:
        outline = Outline(page.text)
        assert outline.attributes("html") == [{"lang": "pt-BR"}]
        assert outline.words["title"].endswith(" · Retaguarda")
        assert len(outline.attributes("h1")) == 1
        assert outline.attributes("a")[0] == {"class": "skip", "href": "#main"}
        assert any(each.get("id") == "main" for each in outline.attributes("main"))
        assert outline.attributes("script") == []
        assert all(each.get("alt") is not None for each in outline.attributes("img"))
