"""Pages for daily use: by keyboard alone, on a narrow phone, and without a breach of accessibility."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from newsgroups.models import Collection, Dossier, Mute
from tests.web.conftest import AGENCY, archive

__all__ = ["archive"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DRAFT = """The harbour bridge at Port Calder was closed on Monday. It carries 31,000 vehicles a day, and 240 \
shopkeepers want to be paid, says Tomas Velde. Engineers measured the crack at 3.2 metres.

"Nobody was ever in danger at any time," harbour master Ruth Anskar told reporters."""
FILES = [
    {"name": "bridge.txt", "mimeType": "text/plain", "buffer": AGENCY.encode()},
    {"name": "program.exe", "mimeType": "text/plain", "buffer": b"MZ"},
    {"name": "mail.eml", "mimeType": "message/rfc822", "buffer": f"Subject: Draft\n\n{DRAFT}".encode()},
]


@pytest.fixture
def reader(page: Page, live_server) -> Page:
    """The page, logged in as a reader who keeps something of each kind."""
    user = User.objects.create_user("ada", email="ada@reader.example")
    Mute.objects.create(owner=user, word="lottery")
    Collection.objects.create(owner=user, name="Agencies", slug="agencies-0123456789")
    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    return page


def public_pages(archive) -> list[str]:
    return [
        reverse("tour"),
        reverse("home"),
        "/browse/?month=2026-11",
        "/browse/?from=2026-11-02&to=2026-11-02",
        "/browse/?from=2020-01-01&to=2020-01-02",
        f"{reverse('two_outlets')}?left=northline&right=kestrel-radio",
        f"{reverse('follow')}?what=search&q=bridge",
        archive["agency"].story.get_absolute_url(),
        reverse("check_draft", args=[archive["agency"].story_id]),
    ]


def own_pages(archive) -> list[str]:
    owner = User.objects.get(username="ada")
    dossier = Dossier.objects.create(owner=owner, title="Bridge")
    dossier.entries.create(position=0, article=archive["agency"], note="The first one")
    names = "my_page collections following mutes dossiers tokens sessions".split()
    return [*map(reverse, names), reverse("dossier", args=[dossier.pk]), f"{reverse('follow')}?what=stories"]


def breaches(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}).response
    assert "color-contrast" in {rule["id"] for rule in found["passes"]}
    return [(rule["id"], rule["nodes"][0]["html"]) for rule in found["violations"]]


def check_a_draft(page: Page, archive) -> None:
    page.goto(reverse("check_draft", args=[archive["agency"].story_id]))
    page.get_by_label("Draft", exact=True).fill(DRAFT)
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("heading", name="In no article")).to_be_visible()


def look_up_files(page: Page) -> None:
    page.goto(reverse("lookup"))
    page.set_input_files("input[type=file]", FILES)
    page.get_by_role("button", name="Look up", exact=True).click()
    expect(page.get_by_role("heading", name="mail.eml")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_a_rule_of_accessibility(archive, reader: Page, scheme: str) -> None:
    reader.emulate_media(color_scheme=scheme)
    found = {}
    for address in [*public_pages(archive), *own_pages(archive)]:
        reader.goto(address)
        found[address] = breaches(reader)
    check_a_draft(reader, archive)
    found["a checked draft"] = breaches(reader)
    look_up_files(reader)
    found["several files"] = breaches(reader)
    assert {address: each for address, each in found.items() if each} == {}


def test_nothing_is_wider_than_320_pixels(archive, reader: Page) -> None:
    reader.set_viewport_size({"width": 320, "height": 640})
    wide = {}
    for address in [*public_pages(archive), *own_pages(archive)]:
        reader.goto(address)
        wide[address] = reader.evaluate("document.documentElement.scrollWidth")
    check_a_draft(reader, archive)
    wide["a checked draft"] = reader.evaluate("document.documentElement.scrollWidth")
    look_up_files(reader)
    wide["several files"] = reader.evaluate("document.documentElement.scrollWidth")
    assert {address: width for address, width in wide.items() if width > 320} == {}


def tab_to(page: Page, name: str, *, most: int = 80) -> None:
    """Presses Tab until what has the focus begins with this name."""
    for _ in range(most):
        page.keyboard.press("Tab")
        said = page.evaluate("(document.activeElement.ariaLabel || document.activeElement.innerText || '').trim()")
        if said.startswith(name):
            return
    raise AssertionError(f"No Tab leads to {name!r}.")


def test_a_draft_is_checked_by_keyboard_alone(archive, page: Page) -> None:
    page.goto(archive["agency"].story.get_absolute_url())
    tab_to(page, "Check a draft against this story")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Check a draft")).to_be_visible()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "TEXTAREA":
            break
    page.keyboard.insert_text(DRAFT)
    tab_to(page, "Check")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="In no article")).to_be_visible()
    tab_to(page, "Finding")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash").startswith("#finding-")
    expect(page.locator(page.evaluate("location.hash"))).to_be_in_viewport()


def test_a_finding_shows_the_sentence_of_an_article(archive, page: Page) -> None:
    check_a_draft(page, archive)
    finding = page.locator(".finding").filter(has_text="Ruth Anskar")
    expect(finding.get_by_role("listitem").first).to_contain_text("Ruth Ansgar")
    expect(page.locator(".pasted mark.is-nowhere").first).to_contain_text("240 shopkeepers")


def test_a_look_up_leads_to_the_check_of_its_text(archive, page: Page) -> None:
    page.goto(reverse("lookup"))
    page.get_by_label("Text or address").fill(f"{AGENCY} And 240 shopkeepers want to be paid.")
    page.get_by_role("button", name="Look up", exact=True).click()
    page.get_by_role("button", name="Check against").click()
    expect(page.get_by_role("heading", name="In no article")).to_be_visible()
    expect(page.locator(".pasted mark.is-nowhere")).to_contain_text("240 shopkeepers")


def test_the_whole_answer_of_a_file_is_one_click_away(archive, page: Page) -> None:
    look_up_files(page)
    expect(page.get_by_text("Only .txt, .html, .docx, .pdf, .eml, .srt, and .vtt files are read.")).to_be_visible()
    page.locator("#file-1").get_by_role("button", name="bridge.txt").last.click()
    expect(page.locator("#source-1")).to_contain_text("Northline")


def test_a_hint_is_dismissed_by_keyboard_and_stays_away_without_scripts(archive, chromium, live_server) -> None:
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/similar/")
    expect(page.get_by_role("complementary", name="Hint")).to_be_visible()
    page.get_by_role("button", name="Got it").press("Enter")
    expect(page.get_by_role("complementary", name="Hint")).to_have_count(0)
    assert page.url.endswith("/similar/")
    page.goto("/search/")
    expect(page.get_by_role("complementary", name="Hint")).to_be_visible()
    context.close()


def test_the_tour_looks_up_a_paragraph(archive, page: Page) -> None:
    page.goto(reverse("tour"))
    page.get_by_role("button", name="Look up a paragraph of this archive").click()
    expect(page.get_by_role("main").get_by_role("status").first).to_contain_text("of this text appears in")


def test_no_list_of_the_admin_is_cut_off(archive, page: Page, live_server) -> None:
    from newsgroups.models import Article, CurationEvent, Judgement, Pair
    from newsgroups.stories.judging.judge import judge

    admin = User.objects.create_superuser("admin")
    Article.objects.update(
        title="A headline as long as those of agencies are at the end of a year, with many words in it"
    )
    for pair in Pair.objects.all():
        judge(pair.left_id, pair.right_id, "same", by=admin, note="A reason of a careful curator, at some length, " * 4)
    assert Judgement.objects.exists()
    assert CurationEvent.objects.exists()
    client = Client()
    client.force_login(admin)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    names = "article story source judgement curationevent feed queuedaddress".split()
    cut = {}
    for name in names:
        page.goto(f"/admin/newsgroups/{name}/")
        size = "e => [e.scrollWidth, e.clientWidth]"
        widths = [page.evaluate(f"({size})(document.documentElement)")]
        widths += page.eval_on_selector_all("#changelist .results", f"all => all.map({size})")
        cut[name] = [pair for pair in widths if pair[0] > pair[1]]
    assert cut == {name: [] for name in names}
