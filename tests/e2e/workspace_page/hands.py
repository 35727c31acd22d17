"""What these tests do on the page, in the words of who sits in front of it."""

from playwright.sync_api import Locator, Page, expect

from tests.support.workspace import Running


def come_in(page: Page, slack: Running, *who: str) -> None:
    """Open the page as one person, or as two side by side."""
    ids = [slack.human(name).id for name in who] or [slack.human("ana").id]
    page.goto(f"{slack.address}/#{'+'.join(ids)}")
    for number in range(len(ids)):
        expect(pane(page, number).locator(".talk .write")).to_be_visible()


def pane(page: Page, number: int = 0) -> Locator:
    return page.locator(".pane").nth(number)


def write(where: Page | Locator, words: str, *, in_thread: bool = False) -> None:
    """Type a message and press Enter."""
    field = where.locator(".beside .write" if in_thread else ".talk .write")
    field.fill(words)
    field.press("Enter")


def thread(where: Page | Locator) -> Locator:
    return where.locator(".beside")


def focused(page: Page) -> str:
    """Return what has the focus, as its words or its accessible name."""
    words: str = page.evaluate(
        """() => {
          const node = document.activeElement;
          return node.getAttribute('aria-label') || node.innerText?.trim() || node.placeholder || node.tagName;
        }"""
    )
    return words


def sideways(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    spare: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return spare
