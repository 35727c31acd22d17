"""From a link in an answer to the page as a person sees it: on a phone, in the dark, on paper.

With UPDATE_SCREENSHOTS=1 the pictures in the page about the desk are taken anew.
"""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.e2e.desk.conftest import Counter, Opens
from tests.e2e.workspace_page.test_accessibility import NAMELESS, TOO_FAINT

WIDE: ViewportSize = {"width": 1280, "height": 860}
PHONE: ViewportSize = {"width": 390, "height": 844}

_PICTURES = Path(__file__).parents[3] / "docs" / "screenshots"
# Headings that skip a level, or a page without exactly one of the first.
HEADINGS = """() => {
  const levels = [...document.querySelectorAll('h1, h2, h3, h4')].map((n) => Number(n.tagName[1]));
  const jumps = levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1);
  return levels.filter((level) => level === 1).length === 1 ? jumps : ['h1', ...levels];
}"""
# What reaches beyond the window's right edge.
TOO_WIDE = """() => [...document.querySelectorAll('body *')]
  .filter((n) => n.checkVisibility() && !n.closest('svg, .skip'))
  .filter((n) => n.getBoundingClientRect().right > innerWidth + 1)
  .map((n) => n.outerHTML.slice(0, 100))"""
# Pictures that are not there, figures out of their column, words of our own that were left raw.
ODD = """() => [
  ...[...document.images].filter((n) => !n.naturalWidth).map((n) => n.src),
  ...[...document.querySelectorAll('.sum')]
    .filter((n) => getComputedStyle(n).textAlign !== 'right').map((n) => n.outerHTML),
  ...(document.querySelector('main').innerText.match(/\\b[a-z]+_[a-z_]+\\b|\\bNone\\b/g) ?? [])]"""


_SHOWN = (("receipt", WIDE, "light"), ("payment", WIDE, "light"))


def _whole(page: Page) -> None:
    """Scroll through a page, so that its pictures come."""
    for picture in page.locator("img").all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", value=True)


@pytest.mark.parametrize(
    ("size", "scheme"), [(WIDE, "light"), (PHONE, "light"), (WIDE, "dark")], ids=str
)
def test_every_page_can_be_read(
    opens: Opens, counter: Counter, size: ViewportSize, scheme: str
) -> None:
    page = opens("Marcos", counter.pages["bill"], size, scheme)

    for name, (table, number) in counter.pages.items():
        answer = page.goto(f"{counter.address}/records/{table}/{number}")
        assert answer is not None
        assert answer.status == 200
        _whole(page)
        for fault in (TOO_FAINT, NAMELESS, HEADINGS, TOO_WIDE, ODD):
            assert page.evaluate(fault) == [], f"{table}:{number} {fault[:60]}"
        if os.environ.get("UPDATE_SCREENSHOTS") and (name, size, scheme) in _SHOWN:
            page.screenshot(path=_PICTURES / f"desk-{name}.png", full_page=True)


def test_an_answer_leads_to_the_entry_from_there_to_the_paper_and_out(
    opens: Opens, counter: Counter
) -> None:
    answer = counter.asked("why", "Carla", amount="56.90")
    assert [each.table for each in answer] == ["entry", "document", "proposal"]

    page = opens("Carla", (answer[0].table, answer[0].record_id), PHONE)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Despesa de Ana")
    expect(page.get_by_role("row", name="Total 56,90 56,90")).to_be_visible()
    expect(page.get_by_role("row", name="Marcos Aprovou")).to_be_visible()
    expect(page.get_by_text("SHA-256").first).to_be_hidden()
    page.get_by_text("Prova").first.click()
    expect(page.get_by_text("SHA-256").first).to_be_visible()

    page.get_by_role("link", name="Ver o que foi lido").click()
    expect(page.locator(".printed")).to_contain_text("a soma confere")
    _whole(page)
    total = page.locator("li", has_text="R$ 56,90")
    total.locator(".pin").click()
    expect(page).to_have_url(f"{counter.address}/records/document/{answer[1].record_id}#spot-4")
    box, picture = (
        page.locator("#spot-4 rect").bounding_box(),
        page.locator("img").last.bounding_box(),
    )
    assert box is not None
    assert picture is not None
    assert 0.7 < (box["x"] - picture["x"]) / picture["width"] < 0.75
    assert 0.57 < (box["y"] - picture["y"]) / picture["height"] < 0.6
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Baixar o original").click()
    assert downloading.value.suggested_filename == "recibo-padaria.jpg"

    page.get_by_role("button", name="Sair").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Você saiu")
    page.goto(f"{counter.address}/records/document/{answer[1].record_id}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Entre por um link do Slack")


def test_a_printed_page_has_the_proofs_and_says_who_printed_it(
    opens: Opens, counter: Counter
) -> None:
    page = opens("Carla", counter.pages["payment"], WIDE, "dark")
    page.emulate_media(media="print")

    expect(page.get_by_text("Impresso por Carla em")).to_be_visible()
    expect(page.get_by_text("proposal.executed")).to_be_visible()
    expect(page.get_by_role("button", name="Sair")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate(TOO_FAINT) == []


def test_the_keyboard_reaches_the_content_first_and_then_every_link(
    opens: Opens, counter: Counter
) -> None:
    page = opens("Carla", counter.pages["expense"], WIDE)

    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("main a").first).to_be_focused()
