"""The search page in use: by keyboard, by mouse and on a phone."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.web.conftest import archive

__all__ = ["archive"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADDRESSES = [
    "/search/",
    "/search/?q=bridge",
    "/search/?q=bridge&copies=all&sort=newest",
    "/search/?q=bridge&source=northline&language=en&group=in&from=2026-11-01&to=2026-11-30",
    "/search/?q=champon&source=harbour-post",
    "/search/?q=%22harbour+bridge&from=2026-02-30",
    f"/search/?q={'unbroken' * 40}",
    "/search/help/",
]


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def completions(page: Page, typed: str):
    """The list under the page's own field after typing."""
    page.locator("#q").click()
    page.keyboard.type(typed)
    options = page.locator(".search-form [role=option]")
    expect(options.first).to_be_visible()
    return options


def test_a_query_is_completed_by_keys(page: Page, archive) -> None:
    page.goto("/search/")
    options = completions(page, "cham")
    field = page.locator("#q")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(field).to_have_value("champion")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    expect(field).to_have_value("cham")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=champion*")
    expect(page.locator("li[data-item]")).to_have_count(2)


def test_escape_closes_the_list_and_gives_back_what_was_typed(page: Page, archive) -> None:
    page.goto("/search/")
    completions(page, "cham")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_have_value("cham")
    expect(page.locator("#q")).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".search-form .completions")).to_be_hidden()


def test_an_outlet_is_completed_to_its_filter_and_the_words_follow(page: Page, archive) -> None:
    page.goto("/search/")
    options = completions(page, "kestr")
    expect(options.first).to_contain_text("Kestrel Radio")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#q")).to_have_value("source:kestrel-radio ")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("chess\n")
    page.wait_for_url("**/search/?q=source*")
    expect(page.locator("li[data-item]")).to_have_count(1)


def test_a_headline_of_the_list_leads_to_its_article(page: Page, archive) -> None:
    page.goto("/search/")
    completions(page, "chess").filter(has_text="Telephone in the pocket").click()
    page.wait_for_url(f"**{archive['chess too'].get_absolute_url()}")


def test_a_bar_of_the_histogram_narrows_to_its_days(page: Page, archive) -> None:
    page.goto("/search/?q=bridge")
    page.get_by_role("link", name="3 Nov 2026: 1").click()
    page.wait_for_url("**from=*")
    assert query(page) == {"q": ["bridge"], "from": ["2026-11-03"], "to": ["2026-11-03"]}
    expect(page.locator("li[data-item]")).to_have_count(1)
    page.get_by_role("link", name="Take off: 3 Nov 2026").click()
    page.wait_for_url(re.compile(r"q=bridge$"))


def test_near_copies_are_unfolded_in_place_and_compared(page: Page, archive) -> None:
    page.goto("/search/?q=bridge")
    copies = page.locator("details.copies")
    expect(copies.get_by_role("link", name="Compare")).to_be_hidden()
    copies.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(copies.get_by_role("listitem")).to_have_count(1)
    copies.get_by_role("link", name="Compare").click()
    expect(page.locator(".evidence-list")).to_be_visible()


def test_facets_are_combined_and_taken_off_one_by_one(page: Page, archive) -> None:
    page.goto("/search/?q=bridge")
    page.locator(".facets").get_by_role("link", name="Northline").click()
    page.wait_for_url("**source=northline*")
    page.locator(".facets").get_by_role("link", name="Harbour Post").click()
    page.wait_for_url("**source=harbour-post*")
    assert query(page) == {"q": ["bridge"], "source": ["northline", "harbour-post"]}
    expect(page.locator(".search-head")).to_contain_text("2 articles")
    page.locator(".facets").get_by_role("link", name="Northline").click()
    page.wait_for_url(re.compile(r"q=bridge&source=harbour-post$"))
    page.get_by_role("link", name="Take off: Harbour Post").click()
    page.wait_for_url(re.compile(r"q=bridge$"))
    expect(page.locator(".chips")).to_have_count(0)


def test_another_query_keeps_the_filters(page: Page, archive) -> None:
    page.goto("/search/?q=bridge&source=northline&sort=newest")
    page.locator("#q").fill("chess")
    page.locator("#q").press("Enter")
    page.wait_for_url("**q=chess*")
    assert {name: value for name, value in query(page).items() if name in ("q", "source", "sort")} == {
        "q": ["chess"],
        "source": ["northline"],
        "sort": ["newest"],
    }


@pytest.mark.parametrize("width", [375, 1280])
def test_no_state_of_the_page_is_wider_than_the_screen(page: Page, archive, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for address in ADDRESSES:
        page.goto(address)
        unfold(page)
        assert (address, page.evaluate("document.documentElement.scrollWidth")) == (address, width)


def test_the_list_of_completions_fits_a_telephone(page: Page, archive) -> None:
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto("/search/")
    completions(page, "chess")
    box = page.locator(".search-form .completions").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 375


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_state_of_the_page_breaks_a_rule_of_accessibility(page: Page, archive, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    for address in ADDRESSES:
        page.goto(address)
        unfold(page)
        assert (address, broken(page)) == (address, [])
    page.goto("/search/")
    completions(page, "chess")
    page.keyboard.press("ArrowDown")
    assert broken(page) == []


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")


def broken(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa"]}).response["violations"]
    return [(rule["id"], rule["nodes"][0]["html"]) for rule in found]


def test_long_examples_break_on_a_telephone(page: Page, archive) -> None:
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto("/search/help/")
    page.locator(".examples code").first.evaluate("code => code.textContent = 'source:' + 'washington-'.repeat(9)")
    assert page.evaluate("document.documentElement.scrollWidth") == 375
