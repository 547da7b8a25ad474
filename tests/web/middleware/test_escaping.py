"""Whatever an outlet or a visitor writes is shown as text, never as markup."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from newsgroups.models import Revision
from newsgroups.pipeline.process import process_articles
from newsgroups.stories.curation.actions import hide_articles, rename_story
from tests.makers import make_article, make_source

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>'\"&{{ 7|add:7 }}"
TEXT = f"The {EVIL} bridge of Port Calder was closed on Monday after a diver {EVIL} found a crack in its eastern pylon."


@pytest.fixture
def evil(db):
    source = make_source("Evil")
    source.name = EVIL
    source.save()
    articles = [make_article(TEXT, title=f"Bridge {EVIL}", source=source, authors=EVIL) for _ in range(2)]
    Revision.objects.create(article=articles[0], title=f"{EVIL} of before", text=f"{EVIL} {TEXT}", content_hash="0")
    process_articles()
    articles[0].refresh_from_db()
    return articles


def pages(evil) -> list[str]:
    first, second = evil
    return [
        "/",
        "/similar/?same_outlet=on",
        "/browse/",
        "/browse/?month=2026-11",
        "/search/?q=bridge",
        first.get_absolute_url(),
        first.source.get_absolute_url(),
        first.story.get_absolute_url(),
        reverse("article_changes", args=[first.pk]),
        reverse("group_all", args=[first.story_id]),
        reverse("compare", args=[first.pk, second.pk]),
        reverse("compare_file", args=[first.pk, second.pk]),
        "/groups/feed/",
        "/search/feed/?q=bridge",
    ]


def test_no_page_lets_markup_of_an_outlet_through(client: Client, evil) -> None:
    for page in pages(evil):
        html = client.get(page).content.decode()
        assert "<script>alert" not in html, page
        assert "<img" not in html, page
        assert escape("<script>")[:4] in html, page


def test_no_page_of_curators_lets_markup_of_an_outlet_through(admin_client: Client, evil) -> None:
    first, second = evil
    second.refresh_from_db()
    hide_articles([make_article(TEXT, title=EVIL)], by=User.objects.get(), reason=EVIL)
    rename_story(first.story, title=f"{EVIL} renamed", by=User.objects.get(), reason=EVIL)
    for page in (
        reverse("curate", args=[first.story_id]),
        "/admin/newsgroups/article/",
        f"/admin/newsgroups/article/{first.pk}/change/",
        "/admin/newsgroups/story/",
        "/admin/newsgroups/curationevent/",
        "/admin/newsgroups/source/",
    ):
        html = admin_client.get(page).content.decode()
        assert "<script>alert" not in html, page
        assert "<img src=x" not in html, page
        assert "&lt;script&gt;alert" in html, page


@pytest.mark.parametrize("address", ["/search/?q={}", "/groups/?from={}", "/similar/?kind={}", "/browse/?month={}"])
def test_no_page_lets_markup_of_an_address_through(client: Client, evil, address: str) -> None:
    html = client.get(address.format("%3Cscript%3Ealert(1)%3C/script%3E%22%27onmouseover=")).content.decode()
    assert "<script>alert" not in html
    assert "\"'onmouseover" not in html
    # Browse ignores an invalid month and shows everything.
    shown = "Browse" if "browse" in address else "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;onmouseover="
    assert shown in html


def test_a_looked_up_text_is_shown_as_it_is(client: Client, evil) -> None:
    html = client.post("/lookup/", {"text": TEXT}).content.decode()
    assert "<script>alert" not in html
    assert "<img" not in html
    assert escape("onerror=alert(1)>") in html


def test_a_text_beside_an_article_is_shown_as_it_is(client: Client, evil) -> None:
    html = client.post(reverse("lookup_compare", args=[evil[0].pk]), {"text": TEXT}).content.decode()
    assert "<script>alert" not in html
    assert "<img" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 4


def test_an_original_address_cannot_run_a_script(client: Client, db) -> None:
    article = make_article(url="javascript:alert(1)")
    html = client.get(article.get_absolute_url()).content.decode()
    assert "javascript:" not in html
    assert article.title in html
