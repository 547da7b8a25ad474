"""The curators' queue by keyboard and on a phone, and correcting a story, in Chromium."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from newsgroups.admin.curator_role import make_curators
from newsgroups.models import Article, CurationEvent, Judgement
from tests.web.conftest import archive

__all__ = ["archive"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def curator(page: Page, live_server) -> Page:
    """The page, logged in as a curator."""
    from django.apps import apps

    make_curators(apps.get_app_config("newsgroups"))
    user = User.objects.create_user("ruth", is_staff=True)
    user.groups.set(Group.objects.filter(name="Curators"))
    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    return page


def verdicts() -> list[str]:
    return list(Judgement.objects.order_by("id").values_list("verdict", flat=True))


def test_pairs_are_judged_and_taken_back_by_keys(archive, curator: Page) -> None:
    curator.goto(reverse("queue"))
    left, right = (curator.get_by_label(name).bounding_box() for name in ("First text", "Second text"))
    assert (left["y"], left["x"] + left["width"] < right["x"]) == (right["y"], True)
    first = curator.locator(".judge h2").first.inner_text()
    curator.keyboard.press("s")
    expect(curator.get_by_role("alert")).to_contain_text("Judged: same story. The model said")
    curator.keyboard.press("u")
    expect(curator.get_by_role("alert").last).to_contain_text("Undone: same story")
    expect(curator.locator(".judge h2").first).to_have_text(first)
    assert verdicts() == []
    curator.get_by_label("Reason (optional)").fill("so did he say")
    curator.locator("h1").click()
    curator.keyboard.press("r")
    expect(curator.get_by_role("alert").last).to_contain_text("Judged: related")
    assert list(Judgement.objects.values_list("verdict", "note")) == [("related", "so did he say")]


COVERED = """() => {
  const box = document.activeElement.getBoundingClientRect(), bar = document.querySelector(".verdicts");
  const top = bar.getBoundingClientRect().top;
  return !bar.contains(document.activeElement) && box.top < innerHeight && box.top + Math.min(box.height, 40) > top;
}"""


def test_what_has_the_focus_is_not_behind_the_verdicts(archive, curator: Page) -> None:
    curator.set_viewport_size({"width": 375, "height": 640})
    curator.goto(reverse("queue"))
    covered, focused = [], set()
    for _ in range(20):
        curator.keyboard.press("Tab")
        focused.add(curator.evaluate("document.activeElement.outerHTML"))
        if curator.evaluate(COVERED):
            covered.append(curator.evaluate("document.activeElement.outerHTML.slice(0, 80)"))
    assert covered == []
    assert len(focused) > 10


UNDER_THE_CROSS = """() => {
  const alert = document.querySelector(".alert-dismissible"), range = document.createRange();
  const cross = alert.querySelector(".close").getBoundingClientRect();
  range.selectNodeContents([...alert.childNodes].find(node => node.nodeType === 3 && node.textContent.trim()));
  return [...range.getClientRects()].filter(line => line.right > cross.left && line.top < cross.bottom).length;
}"""


def test_what_is_told_on_a_phone_does_not_run_under_the_cross_that_closes_it(archive, curator: Page) -> None:
    curator.set_viewport_size({"width": 375, "height": 800})
    curator.goto(reverse("queue"))
    curator.keyboard.press("d")
    expect(curator.get_by_role("alert")).to_contain_text("Judged: different. The model said")
    assert curator.evaluate(UNDER_THE_CROSS) == 0
    curator.get_by_role("button", name="close").click()
    expect(curator.get_by_role("alert")).to_have_count(0)


def test_a_pair_is_skipped_by_its_key(archive, curator: Page) -> None:
    curator.goto(reverse("queue"))
    first = curator.locator(".judge h2").all_inner_texts()
    curator.keyboard.press("x")
    expect(curator.locator("h1")).to_be_visible()
    curator.wait_for_load_state()
    assert curator.locator(".judge h2").all_inner_texts() != first
    assert verdicts() == []


def test_the_queue_works_on_a_phone_without_scripts(archive, curator: Page) -> None:
    curator.set_viewport_size({"width": 375, "height": 740})
    curator.goto(reverse("queue"))
    assert curator.evaluate("document.documentElement.scrollWidth") == 375
    buttons = curator.locator(".verdict-buttons button")
    assert all(buttons.nth(place).bounding_box()["height"] >= 44 for place in range(4))
    expect(buttons.first).to_be_in_viewport()
    curator.get_by_role("button", name="Different").click()
    expect(curator.get_by_role("alert")).to_contain_text("Judged: different")
    assert verdicts() == ["different"]


def test_a_group_is_put_right_and_the_step_undone(archive, curator: Page) -> None:
    story = archive["agency"].story
    curator.goto(story.get_absolute_url())
    curator.get_by_text("Curator tools").click()
    curator.get_by_role("link", name="Fix this story").click()
    curator.get_by_label(archive["own"].title).check()
    curator.get_by_label("Reason").fill("Another bridge")
    curator.get_by_role("button", name="Split off").click()
    expect(curator.get_by_role("alert")).to_contain_text("Split")
    assert Article.objects.get(pk=archive["own"].pk).story is None
    assert CurationEvent.objects.get().reason == "Another bridge"
    curator.get_by_role("button", name="Undo").click()
    expect(curator.get_by_role("alert")).to_contain_text("Undone")
    assert Article.objects.get(pk=archive["own"].pk).story == story


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_curators_pages_break_no_rule_of_accessibility(archive, curator: Page, scheme: str) -> None:
    curator.emulate_media(color_scheme=scheme)
    for address in (reverse("queue"), reverse("guidelines"), reverse("curate", args=[archive["agency"].story_id])):
        curator.goto(address)
        found = Axe().run(curator, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa"]}).response
        assert [(address, rule["id"], rule["nodes"][0]["html"]) for rule in found["violations"]] == []
        assert {"color-contrast", "link-name"} <= {rule["id"] for rule in found["passes"]}
