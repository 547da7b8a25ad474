"""Bugs of stock Haystack with Whoosh, each reproduced there; our engine must get them right."""

from datetime import UTC, date, datetime

import pytest
from haystack.query import SearchQuerySet

from newsgroups.models import Article
from newsgroups.search.engines.haystack import sync
from newsgroups.search.index import generations
from newsgroups.search.index.generations import IndexBusy
from newsgroups.search.service import search
from newsgroups.search_indexes import ArticleIndex
from tests.makers import make_article

pytestmark = pytest.mark.django_db


def found(query: str, **options: object) -> list[str]:
    return [hit.article.title for hit in search(query, **options).hits]


def test_a_slice_that_starts_between_two_pages_holds_what_it_should():
    made = [make_article("A ferry sank.", title=f"Ferry {number}").pk for number in range(23)]
    sync.index_pending()

    hits = SearchQuerySet().filter(content="ferry").order_by("article")

    assert [int(hit.pk) for hit in hits[18:23]] == made[18:23]
    assert [int(hit.pk) for hit in hits[20:30]] == made[20:23]


def test_the_last_page_holds_the_rest_and_the_next_one_nothing():
    for number in range(23):
        make_article("A ferry sank.", title=f"Ferry {number}")
    sync.index_pending()

    last, beyond = search("ferry", page=3, page_size=10), search("ferry", page=4, page_size=10)

    assert (len(last.hits), last.count, last.pages) == (3, 23, 3)
    assert (len(beyond.hits), beyond.count, beyond.pages) == (0, 23, 3)


def test_sources_are_counted_by_their_whole_name_and_not_by_stems():
    for source in ("BBC News", "BBC News", "Daily News"):
        make_article("A ferry sank.", source=source)
    sync.index_pending()

    counts = SearchQuerySet().filter(content="ferry").facet("source").facet_counts()

    assert counts["fields"]["source"] == [("bbc-news", 2), ("daily-news", 1)]


def test_hits_are_counted_by_further_queries_and_by_spans_of_time():
    make_article("A ferry sank near the lighthouse.", published="2026-01-31T23:59:59+00:00")
    make_article("A ferry sank.", published="2026-02-01T00:00:00+00:00")
    sync.index_pending()

    hits = SearchQuerySet().filter(content="ferry").query_facet("text", "lighthouse")
    hits = hits.date_facet("published", date(2026, 1, 1), date(2026, 3, 1), "month")

    assert hits.facet_counts()["queries"] == {"text_lighthouse": 1}
    assert hits.facet_counts()["dates"]["published"] == [
        (datetime(2026, 1, 1, tzinfo=UTC), 1),
        (datetime(2026, 2, 1, tzinfo=UTC), 1),
    ]


def test_a_span_of_time_that_ends_before_it_begins_has_no_counts():
    make_article("A ferry sank.", published="2026-02-01T00:00:00+00:00")
    sync.index_pending()

    hits = SearchQuerySet().filter(content="ferry")
    hits = hits.date_facet("published", date(2026, 3, 1), date(2026, 1, 1), "month")

    assert hits.facet_counts()["dates"]["published"] == []


def test_a_misspelt_query_without_hits_is_given_in_words_of_the_archive_and_loses_none():
    make_article("The ferry to Oakhaven sank.", title="Oakhaven ferry sinks")
    sync.index_pending()

    page = search("sunken Oakhavn ferry sinks")

    assert (page.count, page.suggestion) == (0, None)


def test_marked_text_is_plain_whole_words_in_all_their_forms():
    make_article("<img src=x onerror=alert(1)> Arts at the party: an art lover's art.", title="<b>Art</b>")
    sync.index_pending()

    (hit,) = search("art").hits

    assert "".join(fragment.text for fragment in hit.snippet) == (
        "<img src=x onerror=alert(1)> Arts at the party: an art lover's art."
    )
    assert [fragment.text for fragment in hit.snippet if fragment.marked] == ["Arts", "art", "art"]
    assert [(fragment.text, fragment.marked) for fragment in hit.title] == [
        ("<b>", False),
        ("Art", True),
        ("</b>", False),
    ]


def test_a_delete_that_cannot_have_the_lock_fails_in_bounded_time_and_says_who_holds_it(backend, monkeypatch):
    article = make_article("A ferry sank.")
    sync.index_pending()
    monkeypatch.setattr(generations, "WAIT_SECONDS", 0.1)

    with (
        generations.writing(backend.folder, "a long rebuild"),
        pytest.raises(IndexBusy, match=r"being written by a long rebuild \(process \d+, "),
    ):
        backend.remove(article)

    assert search("ferry").count == 1
    backend.remove(article)
    assert search("ferry").count == 0


def test_an_update_that_cannot_have_the_lock_leaves_its_rows_pending(backend, monkeypatch):
    make_article("A ferry sank.")
    sync.index_pending()
    article = make_article("Another ferry sank.")
    monkeypatch.setattr(generations, "WAIT_SECONDS", 0.1)

    with generations.writing(backend.folder, "a long rebuild"), pytest.raises(IndexBusy):
        sync.index_pending()

    assert list(Article.objects.pending("index")) == [article]
    assert sync.index_pending() == 1
    assert search("ferry").count == 2


def test_saving_and_deleting_touch_the_index_only_when_it_is_asked_to():
    article = make_article("A ferry sank.")
    sync.index_pending()

    make_article("Another ferry sank.")
    assert search("ferry").count == 1
    article.delete()
    assert sync.find_index_differences().surplus != []


def test_an_article_deleted_from_the_database_is_neither_shown_nor_counted():
    articles = [make_article("A ferry sank.", title=f"Ferry {number}") for number in range(3)]
    sync.index_pending()
    articles[1].delete()

    page = search("ferry", page_size=2)

    assert (page.count, page.pages, [hit.article.title for hit in page.hits]) == (2, 1, ["Ferry 0", "Ferry 2"])


def test_an_article_hidden_since_it_was_indexed_is_neither_shown_nor_counted():
    articles = [make_article("A ferry sank.", title=f"Ferry {number}") for number in range(3)]
    sync.index_pending()
    Article.objects.filter(pk=articles[0].pk).update(hidden=True, needs_index=True)

    assert (search("ferry").count, found("ferry")) == (2, ["Ferry 1", "Ferry 2"])

    sync.index_pending()
    assert (search("ferry").count, found("ferry")) == (2, ["Ferry 1", "Ferry 2"])
    assert not sync.find_index_differences()


def test_a_rebuild_that_is_broken_off_leaves_the_old_index_in_use(monkeypatch):
    make_article("A ferry sank.")
    sync.index_pending()

    def broken(self: ArticleIndex, article: Article) -> dict:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(ArticleIndex, "prepare", broken)
        with pytest.raises(MemoryError):
            sync.rebuild()

    assert (search("ferry").count, search("ferry").problem) == (1, None)
    assert sync.rebuild() == 1


def test_order_by_several_columns_in_mixed_directions():
    first = make_article("A ferry sank.", source="Beacon", published="2026-01-01T00:00:00+00:00")
    second = make_article("A ferry sank.", source="Anchor", published="2026-01-02T00:00:00+00:00")
    third = make_article("A ferry sank.", source="Anchor", published="2026-01-03T00:00:00+00:00")
    sync.index_pending()

    hits = SearchQuerySet().filter(content="ferry").order_by("source", "-published")

    assert [int(hit.pk) for hit in hits] == [third.pk, second.pk, first.pk]


def test_dates_sort_as_times_with_undated_articles_last_both_ways():
    make_article("A ferry sank.", title="undated", published=None)
    make_article("A ferry sank.", title="zone ahead", published="2026-01-01T00:30:00+02:00")
    make_article("A ferry sank.", title="early year", published="0999-05-05T00:00:00+00:00")
    make_article("A ferry sank.", title="utc", published="2025-12-31T23:00:00+00:00")
    sync.index_pending()

    assert found("ferry", sort="newest") == ["utc", "zone ahead", "early year", "undated"]
    assert found("ferry", sort="oldest") == ["early year", "zone ahead", "utc", "undated"]


def test_days_begin_and_end_at_midnight_utc():
    make_article("A ferry sank.", title="last of the 1st", published="2026-02-01T23:59:59.999999+00:00")
    make_article("A ferry sank.", title="first of the 2nd", published="2026-02-02T00:00:00+00:00")
    make_article("A ferry sank.", title="last of the 2nd", published="2026-02-02T23:59:59.999999+00:00")
    make_article("A ferry sank.", title="first of the 3rd", published="2026-02-03T01:00:00+01:00")
    sync.index_pending()
    second = date(2026, 2, 2)

    assert found("ferry", date_from=second, date_to=second, sort="oldest") == ["first of the 2nd", "last of the 2nd"]
    assert found("ferry after:2026-02-02 before:2026-02-03", sort="oldest") == ["first of the 2nd", "last of the 2nd"]
    assert found("ferry before:2026-02-02") == ["last of the 1st"]
    assert found("ferry", date_from=date(2026, 2, 3)) == ["first of the 3rd"]


def test_what_is_indexed_is_plain_text_and_not_a_marked_up_string():
    document = ArticleIndex().full_prepare(make_article("Fish & chips", title="A < B"))

    assert document["text"] == "A < B\n\nFish & chips"
    assert {type(document[name]) for name in ("text", "title", "authors", "source")} == {str}


@pytest.mark.parametrize(
    "query",
    [
        *('"unclosed', '"', '""', "AND", "OR", "NOT", "-", "--", "AND AND", "a AND", "OR b", "NOT NOT", "( OR )"),
        *("*", "**", "?", "a*", "fe*y", "*erry", "title:", "title:*", "title:(a b)", "x:y:z", ":", "::", "-:", "-("),
        *("[", "]", "[a TO b]", "{x", "(", ")", "((((", "))))", ")(", "()", "(" * 2_000, "-(" * 2_000, "NOT " * 2_000),
        *("before:", "before:x", "after:2018-02-30", "before:9999-12-31", "after:0000", "before:0001-01-01"),
        *(
            "a" * 10_000,
            "ferry " * 10_000,
            "a* " * 500,
            "ferry OR " * 10_000,
            "ferry NEAR/9 " * 9,
            "ferry NEAR " * 2_000,
            "ferry~2 " * 2_000,
            '"ferry ferry"~9 ' * 2_000,
            "\x00",
            "\ud800",
            "fe\u0301rry",
            "\u202eferry",
            "💥",
            "🏴‍☠️",
        ),
        *(
            "ferry^1e999",
            "ferry~",
            "ferry~9999",
            "ferry\\",
            "'; DROP TABLE",
            "<script>",
            "%s%n",
            "a" + "*a" * 200 + "b",
        ),
        *(
            "source:",
            'source:""',
            "source:*",
            "author:",
            "published:x",
            "id:newsgroups.article.1",
            "ferry:",
            "http://a/",
        ),
    ],
)
def test_no_query_is_an_error(query):
    make_article("A ferry sank.")
    sync.index_pending()

    page = search(query)

    assert page.problem is None
    assert page.count in (0, 1)
