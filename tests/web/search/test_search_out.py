"""The same query as a feed, CSV, JSON, in the browser's own search field, and while typing."""

import csv
import shutil
from io import StringIO
from xml.etree import ElementTree

import feedparser
import pytest
from django.test import Client
from haystack import connections

from newsgroups.models import Article


def rows(client: Client, query: str) -> list[dict[str, str]]:
    text = b"".join(client.get(f"/search.csv?{query}").streaming_content).decode()
    return list(csv.DictReader(StringIO(text)))


def test_a_query_is_a_feed_of_its_latest_articles_with_the_filters_of_the_page(client: Client, archive) -> None:
    feed = feedparser.parse(client.get("/search/feed/?q=bridge&copies=all&to=2026-11-02").content)
    assert feed.bozo is False
    assert feed.feed.title == "Newsgroups: bridge"
    assert feed.feed.link == "http://testserver/search/?q=bridge&copies=all&to=2026-11-02"
    assert [(entry.title, entry.author, entry.published) for entry in feed.entries] == [
        ("Crack shuts harbour bridge at Port Calder", "Daily Lantern", "2026-11-02T10:30:00+00:00"),
        ("Harbour bridge closed after crack is found", "Northline", "2026-11-02T09:00:00+00:00"),
    ]


def test_a_feed_says_what_it_did_not_understand(client: Client, archive) -> None:
    feed = feedparser.parse(client.get("/search/feed/?q=bridge+after:2018-02-30").content)
    assert feed.feed.subtitle == (
        "3 articles, latest first. after:2018-02-30 is not a date; use 2020, 2020-01, or 2020-01-31"
    )


def test_all_hits_come_as_a_table(client: Client, archive) -> None:
    found = rows(client, "q=chess&sort=oldest")
    chess = archive["chess"]
    assert found[0] == {
        "id": str(chess.pk),
        "title": "Chess champion of Skerrow banned for two years",
        "outlet": "Northline",
        "published": "2026-11-05T12:00:00+00:00",
        "authors": "",
        "language": "en",
        "url": chess.url_given,
        "story": str(chess.story_id),
        "address": f"http://testserver/articles/{chess.pk}/",
    }
    assert [row["outlet"] for row in found] == ["Northline", "Kestrel Radio"]
    # As many as the page counts, near copies included.
    assert len(rows(client, "q=bridge")) == 3
    assert len(rows(client, "q=bridge&copies=all")) == 3
    assert rows(client, "q=zebra") == rows(client, "") == []


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", " +1", "@x", "-2+3", "\t=1"])
def test_no_cell_becomes_a_formula(client: Client, archive, text: str) -> None:
    Article.objects.update(authors=text)
    assert {row["authors"] for row in rows(client, "q=bridge")} == {f"'{text}"}


def test_the_api_has_the_filters_and_facets_of_the_page(client: Client, archive) -> None:
    found = client.get("/api/v1/search?q=bridge").json()
    assert (found["count"], len(found["results"])) == (3, 3)
    assert found["facets"] == {
        "source": {"daily-lantern": 1, "harbour-post": 1, "northline": 1},
        "year": {"2026": 3},
        "language": {"en": 3},
        "text_kind": {"own": 3},
        "group": {"in": 3, "alone": 0},
    }
    folded = client.get("/api/v1/search?q=bridge&copies=first&group=in&language=en").json()
    assert (folded["count"], [each["copies"] for each in folded["results"]]) == (3, [1, 0])
    assert client.get("/api/v1/search?q=bridge&group=alone").json()["count"] == 0


def test_a_browser_can_add_the_site_as_a_search_engine(client: Client, archive) -> None:
    assert '<link rel="search" type="application/opensearchdescription+xml"' in client.get("/").content.decode()
    answer = client.get("/opensearch.xml")
    assert answer["Content-Type"] == "application/opensearchdescription+xml"
    description = ElementTree.fromstring(answer.content)  # noqa: S314
    space = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    templates = {url.get("type"): url.get("template") for url in description.findall("o:Url", space)}
    assert templates["text/html"] == "http://testserver/search/?q={searchTerms}"
    suggestions = templates["application/x-suggestions+json"].removeprefix("http://testserver")
    answer = client.get(suggestions.replace("{searchTerms}", "chess+cha"))
    assert answer["Content-Type"] == "application/x-suggestions+json"
    assert answer.json() == ["chess cha", ["chess champion"]]


def completions(client: Client, typed: str) -> list[tuple[str, str]]:
    found = client.get("/search/complete/", {"q": typed}).json()["completions"]
    return [(each["kind"], each["label"]) for each in found]


def test_words_outlets_and_articles_complete_what_is_typed(client: Client, archive) -> None:
    assert completions(client, "harb") == [
        ("Words", "harbour"),
        ("Outlets", "Harbour Post"),
        ("Articles", "Harbour bridge closed after crack is found"),
        ("Articles", "Crack shuts harbour bridge at Port Calder"),
    ]
    assert completions(client, "lantern source:ke") == [("Outlets", "Kestrel Radio")]


def test_words_that_go_with_those_before_come_and_others_do_not(client: Client, archive) -> None:
    assert completions(client, "skerrow ch") == [
        ("Words", "skerrow champion"),
        ("Words", "skerrow chess"),
        ("Articles", "Chess champion of Skerrow banned for two years"),
    ]
    assert completions(client, "skerrow cr") == []
    assert completions(client, "title:br")[0] == ("Words", "title:bridge")
    assert completions(client, "-br")[0] == ("Words", "-bridge")


@pytest.mark.parametrize("typed", ["", " ", "b", '"', "((", "\0\0", "%%", "[a-", "x" * 5_000, "source:", "*", "\ud800"])
def test_what_cannot_be_completed_has_no_completions(client: Client, archive, typed: str) -> None:
    typed = typed.encode("utf-8", "replace").decode()
    assert (typed, completions(client, typed)) == (typed, [])


def test_without_an_index_a_client_is_told(client: Client, archive, own_index) -> None:
    shutil.rmtree(own_index)
    connections.reload("default")
    assert completions(client, "harb") == []
    for address in ("/search.csv?q=bridge", "/search/feed/?q=bridge"):
        response = client.get(address)
        assert (response.status_code, response.content.decode()) == (
            503,
            "There is no search index yet. Run: manage.py reindex",
        )


def test_a_table_gives_dates_as_precisely_as_they_are_known(client: Client, archive) -> None:
    chess = Article.objects.filter(pk=archive["chess"].pk)
    chess.update(published_precision="day")
    assert rows(client, "q=chess&sort=oldest")[0]["published"] == "2026-11-05"
    chess.update(published_precision="minute")
    assert rows(client, "q=chess&sort=oldest")[0]["published"] == "2026-11-05T12:00:00+00:00"
    # The day of arrival stands in for a date in the future.
    chess.update(first_seen=archive["chess"].published)
    assert rows(client, "q=chess&sort=oldest")[0]["published"] == ""
