"""Everything on the page has a name, and every word can be read against what is behind it (WCAG AA)."""

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.workspace_page.hands import come_in, thread, write
from tests.e2e.workspace_page.scripted_app import ScriptedApp
from tests.support.workspace import Running

type Scheme = Literal["light", "dark"]

# Words whose contrast with the nearest opaque background is too low, and controls without a name.
TOO_FAINT = """() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (node) => {
    for (let n = node; n; n = n.parentElement) {
      const colour = rgba(getComputedStyle(n).backgroundColor);
      if (colour[3] > 250) return colour;
    }
    return [255, 255, 255, 255];
  };
  const faint = [];
  for (const node of document.querySelectorAll('body *')) {
    const words = [...node.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data.trim()).join('');
    if (!words || !node.checkVisibility({ visibilityProperty: true })) continue;
    if (node.closest('[aria-hidden=true], .visually-hidden, :disabled, .emoji')) continue;
    const style = getComputedStyle(node);
    const ink = rgba(style.color);
    if (ink[3] < 200) continue;
    const [a, b] = [light(ink), light(behind(node))].sort((x, y) => y - x);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    const contrast = (a + 0.05) / (b + 0.05);
    if (contrast < (large ? 3 : 4.5)) faint.push(`${contrast.toFixed(2)} ${node.className} ${words.slice(0, 30)}`);
  }
  return faint;
}"""

NAMELESS = """() => [...document.querySelectorAll('button, input, textarea, select, a[href], [role=dialog]')]
  .filter((node) => node.checkVisibility() && !node.closest('[aria-hidden=true]'))
  .filter((node) => !(node.getAttribute('aria-label') || node.labels?.length ||
    node.getAttribute('aria-labelledby') ||
    node.textContent.trim() || node.title))
  .map((node) => node.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_gallery_can_be_read(page: Page, gallery: str, scheme: Scheme) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(gallery)
    expect(page.locator(".gallery-item").first).to_be_visible()

    assert page.evaluate(TOO_FAINT) == []
    assert page.evaluate(NAMELESS) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_conversation_and_a_window_can_be_read(
    page: Page, slack: Running, app: ScriptedApp, scheme: Scheme
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    come_in(page, slack, "ana")
    write(page, "lança a despesa")
    expect(thread(page).get_by_role("button", name="Corrigir")).to_be_visible()
    assert page.evaluate(TOO_FAINT) == []
    assert page.evaluate(NAMELESS) == []

    thread(page).get_by_role("button", name="Corrigir").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.evaluate(NAMELESS) == []


def test_an_answer_is_announced_to_those_who_listen(
    page: Page, slack: Running, app: ScriptedApp
) -> None:
    come_in(page, slack)

    write(page, "lança a despesa")

    spoken = thread(page).locator('[aria-live="polite"]')
    expect(spoken).to_have_text("Retaguarda: Lançar despesa de R$ 187,40")


def test_a_long_name_leaves_its_neighbours_their_room(page: Page, slack: Running) -> None:
    slack.human("ana")._post(
        "channel", name="um-canal-cujo-nome-nao-cabe-de-jeito-nenhum-na-lateral"
    )

    come_in(page, slack, "ana", "marcos")

    for side in page.locator(".side").all():
        row = side.locator(".side-row", has_text="um-canal").first
        expect(row).to_be_visible()
        expect(side.get_by_role("button", name="Novo canal")).to_be_visible()
        assert side.evaluate("(node) => node.scrollWidth - node.clientWidth") == 0
        places = side.locator(".side-places")
        assert places.evaluate("(node) => node.scrollWidth - node.clientWidth") == 0
