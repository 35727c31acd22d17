"""A Chromium for tests that play in a browser; without one they are skipped, and say so."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from playwright.sync_api import Browser, Error, sync_playwright

from tests.support.browser import chromium_path


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield one browser, closed afterwards."""
    path = chromium_path()
    if path is None:
        pytest.skip("no Chromium here: `make test` installs one")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        with suppress(Error):  # it may have ended by itself
            started.close()
