"""Search results as visitors get them, through the entry point that pages use."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from newsgroups.models import Source
from newsgroups.search.engines.haystack import sync
from newsgroups.search.service import SearchPage, search
from tests.makers import make_article

pytestmark = pytest.mark.django_db


def titles(page: SearchPage) -> list[str]:
    return [hit.article.title for hit in page.hits]


def test_words_are_found_in_any_form_and_all_are_needed():
    make_article("Storms hit the coasts.", title="Weather")
    make_article("A storm in the mountains.", title="Mountains")
    sync.index_pending()

    page = search("storm coast")

    assert (page.count, titles(page), page.problem) == (1, ["Weather"], None)


def test_words_of_the_title_are_found_and_rank_first():
    make_article("The ferry sank in a storm off the coast, and the ferry was lost.", title="Disaster")
    make_article("It sank off the coast of the island, in bad weather, at night.", title="Ferry lost")
    sync.index_pending()

    assert titles(search("ferry")) == ["Ferry lost", "Disaster"]
    assert titles(search("title:ferry")) == ["Ferry lost"]


def test_stop_words_count_in_phrases_and_not_beside_other_words():
    make_article("The man of the house spoke.", title="Man")
    make_article("The house man spoke.", title="House")
    sync.index_pending()

    assert titles(search('"man of the house"')) == ["Man"]
    assert search("of house").count == 2
    assert titles(search("of")) == ["Man"]


def test_accents_case_and_apostrophes_do_not_matter():
    make_article("Beyoncé sang O’Brien’s song in the U.S.", title="Song")
    sync.index_pending()

    for query in ("beyonce", "BEYONCÉ", "beyoncé*", "o'brien", "obriens", "us", "U.S."):
        assert titles(search(query)) == ["Song"]
        assert any(fragment.marked for fragment in search(query).hits[0].snippet)


def test_sources_and_days_narrow_by_filter_and_by_query():
    make_article("A ferry sank.", title="a", source="Anchor", published="2026-01-01T12:00:00+00:00")
    make_article("A ferry sank.", title="b", source="Beacon", published="2026-01-02T12:00:00+00:00")
    make_article("A ferry sank.", title="c", source="Beacon", published=None)
    sync.index_pending()
    beacon = Source.objects.get(slug="beacon")

    assert sorted(titles(search("ferry", sources=[beacon]))) == ["b", "c"]
    assert titles(search("ferry", sources=["anchor", "nobody"])) == ["a"]
    assert sorted(titles(search("source:Beacon"))) == ["b", "c"]
    assert titles(search("ferry", date_to=date(2026, 1, 1))) == ["a"]
    assert titles(search("ferry after:2026-01-02")) == ["b"]
    assert titles(search("", sources=[beacon])) == ["b", "c"]


def test_without_words_the_latest_come_first():
    make_article("A ferry sank.", title="old", published="2026-01-01T12:00:00+00:00", authors="Ann Coast")
    make_article("A ferry sank.", title="new", published="2026-01-02T12:00:00+00:00", authors="Ann Coast")
    sync.index_pending()

    for query in ("*", "source:harbour-post", "author:coast", "-storm", "after:2025"):
        assert titles(search(query)) == ["new", "old"]


def test_an_empty_query_without_filters_finds_nothing_and_a_star_everything():
    make_article("A ferry sank.")
    sync.index_pending()

    assert (search("").count, search("  ").problem, search("*").count) == (0, None, 1)


def test_a_wildcard_finds_every_ending_and_the_forms_of_its_beginning():
    make_article("Fishing boats and fishermen.", title="Fish")
    make_article("One policy.", title="Policy")
    sync.index_pending()

    assert titles(search("fisherm*")) == ["Fish"]
    assert titles(search("policies*")) == ["Policy"]
    (hit,) = search("fish*").hits
    assert [fragment.text for fragment in hit.snippet if fragment.marked] == ["Fishing", "fishermen"]


def test_a_wildcard_for_very_many_words_is_bounded_and_says_so():
    make_article(" ".join(f"zz{chr(97 + a)}{chr(97 + b)}" for a in range(26) for b in range(26)))
    sync.index_pending()

    page = search("zz*")

    assert page.count == 1
    assert page.notes == ["zz* matches very many words, so only the 200 most frequent were searched for"]


def test_the_snippet_shows_the_place_with_most_of_the_words():
    filler = "Nothing to see here at all. " * 30
    make_article(f"A storm. {filler} Then a ferry in a storm sank near the lighthouse. {filler}", title="Long")
    sync.index_pending()

    (hit,) = search("ferry storm lighthouse").hits

    assert [fragment.text for fragment in hit.snippet if fragment.marked] == ["ferry", "storm", "lighthouse"]
    assert (hit.snippet[0].text, hit.snippet[-1].text) == ("… ", " …")


def test_a_phrase_is_marked_as_a_phrase_only():
    make_article("The prime minister met another minister.", title="Prime time")
    sync.index_pending()

    (hit,) = search('"prime minister"').hits

    assert [fragment.text for fragment in hit.snippet if fragment.marked] == ["prime", "minister"]
    assert [fragment.text for fragment in hit.title if fragment.marked] == []


def test_excluded_words_are_neither_marked_nor_corrected():
    make_article("A ferry sank.", title="Ferry")
    sync.index_pending()

    assert search("sank -ferrry").suggestion is None
    assert [fragment.text for fragment in search("sank").hits[0].snippet if fragment.marked] == ["sank"]


def test_the_number_of_database_queries_does_not_depend_on_the_number_of_hits(django_assert_max_num_queries):
    counts = []
    for articles in (1, 25):
        for number in range(articles):
            make_article(f"A ferry sank. Edition {number}.", source=f"Outlet {number}")
        sync.index_pending()
        search("ferry")
        with django_assert_max_num_queries(6) as queries:
            page = search("ferry", page_size=50)
            assert {(hit.article.source.name[:6], hit.article.story) for hit in page.hits} == {("Outlet", None)}
        counts.append((len(page.hits), len(queries)))
    assert (counts[0][0], counts[1]) == (1, (26, counts[0][1]))


def test_without_an_index_the_page_says_how_to_mend_it():
    make_article("A ferry sank.")

    page = search("ferry")

    assert (page.count, page.hits, page.problem) == (0, [], "There is no search index yet. Run: manage.py reindex")


@given(st.text() | st.text(alphabet='"()-*?: aferyANDORT', max_size=60))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_the_page_has_no_problem(query):
    if sync.is_current() is False:
        make_article("A ferry sank.")
        sync.index_pending()

    assert search(query).problem is None
    assert search("ferry").count == 1
