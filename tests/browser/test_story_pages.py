"""Home, story, and report in a real browser: at every width, in both themes, without scripts and without a network."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from newsgroups.models import Article, FactVerdict, Story
from newsgroups.story_facts.store_facts import store_pending
from tests.makers import make_article
from tests.stories.pages.test_facts import story

__all__ = ["story"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
THIRD = (
    "Doctors in Port Calder count 240 people wounded by the bomb at the airport, a nurse told this paper. “We do not "
    "know yet who carried the bomb into the hall,” mayor Ruth Ansgar said."
)


@pytest.fixture
def lead(story: Story) -> Story:
    """The story with a third outlet, so that the home page leads with it."""
    article = make_article(
        THIRD, title="Nurses count the wounded", source="Outlet 3", published="2026-11-02T12:00:00+00:00"
    )
    Article.objects.filter(pk=article.pk).update(story=story)
    Article.objects.update(needs_match=False, needs_credits=False)
    story.recount()
    story.independent_reports = 3
    story.save()
    store_pending()
    return story


def addresses(story: Story) -> list[str]:
    return [
        reverse("home"),
        "/?find=outlet&sort=different",
        story.get_absolute_url(),
        reverse("group_all", args=[story.pk]),
    ]


@pytest.mark.parametrize("width", [320, 375, 768, 1280, 1600])
def test_no_page_scrolls_sideways(page: Page, lead: Story, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for address in addresses(lead):
        page.goto(address)
        page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true; })")
        assert (address, page.evaluate("document.documentElement.scrollWidth")) == (address, width)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
def test_no_page_breaks_a_rule_of_accessibility(page: Page, lead: Story, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    for address in addresses(lead):
        page.goto(address)
        page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true; })")
        found = Axe().run(page).response["violations"]
        assert [(address, rule["id"], rule["nodes"][0]["html"]) for rule in found] == []


def test_the_home_page_leads_with_the_story_told_most_differently(page: Page, lead: Story) -> None:
    page.goto("/")
    block = page.locator(".lead-block")
    expect(block.get_by_role("heading", level=2)).to_have_text(lead.title)
    expect(block.locator(".versus").filter(has_text="Injured")).to_have_count(1)
    expect(page.locator(".stories")).to_have_count(0)
    block.get_by_role("link", name="See where they differ").click()
    expect(page.locator("#facts")).to_be_visible()


def test_outlets_are_found_by_a_part_of_their_name_without_scripts(chromium: Browser, live_server, lead: Story) -> None:
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.locator("summary", has_text="Outlets").click()
    expect(page.locator(".outlet-picker label")).to_have_count(3)
    page.get_by_label("Find an outlet").fill("let 3")
    page.locator(".outlet-picker").locator("xpath=..").get_by_role("button", name="Apply").click()
    expect(page.locator(".outlet-picker label")).to_have_text(["Outlet 3 1"])
    page.get_by_role("checkbox", name="Outlet 3").check()
    page.locator(".outlet-picker").locator("xpath=..").get_by_role("button", name="Apply").click()
    expect(page.locator(".pill")).to_contain_text("Outlet 3")
    context.close()


def test_the_bar_names_two_ticked_articles_and_takes_no_third(page: Page, lead: Story) -> None:
    page.goto(lead.get_absolute_url())
    ticks, bar = page.locator("#articles .tick"), page.locator(".compare-bar")
    expect(bar).to_be_hidden()
    ticks.nth(0).check()
    expect(bar).to_contain_text("Tick one more.")
    ticks.nth(1).check()
    expect(bar).to_contain_text("·")
    expect(bar.get_by_role("button", name="Compare selected")).to_be_enabled()
    ticks.nth(2).check()
    expect(bar).to_contain_text("Two at a time.")
    expect(bar.get_by_role("button", name="Compare selected")).to_be_disabled()


def test_a_report_opens_from_disk_without_a_network(page: Page, chromium: Browser, lead: Story, tmp_path: Path) -> None:
    page.goto(lead.get_absolute_url())
    with page.expect_download() as started:
        page.get_by_role("link", name="Download").click()
    file = tmp_path / "story.html"
    started.value.save_as(file)
    context = chromium.new_context(offline=True, viewport={"width": 375, "height": 800})
    requested: list[str] = []
    context.on("request", lambda request: requested.append(request.url))
    saved = context.new_page()
    saved.goto(file.as_uri())
    expect(saved.get_by_role("heading", level=1)).to_have_text(lead.title)
    values = saved.locator(".facts-table td a")
    for place in range(values.count()):
        values.nth(place).click()
        expect(saved.locator(":target mark")).to_be_visible()
    assert saved.evaluate("document.documentElement.scrollWidth") == 375
    assert Axe().run(saved).response["violations"] == []
    saved.emulate_media(media="print")
    expect(saved.locator(".report-sentence").first).to_be_visible()
    assert {url.split("#")[0] for url in requested} == {file.as_uri()}
    context.close()


def test_a_curator_judges_a_row_in_the_table(page: Page, live_server, lead: Story) -> None:
    ruth = User.objects.create_user("ruth", password="harbour")
    ruth.user_permissions.add(Permission.objects.get(codename="add_curationevent"))
    client = Client()
    client.force_login(ruth)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.goto(lead.get_absolute_url())
    page.get_by_role("button", name="No disagreement: Killed").click()
    expect(page.locator(".alert").first).to_contain_text("Marked as no disagreement")
    expect(page.locator("#facts")).not_to_contain_text("Killed")
    assert FactVerdict.objects.get().verdict == "none"
    assert Axe().run(page).response["violations"] == []
