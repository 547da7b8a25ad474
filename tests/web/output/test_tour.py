"""The tour leads to articles of this archive, and hints of pages stay away once they are dismissed."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsgroups.templatetags.hints import HINTS
from tests.web.conftest import COPY, address


def hint(client: Client, url: str) -> str | None:
    """Returns the name of the hint on a page."""
    page = client.get(url).content.decode()
    return page.split('name="hint" value="')[1].split('"')[0] if 'name="hint"' in page else None


def test_the_tour_leads_to_a_story_a_pair_and_a_text_of_this_archive(client: Client, archive) -> None:
    answer = client.get("/tour/")
    page = answer.content.decode()
    story = answer.context["story"]
    assert story.pk in (archive["agency"].story_id, archive["chess"].story_id)
    assert f'href="{story.get_absolute_url()}"' in page
    assert f'href="{reverse("compare", args=[archive["agency"].pk, archive["copy"].pk])}"' in page
    assert f'href="{reverse("check_draft", args=[story.pk])}"' in page
    assert COPY.startswith(answer.context["pasted"].split(" to ")[0])
    assert client.post("/lookup/", {"text": answer.context["pasted"]}).context["answer"].count >= 1


def test_the_tour_of_an_empty_archive_says_how_to_fill_it(client: Client, db) -> None:
    assert "The archive is empty." in client.get("/tour/").content.decode()


def test_the_tour_takes_few_queries(client: Client, archive) -> None:
    client.get("/tour/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/tour/")
    assert len(queries) <= 12


PAGES = {
    "/": "home",
    "/groups/": "home",
    "/similar/": "similar",
    "/search/": "search",
    "/lookup/": "lookup",
    "/browse/": "browse",
    "group": "group",
    "compare": "compare",
    "/about/": None,
    "article": None,
}


@pytest.mark.parametrize(("page", "name"), PAGES.items())
def test_a_page_has_its_hint_until_it_is_dismissed(client: Client, archive, page: str, name: str | None) -> None:
    url = address(page, archive)
    assert hint(client, url) == name
    if name:
        answer = client.post("/tour/hints/", {"hint": name, "next": url})
        assert (answer.status_code, answer["Location"]) == (302, url)
        assert hint(client, url) is None


def test_every_hint_is_on_a_page() -> None:
    assert {name for name in PAGES.values() if name} == set(HINTS)


def test_dismissed_hints_add_up_and_others_stay(client: Client, archive) -> None:
    for name in ("home", "lookup"):
        client.post("/tour/hints/", {"hint": name, "next": "/"})
    assert [hint(client, url) for url in ("/", "/lookup/", "/similar/")] == [None, None, "similar"]
    cookie = client.cookies["hints"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("home.lookup", True, "Lax")


def test_an_answer_and_an_empty_archive_have_no_hint(client: Client, db) -> None:
    assert hint(client, "/") is None
    assert "hint" not in client.post("/lookup/", {"text": COPY}).content.decode().split("<footer")[0]


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_no_other_site_is_led_to(client: Client, db, back: str) -> None:
    assert client.post("/tour/hints/", {"hint": "home", "next": back})["Location"] == "/"


def test_an_unknown_hint_is_refused(client: Client, db) -> None:
    answer = client.post("/tour/hints/", {"hint": "x" * 5_000})
    assert (answer.status_code, "hints" in client.cookies) == (400, False)
    client.cookies["hints"] = "nonsense.home"
    client.post("/tour/hints/", {"hint": "lookup"})
    assert client.cookies["hints"].value == "home.lookup"


def test_pages_with_a_hint_set_no_cookie(client: Client, archive) -> None:
    assert not client.get("/").cookies
