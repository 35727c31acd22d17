"""The whole product once, and a browser for each who sits in front of it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from bot.settings import Settings
from bot.tour.product import Product, product
from bot.workspace.driver import Human
from tests.support.chromium import chromium

#: Opens the workspace as somebody, in a window of that size.
type Opens = Callable[[str, ViewportSize], Page]


@pytest.fixture(scope="module")
def running() -> Iterator[Product]:
    """`python -m bot run` with a new demo company."""
    with product(Settings()) as there:
        yield there


#: Two cores run the product, the browser and whatever else is tested.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for both of them."""
    with chromium() as started:
        yield started


@pytest.fixture
def opens(browser: Browser, running: Product) -> Iterator[Opens]:
    """Open windows; a test ends without a complaint in any console."""
    complaints: list[str] = []
    contexts = []

    def open_as(who: str, size: ViewportSize) -> Page:
        small = size["width"] < 600
        context = browser.new_context(
            viewport=size,
            locale="pt-BR",
            timezone_id="America/Sao_Paulo",
            reduced_motion="reduce",
            has_touch=small,
            is_mobile=small,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        with Human(running.settings.address, who) as human:
            page.goto(f"{running.settings.address}/#{human.id}")
        expect(page.locator(".talk .write")).to_be_visible()
        page.locator(".side-row", has_text="Retaguarda").first.evaluate("row => row.click()")
        expect(page.get_by_role("heading", level=1, name="Retaguarda")).to_be_visible()
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert complaints == []
