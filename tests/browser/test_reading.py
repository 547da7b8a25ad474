import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from newsgroups.models import Article, Story
from tests.makers import make_article
from tests.web.archive.test_about import make_judgements
from tests.web.conftest import AGENCY, archive

__all__ = ["archive"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def addresses(archive) -> list[str]:
    agency, copy = archive["agency"], archive["copy"]
    return [
        reverse("home"),
        agency.story.get_absolute_url(),
        reverse("group_all", args=[agency.story_id]),
        reverse("similar"),
        reverse("compare", args=[agency.pk, copy.pk]),
        "/search/?q=bridge",
        "/search/?q=zebra",
        reverse("api_documentation"),
        reverse("help_search"),
        reverse("lookup"),
        reverse("browse"),
        "/browse/?month=2026-11",
        agency.get_absolute_url(),
        agency.source.get_absolute_url(),
        reverse("about"),
        reverse("login"),
    ]


def test_a_reader_goes_from_a_story_to_a_comparison(page: Page, archive) -> None:
    page.goto("/")
    page.get_by_role("link", name=archive["agency"].story.title).click()
    boxes = page.get_by_role("checkbox")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.get_by_role("button", name="Compare selected").click()
    expect(page.locator(".evidence-list")).to_be_visible()
    expect(page.locator("#left-1")).to_be_visible()


def test_a_pasted_text_is_looked_up(page: Page, archive) -> None:
    page.goto("/lookup/")
    page.get_by_label("Text or address").fill(AGENCY.split("\n\n")[1])
    page.get_by_role("button", name="Look up").click()
    answer = page.get_by_role("main").get_by_role("status")
    expect(answer).to_contain_text("100% of this text appears in 2 articles of the archive")
    expect(page.locator("#source-1")).to_contain_text("Northline")


def test_keys_reach_search_items_and_passages(page: Page, archive) -> None:
    page.goto("/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("li.is-current a").first).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#site-search")).to_be_focused()
    page.keyboard.type("bridge\n")
    expect(page.locator("mark").first).to_be_visible()
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.goto(reverse("compare", args=[archive["agency"].pk, archive["copy"].pk]))
    page.keyboard.press("n")
    expect(page.locator("#left-1")).to_have_class(re.compile("is-current"))
    page.get_by_role("link", name="Only right").click()
    expect(page.locator(".sides")).to_have_class("sides show-right is-together")


def test_the_theme_is_kept(page: Page, archive) -> None:
    page.goto("/")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Switch between light and dark").click()
    switched = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.goto("/about/")
    kept = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (kept, kept == before) == (switched, False)


@pytest.mark.parametrize("width", [375, 1280])
def test_no_page_is_wider_than_the_screen(page: Page, archive, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for address in addresses(archive):
        page.goto(address)
        assert (address, page.evaluate("document.documentElement.scrollWidth")) == (address, width)


def test_no_word_is_wider_than_a_phone(page: Page, archive) -> None:
    word = "https://news.example/" + "bridge" * 40
    Article.objects.update(title=word, text=f"{word} {AGENCY}")
    Story.objects.update(title=word)
    page.set_viewport_size({"width": 375, "height": 800})
    for address in addresses(archive):
        page.goto(address)
        assert (address, page.evaluate("document.documentElement.scrollWidth")) == (address, 375)


# The boxes with overflowing content, and that content.
SPILT = """([boxes, held]) => [...document.querySelectorAll(boxes)].flatMap(box => {
  const edge = box.getBoundingClientRect();
  return [...(box.matches("rect") ? box.parentNode : box).querySelectorAll(held)]
    .map(each => [each.textContent, each.getBoundingClientRect()])
    .filter(([, inner]) => inner.left < edge.right && inner.right > edge.left)
    .filter(([, inner]) => inner.left < edge.left || inner.right > edge.right || inner.bottom > edge.bottom)
    .map(([text]) => text);
})"""


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize(
    ("address", "boxes", "held"), [("/browse/", ".months a", ".soft"), ("/about/", ".steps li", "b")]
)
def test_what_stands_in_a_box_fits_into_it(page: Page, archive, width, address, boxes, held) -> None:
    for month in (9, 11):
        for day in range(1, 13):
            make_article(published=f"2024-{month:02}-{day:02}T09:00:00+00:00")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    expect(page.locator(boxes).first).to_be_visible()
    assert page.evaluate(SPILT, [boxes, held]) == []


def test_what_is_wider_than_a_phone_is_moved_by_keys(page: Page, archive) -> None:
    make_judgements(110)
    page.set_viewport_size({"width": 375, "height": 800})
    for address in (reverse("about"), archive["agency"].story.get_absolute_url()):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        broken = Axe().run(page, options={"runOnly": {"type": "rule", "values": ["scrollable-region-focusable"]}})
        assert [each["nodes"][0]["html"] for each in broken.response["violations"]] == []
        if address == reverse("about"):
            assert [each["id"] for each in broken.response["passes"]] == ["scrollable-region-focusable"]


RING = "getComputedStyle(document.activeElement).outline"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_whatever_has_the_focus_has_a_ring_of_the_accent(page: Page, archive, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto("/similar/")
    accent = page.evaluate("getComputedStyle(document.querySelector('.pair-who a')).color")
    for name in ("Search the archive", "From", "Include pairs within one outlet", "Minimum overlap", "Sort", "Show"):
        control = page.get_by_placeholder(name).or_(page.get_by_label(name)).or_(page.get_by_role("button", name=name))
        control.first.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        assert (name, page.evaluate(RING)) == (name, f"{accent} solid 3px")


def test_a_histogram_of_a_hundred_bars_is_no_hundred_stops(page: Page, archive) -> None:
    page.goto("/search/?q=bridge")
    assert page.locator("svg.chart a").count() == 2
    assert page.locator("svg.chart a:not([tabindex='-1'])").count() == 0
    page.locator("figure summary").click()
    expect(page.get_by_role("cell", name="3 Nov 2026").get_by_role("link")).to_be_visible()


def test_the_list_of_outlets_opens_within_a_phone(page: Page, archive) -> None:
    page.set_viewport_size({"width": 375, "height": 800})
    for address in ("/", "/similar/", "/similar/?from=2026-02-31", "/browse/", "/lookup/"):
        page.goto(address)
        page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true; })")
        box = page.locator("[name=source]").first.bounding_box()
        assert (address, box["x"] >= 0, box["x"] + box["width"] <= 375) == (address, True, True)


def test_what_is_wrong_with_a_field_is_said_once(page: Page, archive) -> None:
    page.goto("/similar/?from=2026-02-31")
    assert page.get_by_text("That date doesn’t exist").filter(visible=True).count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_a_rule_of_accessibility(page: Page, archive, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    for address in addresses(archive):
        page.goto(address)
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa"]}).response
        assert [(address, rule["id"], rule["nodes"][0]["html"]) for rule in found["violations"]] == []
        assert {"color-contrast", "link-name"} <= {rule["id"] for rule in found["passes"]}


def test_an_answer_to_a_look_up_breaks_no_rule_of_accessibility(page: Page, archive) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto("/lookup/")
        page.get_by_label("Text or address").fill(f"My own words come first, and nobody had them. {AGENCY}")
        page.get_by_role("button", name="Look up").click()
        expect(page.locator("#passage-1")).to_be_visible()
        found = Axe().run(page).response
        assert [(scheme, rule["id"], rule["nodes"][0]["html"]) for rule in found["violations"]] == []


WIDTHS = (320, 375, 576, 768, 900, 1024, 1280, 1600)


def test_no_page_scrolls_sideways_at_any_width_without_scripts(chromium, live_server, archive) -> None:
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    for address in addresses(archive):
        page.goto(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert (address, page.evaluate("document.documentElement.scrollWidth")) == (address, width)
    context.close()


def test_everything_can_be_reached_without_scripts(chromium, live_server, archive) -> None:
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto("/")
    for label in ("Similar", "Search", "Look up By Text", "Browse", "About", "Groups"):
        page.get_by_role("navigation", name="Main").get_by_role("link", name=label, exact=True).click()
        expect(page.locator("a[aria-current=page]")).to_have_text(label)
    page.goto("/lookup/")
    page.get_by_label("Text or address").fill(AGENCY)
    page.get_by_role("button", name="Look up").click()
    expect(page.locator("#source-1")).to_be_visible()
    context.close()
