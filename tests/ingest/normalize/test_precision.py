"""The precision of a publication date is kept from the page, feed or file through the database to the pages."""

import re

import pytest
from django.template import Context, Template
from django.test import Client

from newsgroups.ingest.fetch.article import _more_exact
from newsgroups.ingest.normalize.row import checked_row
from newsgroups.ingest.sandbox.parsers.webpages.pages import read_page
from newsgroups.ingest.store.upsert import store_rows
from newsgroups.models import Article
from newsgroups.stories.pages.stories.story_list import story_lines
from newsgroups.web.charts.mini_timeline import mini_timeline
from tests.makers import TEXT, make_article, make_story

PARAGRAPH = f"<p>{TEXT} {TEXT} {TEXT}</p>"


def page(head: str = "", body: str = "") -> str:
    article = f"<article><h1>Bridge</h1>{body}{PARAGRAPH * 3}</article>"
    html = f"<html><head><title>Bridge</title>{head}</head><body>{article}</body></html>"
    return read_page(html.encode())["published"]


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ('<meta property="article:published_time" content="2026-11-02T09:05:00Z">', "", "2026-11-02T09:05:00Z"),
        (
            '<meta property="article:published_time" content="2026-11-02">'
            '<script type="application/ld+json">{"@type": "Article", "datePublished": "2026-11-02T09:05:00Z"}</script>',
            "",
            "2026-11-02T09:05:00Z",
        ),
        ('<meta name="date" content="2026-11-02">', '<time datetime="2026-11-02T09:05">', "2026-11-02T09:05"),
        ('<meta name="date" content="2026-11-02">', '<time datetime="2026-11-05T09:05">', "2026-11-02"),
        ('<meta name="date" content="2026-11-02">', "", "2026-11-02"),
    ],
)
def test_the_time_of_a_page_is_kept_if_it_has_one(head: str, body: str, published: str) -> None:
    assert page(head, body) == published


@pytest.mark.parametrize(
    ("feed", "on_page", "kept"),
    [
        ("2026-11-02", "2026-11-02T09:05:00Z", "2026-11-02T09:05:00Z"),
        ("2026-11-02", "2026-11-20T09:05:00Z", "2026-11-02"),
        ("2026-11-02T10:00:00Z", "2026-11-02T09:05:00Z", "2026-11-02T10:00:00Z"),
        ("2026-11-02", "", "2026-11-02"),
    ],
)
def test_a_feed_that_names_the_day_does_not_take_the_pages_time_away(feed: str, on_page: str, kept: str) -> None:
    assert _more_exact(feed, on_page) == kept


def store(published: str) -> Article:
    store_rows([checked_row({"url": "https://post.example/1", "text": TEXT, "published": published})])
    return Article.objects.get()


def test_the_precision_of_a_row_is_stored(db) -> None:
    assert store("2026-11-02").published_precision == "day"
    assert store("2026-11-02T09:05:00Z").published_precision == "minute"


def test_a_day_does_not_take_the_time_of_the_same_day_away(db) -> None:
    store("2026-11-02T09:05:00Z")
    assert store("2026-11-02").published.isoformat() == "2026-11-02T09:05:00+00:00"
    assert store("2026-11-03").published_precision == "day"


def test_an_article_without_a_date_has_no_precision(db) -> None:
    article = store("")
    assert (article.published, article.published_precision, article.moment) == (None, None, None)


def test_a_date_in_the_future_is_no_date_of_its_own(db) -> None:
    article = store("2999-01-01")
    assert article.published == article.first_seen
    assert article.moment is None


def test_a_day_is_shown_without_an_hour(db) -> None:
    article = make_article(published="2018-07-02T00:00:00+00:00")
    shown = Template("{% load formats %}{% when moment %}").render(Context({"moment": article.published}))
    assert shown == '<time datetime="2018-07-02" title="Monday, 2 July 2018">2 Jul 2018</time>'


def test_axes_of_days_name_days_only(db) -> None:
    days = [make_article(published=f"2018-07-0{day}T00:00:00+00:00", source=f"Outlet {day}") for day in (2, 3, 4)]
    (line,) = story_lines([make_story(*days)])
    chart = mini_timeline(line.dots, are_days=line.are_days)
    assert ([dot.x for dot in chart.dots], chart.first, chart.last) == ([16.7, 50.0, 83.3], "2 Jul", "4 Jul")


def test_no_page_or_table_shows_midnight_for_a_day(client: Client, db) -> None:
    days = [make_article(published=f"2018-07-0{day}T00:00:00+00:00", source=f"Outlet {day}") for day in (2, 3)]
    story = make_story(*days)
    for address in (
        story.get_absolute_url(),
        days[0].get_absolute_url(),
        "/groups/",
        "/groups.csv",
        "/browse/?month=2018-07",
    ):
        said = b"".join(client.get(address)).decode()
        assert "2018" in said
        assert not re.search(r"2018[^<>\"]*00:00", said), address
    assert b"2018-07-02,2018-07-03" in b"".join(client.get("/groups.csv"))


def test_the_api_serves_the_precision(client: Client, db) -> None:
    articles = [
        make_article(published=moment) for moment in ("2018-07-02T00:00:00+00:00", "2018-07-02T09:05:00+00:00", None)
    ]
    served = [client.get(f"/api/v1/articles/{article.pk}").json() for article in articles]
    assert [(each["published"], each["published_precision"]) for each in served] == [
        ("2018-07-02T00:00:00Z", "day"),
        ("2018-07-02T09:05:00Z", "minute"),
        (None, None),
    ]
