"""Menus that close each other, and links to passages."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import archive

__all__ = ["archive"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_one_menu_is_open_and_escape_or_a_click_elsewhere_closes_it(page: Page, archive) -> None:
    page.goto("/")
    opened = page.locator("details[name=menu-filters][open]")
    page.get_by_text("Date range", exact=True).click()
    expect(opened).to_have_count(1)
    page.get_by_text("More filters", exact=True).click()
    expect(opened.locator("summary")).to_have_text(["More filters"])
    page.keyboard.press("Escape")
    expect(opened).to_have_count(0)
    expect(page.get_by_text("More filters", exact=True)).to_be_focused()
    page.get_by_text("Date range", exact=True).click()
    page.locator("h1").click()
    expect(opened).to_have_count(0)


def test_the_export_menu_has_every_format_and_works_without_scripts(chromium, live_server, archive) -> None:
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/search/?q=bridge")
    page.get_by_text("Export", exact=True).click()
    links = page.locator(".menu a")
    expect(links).to_have_text(["CSV", "JSON lines", "Parquet", "JSON", "Atom feed", "JSON Feed"])
    expect(links.first).to_be_visible()
    context.close()


def test_selected_words_can_be_linked_to(page: Page, archive) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    address = archive["agency"].get_absolute_url()
    page.goto(address)
    button = page.get_by_role("button", name="Copy link to this passage")
    expect(button).to_be_hidden()
    page.evaluate("""() => {
        const text = document.querySelector("#p2").firstChild, range = document.createRange();
        range.setStart(text, 0);
        range.setEnd(text, "Engineers measured the crack".length);
        getSelection().addRange(range);
    }""")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-passage-link] [role=status]")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(f"{address}#p2:~:text=Engineers%20measured%20the%20crack")


def test_each_paragraph_has_a_link_without_scripts(chromium, live_server, archive) -> None:
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(archive["agency"].get_absolute_url())
    link = page.get_by_role("link", name="Link to paragraph 2")
    link.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#p2")
    expect(page.get_by_role("button", name="Copy link to this passage")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("width", [375, 1280])
def test_every_entry_of_the_navigation_is_in_view(page: Page, archive, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/log-in/")
    for name in ("Groups", "Similar", "Search", "Look up By Text", "Browse", "About"):
        box = page.locator(".site-nav").get_by_role("link", name=name, exact=True).bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
