"""Debian's Chromium against the site on loopback. Skipped with a message if it is missing, except under CI."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

FLAGS = """--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
--disable-component-update --disable-sync --disable-dev-shm-usage""".split()

# What never appears fails as well after this long, and a busy machine needs more than the default five seconds.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def chromium(django_db_setup) -> Iterator[Browser]:
    """One browser for all tests. It closes before the database is dropped, which does not wait for open requests."""
    path = shutil.which("chromium")
    if not path:
        if os.environ.get("CI"):
            pytest.fail("Debian's chromium is missing.")
        pytest.skip("These tests need Debian's chromium: apt install chromium")
    # Playwright runs an event loop in this thread, and Django refuses database access in such threads.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(chromium: Browser, live_server) -> Iterator[Page]:
    """A page of the site that fails the test on any script error or policy violation."""
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    context.close()
    assert said == []
