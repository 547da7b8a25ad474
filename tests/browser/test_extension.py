"""The browser extension in Debian's Chromium: what it shows, and what it sends when."""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from tests.web.conftest import AGENCY, archive

from .conftest import FLAGS

__all__ = ["archive"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EXTENSION = Path(__file__).resolve().parents[2] / "extension"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The extension with access to loopback already granted, since nobody can answer the browser's prompt."""
    copy = tmp_path / "extension"
    shutil.copytree(EXTENSION, copy)
    manifest = json.loads((copy / "manifest.json").read_text())
    manifest["host_permissions"] = ["http://localhost/*", "http://127.0.0.1/*"]
    (copy / "manifest.json").write_text(json.dumps(manifest))
    return copy


@pytest.fixture
def context(chromium, folder: Path, tmp_path: Path) -> Iterator[BrowserContext]:
    context = chromium.browser_type.launch_persistent_context(
        tmp_path / "profile",
        executable_path=shutil.which("chromium"),
        headless=False,
        args=[*FLAGS, "--headless=new", f"--disable-extensions-except={folder}", f"--load-extension={folder}"],
        ignore_default_args=["--disable-extensions"],
    )
    yield context
    context.close()


@pytest.fixture
def origin(folder: Path) -> str:
    """Chromium derives the id of an unpacked extension from its folder."""
    digest = hashlib.sha256(str(folder).encode()).hexdigest()[:32]
    return "chrome-extension://" + digest.translate(str.maketrans("0123456789abcdef", "abcdefghijklmnop"))


Popup = Callable[[Page], tuple[Page, list[Request]]]


@pytest.fixture
def popup(context: BrowserContext, origin: str, live_server) -> Popup:
    """Opens the popup for a page, with the site configured; returns it with the requests it sends."""

    def open_for(read: Page) -> tuple[Page, list[Request]]:
        opened = context.new_page()
        opened.goto(f"{origin}/options.html")
        opened.evaluate("site => chrome.storage.local.set({site})", f"{live_server.url}/")
        find = "async url => (await chrome.tabs.query({})).find(tab => tab.url === url).id"
        tab = opened.evaluate(find, read.url)
        sent: list[Request] = []
        opened.on("request", lambda request: sent.append(request) if request.url.startswith("http") else None)
        opened.goto(f"{origin}/popup.html#tab={tab}")
        expect(opened.locator("body[data-ready]")).to_be_attached()
        return opened, sent

    return open_for


@pytest.fixture
def page_read(context: BrowserContext) -> Callable[[str, str], Page]:
    """Opens a page of an outlet, served here; loopback stands in for the web."""

    def read(address: str, body: str) -> Page:
        context.route(address, lambda route: route.fulfill(body=f"<title>News</title>{body}", content_type="text/html"))
        page = context.new_page()
        page.goto(address)
        return page

    return read


NEWS = "http://localhost:9/bridge"


def test_a_click_asks_by_address_alone_and_shows_the_story(popup: Popup, page_read, archive, live_server) -> None:
    agency, copy = archive["agency"], archive["copy"]
    type(agency).objects.filter(pk=agency.pk).update(url=NEWS, url_given=NEWS)
    shown, sent = popup(page_read(NEWS, f"<article>{AGENCY}</article>"))
    expect(shown.locator("#status")).to_have_text("The archive has this page.")
    expect(shown.locator("h2 a")).to_have_attribute("href", f"{live_server.url}/groups/{agency.story_id}/")
    expect(shown.locator("#answer > p")).to_contain_text("3 articles, 3 outlets")
    expect(shown.locator("li")).to_have_count(2)
    expect(shown.locator("li").first).to_have_text(f"{copy.source.name}: {copy.title} · compare")
    assert [(request.method, request.url.removeprefix(live_server.url)) for request in sent] == [
        ("GET", "/api/v1/articles?url=http%3A%2F%2Flocalhost%3A9%2Fbridge"),
        ("GET", f"/api/v1/groups/{agency.story_id}"),
    ]


def test_the_text_is_sent_on_a_second_click_only(popup: Popup, page_read, archive) -> None:
    shown, sent = popup(page_read(NEWS, f"<nav>Menu</nav><article>{AGENCY}</article>"))
    expect(shown.locator("#status")).to_have_text("The archive does not have this page. You can send its text.")
    assert [request.method for request in sent] == ["GET"]
    shown.get_by_role("button", name="Send the text of this page").click()
    expect(shown.locator("#status")).to_contain_text("of the text is in the archive.")
    expect(shown.locator("li").first).to_contain_text(
        "Northline: Harbour bridge closed after crack is found · 100% shared"
    )
    assert [request.method for request in sent] == ["GET", "POST"]
    assert "Menu" not in json.loads(sent[1].post_data)["text"]


def test_a_selection_is_sent_without_the_rest(popup: Popup, page_read, archive) -> None:
    first, second, _ = AGENCY.split("\n\n")
    read = page_read(NEWS, f"<article><p>{first}</p><p id=two>{second}</p></article>")
    shown, sent = popup(read)
    shown.get_by_role("button", name="Send the selected text").click()
    expect(shown.locator("#status")).to_have_text("Nothing is selected on the page.")
    assert [request.method for request in sent] == ["GET"]
    read.evaluate("getSelection().selectAllChildren(document.getElementById('two'))")
    shown.get_by_role("button", name="Send the selected text").click()
    expect(shown.locator("li").first).to_contain_text("Northline")
    assert json.loads(sent[1].post_data)["text"] == second


def test_what_the_site_refuses_is_said(popup: Popup, page_read, archive) -> None:
    shown, _ = popup(page_read(NEWS, "<article>Two words</article>"))
    shown.get_by_role("button", name="Send the text of this page").click()
    expect(shown.locator("#status")).to_have_text(
        "That did not work: The text has 2 words; a look-up needs at least 5."
    )


def test_no_words_of_an_article_become_markup(popup: Popup, page_read, archive) -> None:
    agency, copy = archive["agency"], archive["copy"]
    type(agency).objects.filter(pk=agency.pk).update(url=NEWS, url_given=NEWS)
    type(copy).objects.filter(pk=copy.pk).update(title="<img src=x onerror=alert(1)>")
    shown, _ = popup(page_read(NEWS, "<p>News</p>"))
    expect(shown.locator("li").first).to_contain_text("<img src=x onerror=alert(1)>")
    expect(shown.locator("img")).to_have_count(0)


def test_without_a_site_nothing_is_sent(context: BrowserContext, origin: str) -> None:
    opened = context.new_page()
    sent: list[str] = []
    opened.on("request", lambda request: sent.append(request.url) if request.url.startswith("http") else None)
    opened.goto(f"{origin}/popup.html")
    expect(opened.locator("#status")).to_have_text("First enter the address of your Newsgroups site in the settings.")
    assert sent == []


def test_it_asks_for_no_permission_that_it_does_not_need() -> None:
    manifest = json.loads((EXTENSION / "manifest.json").read_text())
    assert manifest["permissions"] == ["activeTab", "scripting", "storage"]
    assert {"host_permissions", "content_scripts", "background"} & set(manifest) == set()
    scripts = "".join(file.read_text() for file in EXTENSION.glob("*.js"))
    assert [name for name in ("chrome.scripting", "chrome.storage") if name not in scripts] == []
