"""The fact table in a browser: every value opens its sentence, at any width, with and without scripts."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from newsgroups.models import Story
from tests.stories.pages.test_facts import story

__all__ = ["story"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_every_value_opens_its_sentence_and_closes_again(page: Page, story: Story) -> None:
    page.goto(story.get_absolute_url())
    values = page.locator(".facts-table td a")
    assert values.count() == 6
    for place in range(6):
        value = values.nth(place)
        value.click()
        sentence = page.locator(value.get_attribute("href"))
        expect(sentence).to_be_visible()
        expect(sentence.locator("mark")).to_have_text(
            value.inner_text().removeprefix("superseded,").strip().split("\n")[0].strip()
        )
        sentence.get_by_role("link", name="Close").click()
        expect(sentence).to_be_hidden()


@pytest.mark.parametrize("width", [320, 375, 768, 1600])
def test_the_table_scrolls_and_the_page_does_not(page: Page, story: Story, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(story.get_absolute_url())
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_table_and_an_open_sentence_are_accessible(page: Page, story: Story, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(story.get_absolute_url())
    page.locator(".facts-table td a").first.click()
    expect(page.locator(".fact-evidence:target")).to_be_visible()
    assert Axe().run(page).violations_count == 0


def test_values_open_without_scripts(chromium: Browser, live_server, story: Story) -> None:
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(story.get_absolute_url())
    page.locator(".facts-table td a").first.click()
    expect(page.locator(".fact-evidence:target")).to_be_visible()
    context.close()
