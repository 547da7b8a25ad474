"""The time of the last change is kept apart from first publication."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from newsgroups.ingest.fetch.article import _earlier
from newsgroups.ingest.normalize.row import checked_row
from newsgroups.ingest.sandbox.parsers.webpages.pages import read_page
from newsgroups.ingest.store.upsert import store_rows
from newsgroups.models import Article, Revision
from tests.makers import TEXT

URL = "https://harbour.example/bridge"
PUBLISHED, UPDATED = "2026-11-02T09:00:00Z", "2026-11-04T12:30:00Z"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def row(**fields: str):
    return checked_row({"url": URL, "title": "Bridge shut", "text": TEXT, "source": "Harbour Post"} | fields)


def stored(**fields: str) -> Article:
    store_rows([row(**fields)])
    return Article.objects.get()


def test_both_times_of_a_row_are_kept(db) -> None:
    article = stored(published=PUBLISHED, updated=UPDATED)
    assert (article.published, article.updated) == (at(2, 9), at(4, 12, 30))


@pytest.mark.parametrize(
    "updated", ["", "2026-11-02T09:00:00+00:00", "2026-11-01T09:00:00Z", "soon", "2190-01-01T00:00:00Z", "2026-11-05"]
)
def test_what_is_no_later_change_is_left_out(updated: str) -> None:
    assert row(published=PUBLISHED, updated=updated).updated is None


def test_a_change_alone_moves_no_publication_and_derives_nothing_anew(db) -> None:
    stored(published=PUBLISHED)
    Article.objects.update(needs_match=False)
    article = stored(published=UPDATED, updated=UPDATED)
    assert (article.published, article.updated, article.needs_match) == (at(2, 9), at(4, 12, 30), False)
    assert not Revision.objects.exists()


def test_an_article_first_seen_with_a_change_alone_has_its_date_and_no_change(db) -> None:
    article = stored(published=UPDATED, updated=UPDATED)
    assert (article.published, article.updated) == (at(4, 12, 30), None)


def test_an_earlier_change_replaces_no_later_one(db) -> None:
    stored(published=PUBLISHED, updated=UPDATED)
    assert stored(published=PUBLISHED, updated="2026-11-03T08:00:00Z").updated == at(4, 12, 30)


HEAD = """<html><head><title>Bridge shut</title>
<meta property="article:published_time" content="2026-11-02T09:00:00Z">{}</head>
<body><article><h1>Bridge shut</h1><p>{}</p></article></body></html>"""


@pytest.mark.parametrize(
    "said",
    [
        '<meta property="article:modified_time" content="2026-11-04T12:30:00Z">',
        '<meta property="og:updated_time" content="2026-11-04T12:30:00Z">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bridge shut",'
        ' "datePublished": "2026-11-02T09:00:00Z", "dateModified": "2026-11-04T12:30:00Z"}</script>',
    ],
)
def test_a_page_says_when_it_was_changed(said: str) -> None:
    found = read_page(HEAD.format(said, TEXT * 4).encode())
    assert (found["published"], found["updated"]) == (PUBLISHED, UPDATED)


def test_a_page_without_a_change_says_none() -> None:
    assert read_page(HEAD.format("", TEXT * 4).encode())["updated"] == ""


def test_a_feed_that_only_says_when_an_entry_was_changed_yields_to_the_date_of_the_page() -> None:
    assert _earlier(UPDATED, PUBLISHED) == PUBLISHED
    assert _earlier(UPDATED, "2026-11-02") == "2026-11-02"
    assert _earlier(UPDATED, "2026-11-04") == UPDATED
    assert _earlier(UPDATED, "") == UPDATED


def test_pages_and_the_api_show_both(client: Client, db) -> None:
    article = stored(published=PUBLISHED, updated=UPDATED)
    (served,) = client.get("/api/v1/articles", {"url": URL}).json()["results"]
    assert (served["published"], served["updated"]) == (PUBLISHED, UPDATED)
    page = client.get(article.get_absolute_url()).content.decode()
    assert '"dateModified": "2026-11-04T12:30:00Z"' in page
    assert "· updated <time" in " ".join(page.split())
