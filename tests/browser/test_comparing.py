"""The comparison in Chromium: steps, synchronized scrolling, the switch, a phone, print, the saved file."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from newsgroups.models import Article
from newsgroups.pipeline.process import process_articles
from tests.makers import make_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHARED = [
    "The crack in the eastern pylon was seen by a diver on Monday morning while he looked for a lost anchor.",
    "Thirty ferries were hired from three neighbouring ports before the first commuters arrived at the quay.",
    "Harbour master Ruth Ansgar said that nobody had been in danger at any time, and that nobody would be.",
    "In the summer of every year the bridge carries 31,000 vehicles a day, more than any other of the coast.",
    "A committee of the council will ask why the last inspection of the pylons had been put off twice.",
]
LEFT_ONLY = "Gulls stood on the rail all afternoon and a brass band practised without an audience nearby. " * 9
RIGHT_ONLY = "Shopkeepers on the far bank counted empty baskets and wondered about the price of flour. " * 6


# Whether a passage begins at the same height on both sides.
LEVEL = """number => {
  const [left, right] = ["left", "right"].map(name => document.getElementById(`${name}-${number}`));
  return Math.abs(left.getBoundingClientRect().top - right.getBoundingClientRect().top) < 5;
}"""


@pytest.fixture
def pair(db) -> tuple[Article, Article]:
    """Two articles with the same five passages, one of them with a different number, and unique text in between."""
    left = make_article(
        "\n\n".join(f"{said}\n\n{LEFT_ONLY}" for said in SHARED), title="Bridge closed", source="Northline"
    )
    right = make_article(
        "\n\n".join(f"{RIGHT_ONLY}\n\n{said}" for said in SHARED).replace("31,000", "29,500"),
        title="Crack shuts bridge",
        source="Daily Lantern",
        published="2026-11-03T09:00:00+00:00",
    )
    process_articles()
    return left, right


def address(pair: tuple[Article, Article]) -> str:
    return reverse("compare", args=[each.pk for each in pair])


def is_level(page: Page, number: int) -> None:
    """Waits until a passage is at the same height on both sides, and visible."""
    page.wait_for_function(LEVEL, arg=number)
    expect(page.locator(f"#left-{number}")).to_be_in_viewport()
    expect(page.locator(f"#right-{number}")).to_be_in_viewport()


def is_current(page: Page, number: int) -> None:
    for name in ("left", "right"):
        expect(page.locator(f"#{name}-{number}")).to_have_class(re.compile(r"\bis-current\b"))
    expect(page.locator(".passage.is-current")).to_have_count(2)
    expect(page.locator(".step-count")).to_have_text(f"Passage {number} of 5")


def test_keys_and_buttons_step_through_the_passages_and_around(page: Page, pair) -> None:
    page.goto(address(pair))
    for number in (1, 2, 3):
        page.keyboard.press("n")
        is_current(page, number)
    is_level(page, 3)
    page.get_by_role("button", name="Previous passage").click()
    is_current(page, 2)
    assert page.url.endswith("#left-2")
    page.get_by_role("button", name="Next passage").click()
    is_current(page, 3)
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.keyboard.press("n")
    is_current(page, 1)
    page.keyboard.press("p")
    is_current(page, 5)


def test_a_side_that_is_scrolled_takes_the_other_one_along(page: Page, pair) -> None:
    page.goto(address(pair))
    left, right = page.locator(".side-left"), page.locator(".side-right")
    for number in (2, 3):
        left.evaluate(
            """(side, passage) => {
              const upper = side.querySelector(passage).getBoundingClientRect().top - side.getBoundingClientRect().top;
              side.scrollTop += upper - side.clientHeight / 3;
            }""",
            f"#left-{number}",
        )
        page.wait_for_function(LEVEL, arg=number)
    page.locator(".sides").evaluate("sides => sides.scrollIntoView({block: 'end'})")
    right.evaluate("side => side.scrollTop = side.scrollHeight")
    expect(page.locator("#left-5")).to_be_in_viewport()
    expect(page.locator("#right-5")).to_be_in_viewport()


def test_sides_that_are_parted_scroll_alone(page: Page, pair) -> None:
    page.goto(address(pair))
    together = page.get_by_role("button", name="Scroll together")
    expect(together).to_have_attribute("aria-pressed", "true")
    together.click()
    expect(together).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".sides")).not_to_have_class(re.compile("is-together"))


def test_the_switch_folds_what_is_not_asked_for(page: Page, pair) -> None:
    page.goto(address(pair))
    left, right = page.locator(".side-left"), page.locator(".side-right")
    page.get_by_role("link", name="Shared", exact=True).click()
    expect(left.get_by_text("brass band").first).to_be_hidden()
    expect(page.locator("#left-1")).to_be_visible()
    page.get_by_role("link", name="Only left").click()
    expect(left.get_by_text("brass band").first).to_be_visible()
    expect(page.locator("#left-1 > span")).to_be_hidden()
    expect(right).to_be_hidden()
    page.get_by_role("link", name="Only right").click()
    expect(right.get_by_text("Shopkeepers").first).to_be_visible()
    expect(left).to_be_hidden()
    assert page.url.endswith("?show=right")
    page.reload()
    expect(page.get_by_role("link", name="Only right")).to_have_attribute("aria-current", "true")
    expect(left).to_be_hidden()
    page.get_by_role("link", name="All", exact=True).click()
    expect(left.get_by_text("brass band").first).to_be_visible()
    expect(page.locator("#right-1 > span")).to_be_visible()


def test_a_number_that_differs_is_called_out_and_leads_to_its_passage(page: Page, pair) -> None:
    page.goto(address(pair))
    said = page.locator(".differing li")
    expect(said).to_have_text("number … year the bridge carries 31,000 / 29,500 passage 4")
    expect(page.locator("#left-4 .differs")).to_have_text("31,000 ")
    said.get_by_role("link").click()
    is_current(page, 4)
    is_level(page, 4)


def test_on_a_phone_one_text_stands_below_the_other_and_numbers_lead_across(page: Page, pair) -> None:
    page.set_viewport_size({"width": 375, "height": 740})
    page.goto(address(pair))
    left, right = (page.locator(f".side-{name}").bounding_box() for name in ("left", "right"))
    assert right["y"] >= left["y"] + left["height"]
    assert (left["x"], left["width"]) == (right["x"], right["width"])
    expect(page.get_by_role("button", name="Scroll together")).to_be_hidden()
    page.get_by_role("button", name="Next passage").click()
    expect(page.locator("#left-1")).to_be_in_viewport()
    page.locator("#left-1 sup a").click()
    expect(page.locator("#right-1")).to_be_in_viewport()
    expect(page.locator("#left-1")).not_to_be_in_viewport()
    page.locator("#right-1 sup a").click()
    expect(page.locator("#left-1")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == 375


def test_on_paper_both_texts_are_whole_and_buttons_are_not_there(page: Page, pair) -> None:
    page.goto(address(pair))
    page.emulate_media(media="print")
    expect(page.locator(".compare-tools")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    for name in ("left", "right"):
        assert page.locator(f".side-{name}").evaluate("side => side.scrollHeight <= side.clientHeight")
    left, right = (page.locator(f".side-{name}").bounding_box() for name in ("left", "right"))
    assert (left["y"], left["x"] + left["width"] < right["x"]) == (right["y"], True)


@pytest.mark.parametrize("width", [375, 1280])
def test_similar_opens_a_pair_at_its_first_passage(page: Page, pair, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(reverse("similar"))
    page.get_by_role("link", name="Compare").click()
    assert page.url.endswith(f"{address(pair)}#left-1")
    is_current(page, 1)
    expect(page.locator("#left-1")).to_be_in_viewport()


def test_an_address_of_a_passage_opens_level_and_stays_so(page: Page, pair) -> None:
    page.goto(f"{address(pair)}#right-3", wait_until="load")
    page.wait_for_timeout(300)
    is_current(page, 3)
    is_level(page, 3)


def test_a_pasted_text_stands_beside_an_article_in_the_same_view(page: Page, pair) -> None:
    mine = f"My own beginning, which nobody wrote before me. {SHARED[1]} {LEFT_ONLY} And on. {SHARED[3]} {LEFT_ONLY}"
    page.goto(reverse("lookup"))
    page.get_by_label("Text or address").fill(mine)
    page.get_by_role("button", name="Look up").click()
    page.locator("li", has_text="Crack shuts bridge").get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", name="Your text beside an article")).to_be_visible()
    assert page.url.endswith("#left-1")
    expect(page.locator(".step-count")).to_have_text("Passage 1 of 2")
    is_level(page, 1)
    expect(page.locator(".differing li")).to_contain_text("31,000 / 29,500")
    page.keyboard.press("n")
    expect(page.locator("#right-2")).to_have_class(re.compile(r"\bis-current\b"))
    is_level(page, 2)
    page.get_by_role("button", name="Only left").click()
    expect(page.locator(".side-right")).to_be_hidden()
    expect(page.locator(".side-left")).to_contain_text("My own beginning")
    page.get_by_role("button", name="Back to all sources").click()
    expect(page.locator("#source-1")).to_be_visible()


def test_a_text_that_fits_on_the_screen_stands_level_with_the_end_of_a_long_one(page: Page, pair) -> None:
    page.goto(reverse("lookup"))
    page.get_by_label("Text or address").fill(f"My own beginning, which nobody wrote before me. {SHARED[4]}")
    page.get_by_role("button", name="Look up").click()
    page.locator("li", has_text="Crack shuts bridge").get_by_role("button", name="Compare").click()
    expect(page.locator(".step-count")).to_have_text("Passage 1 of 1")
    is_level(page, 1)


@pytest.mark.parametrize("size", [9, 12, 15, 18, 24])
def test_passages_stand_level_at_any_size_of_letters(page: Page, pair, size: int) -> None:
    page.goto(address(pair))
    page.evaluate(
        """size => {
          for (const text of document.querySelectorAll(".side .prose")) text.style.fontSize = `${size}px`;
          window.dispatchEvent(new Event("resize"));
        }""",
        size,
    )
    for number in range(1, 6):
        page.keyboard.press("n")
        is_current(page, number)
        is_level(page, number)


def test_the_file_of_a_comparison_works_without_the_site(page: Page, pair, chromium: Browser, tmp_path: Path) -> None:
    page.goto(address(pair))
    with page.expect_download() as waiting:
        page.get_by_role("link", name="One file").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert file.name == f"comparison-{pair[0].pk}-{pair[1].pk}.html"
    context = chromium.new_context(offline=True, viewport={"width": 1280, "height": 900})
    kept, asked, said = context.new_page(), [], []
    kept.on("request", lambda request: asked.append(request.url))
    kept.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    kept.on("pageerror", lambda error: said.append(str(error)))
    kept.goto(file.as_uri())
    kept.keyboard.press("n")
    is_current(kept, 1)
    kept.get_by_role("button", name="Next passage").click()
    is_current(kept, 2)
    is_level(kept, 2)
    kept.get_by_role("button", name="Only left").click()
    expect(kept.locator(".side-right")).to_be_hidden()
    kept.get_by_role("button", name="All", exact=True).click()
    expect(kept.locator(".side-right")).to_contain_text("Shopkeepers")
    expect(kept.locator(".differing li")).to_contain_text("31,000 / 29,500")
    assert kept.locator("#left-1").evaluate("each => getComputedStyle(each).textDecorationLine") == "underline"
    kept.set_viewport_size({"width": 375, "height": 740})
    assert kept.evaluate("document.documentElement.scrollWidth") == 375
    context.close()
    assert (asked, said) == ([file.as_uri()], [])


def test_no_two_of_the_six_marks_look_alike_without_colour(page: Page, pair) -> None:
    page.goto(address(pair))
    looks = page.evaluate(
        """() => [1, 2, 3, 4, 5, 6].map(number => {
          const mark = document.createElement("span");
          mark.className = `passage p${number}`;
          document.querySelector(".prose").append(mark);
          const style = getComputedStyle(mark);
          return `${style.textDecorationLine} ${style.textDecorationStyle}`;
        })"""
    )
    assert len(set(looks)) == 6


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_reports_and_comparisons_of_a_text_break_no_rule_of_accessibility(page: Page, pair, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(reverse("lookup"))
    page.get_by_label("Text or address").fill(f"My own beginning. {SHARED[1]} {SHARED[3]}")
    page.get_by_role("button", name="Look up").click()
    page.locator("li", has_text="Crack shuts bridge").get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", name="Your text beside an article")).to_be_visible()
    broken = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa"]}).response["violations"]
    page.get_by_role("button", name="Back to all sources").click()
    page.get_by_text("Share this answer").click()
    page.get_by_role("button", name="Make a report").click()
    expect(page.get_by_label("Its address")).to_have_value(page.url)
    broken += Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa"]}).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in broken] == []
    page.get_by_role("button", name="Delete it now").click()
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("Its text is no longer kept")
