"""A real browser, headless. `nox -s browser` runs what is in this folder; plain `pytest` leaves it alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import find_chromium

_OPTIONS = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run"),
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = find_chromium()
    if chromium is None:
        pytest.fail("no chromium on the path; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Without JavaScript: the pages must not need it. Only this machine can be reached."""
    context = browser.new_context(java_script_enabled=False)
    context.route(lambda url: not url.startswith("http://127.0.0.1:"), lambda route: route.abort())
    context.set_default_timeout(5000)
    yield context.new_page()
    context.close()
