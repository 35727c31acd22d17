"""A browser for the workspace's page, the page's files alone, and a whole workspace with a scripted app."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize

from tests.e2e.workspace_page.scripted_app import ScriptedApp, playing
from tests.support.chromium import chromium
from tests.support.postgres import Database
from tests.support.workspace import Running, running

FOLDER = Path(__file__).parents[3] / "bot" / "workspace" / "page"
DESK: ViewportSize = {"width": 1280, "height": 860}
PHONE: ViewportSize = {"width": 375, "height": 720}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all these tests."""
    with chromium() as started:
        yield started


@pytest.fixture
def complaints() -> list[str]:
    """What the browser's console complained of; a test ends with none."""
    return []


def _opened(browser: Browser, size: ViewportSize, complaints: list[str], **more: Any) -> Page:
    context = browser.new_context(
        viewport=size, locale="pt-BR", reduced_motion="reduce", timezone_id="America/Sao_Paulo", **more
    )  # fmt: skip
    page = context.new_page()
    page.set_default_timeout(15_000)

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            complaints.append(message.text)

    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page


@pytest.fixture
def page(browser: Browser, complaints: list[str]) -> Iterator[Page]:
    """A desk-sized window."""
    opened = _opened(browser, DESK, complaints)
    yield opened
    opened.context.close()
    assert complaints == []


@pytest.fixture
def phone(browser: Browser, complaints: list[str]) -> Iterator[Page]:
    """A window of a phone's width, with touch."""
    opened = _opened(browser, PHONE, complaints, has_touch=True, is_mobile=True)
    yield opened
    opened.context.close()
    assert complaints == []


class _Files(SimpleHTTPRequestHandler):
    """Serves the page's folder under /static, as the workspace does."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/static"))

    def log_message(self, *_words: object) -> None:
        """Keep the tests' output quiet."""


@pytest.fixture(scope="session")
def files_address() -> Iterator[str]:
    """The page's files on their own: enough for the gallery and for importing a module."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, directory=str(FOLDER)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def gallery(files_address: str) -> str:
    return f"{files_address}/static/gallery.html"


@pytest.fixture
def slack(database: Database, tmp_path: Path) -> Iterator[Running]:
    """A workspace with Ana, Marcos and Carla, and one sample receipt at hand."""
    samples = tmp_path / "samples"
    samples.mkdir()
    (samples / "recibo-padaria.jpg").write_bytes(a_picture())
    with running(database.workspace, samples=samples) as there:
        yield there


@pytest.fixture
def app(slack: Running) -> Iterator[ScriptedApp]:
    """The scripted app, connected."""
    with playing(slack) as scripted:
        yield scripted


def a_picture() -> bytes:
    """A small JPEG of a receipt-like strip."""
    from io import BytesIO  # noqa: PLC0415  only this needs it

    from PIL import Image, ImageDraw  # noqa: PLC0415  only this needs it

    strip = Image.new("RGB", (300, 480), "#fdfaf0")
    ImageDraw.Draw(strip).multiline_text(
        (30, 30), "PADARIA PAO QUENTE\n\nTOTAL 187,40", fill="#222"
    )
    kept = BytesIO()
    strip.save(kept, "JPEG")
    return kept.getvalue()
