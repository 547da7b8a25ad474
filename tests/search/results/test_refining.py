"""Filters, counts and folding, from the same pass as the hits."""

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.models import Article, Pair
from newsgroups.search.engines.haystack import sync
from newsgroups.search.results.copy_folding import first_copies_mask
from newsgroups.search.service import SearchPage, Suggestion, iter_all, search
from tests.makers import make_article, make_story


def titles(page: SearchPage) -> list[str]:
    return [hit.article.title for hit in page.hits]


def make_copies(*articles: Article, kind: str = Pair.Kind.NEAR_COPY) -> None:
    for left, right in pairwise(articles):
        Pair.objects.create(left=left, right=right, kind=kind, score=1, probability=1, same_source=False)


@pytest.fixture
def ferries(db) -> dict[str, Article]:
    """Five articles: a story of three, two of them copies; one in German; one undated."""
    found = {
        "a": make_article("A ferry sank.", title="a", source="Anchor", published="2025-12-31T23:59:59+00:00"),
        "b": make_article("A ferry sank.", title="b", source="Beacon", published="2026-01-01T00:00:00+00:00"),
        "c": make_article("Ferry lost at sea.", title="c", source="Beacon", published="2026-03-05T12:00:00+00:00"),
        "d": make_article("Die ferry.", title="d", source="Anker", published="2026-03-06T12:00:00+00:00"),
        "e": make_article("One more ferry.", title="e", source="Anchor", published=None),
    }
    for name, language in {"a": "en", "b": "en", "c": "en", "d": "de"}.items():
        found[name].language = language
        found[name].save()
    make_story(found["a"], found["b"], found["c"])
    make_copies(found["a"], found["b"])
    sync.index_pending()
    return found


def test_hits_are_counted_by_outlet_language_group_and_time(ferries):
    counted = search("ferry").counted

    assert counted.sources == [("anchor", 2), ("beacon", 2), ("anker", 1)]
    assert counted.languages == [("en", 3), ("", 1), ("de", 1)]
    assert (counted.grouped, counted.alone, counted.stories, counted.undated) == (3, 2, 1, 1)
    assert [(span.label, span.first, span.last, span.count) for span in counted.years] == [
        ("2026", date(2026, 1, 1), date(2026, 12, 31), 3),
        ("2025", date(2025, 1, 1), date(2025, 12, 31), 1),
    ]
    assert counted.months == []


def test_filters_go_together_and_each_facet_counts_without_its_own(ferries):
    page = search("ferry", sources=["beacon"], date_from=date(2026, 1, 1), date_to=date(2026, 12, 31), grouped="in")

    assert sorted(titles(page)) == ["b", "c"]
    assert page.counted.sources == [("beacon", 2)]
    assert [(span.label, span.count) for span in page.counted.years] == [("2026", 2)]
    assert [(span.label, span.count) for span in page.counted.months] == [("Mar 2026", 1), ("Jan 2026", 1)]
    assert (page.counted.grouped, page.counted.alone) == (2, 0)
    assert page.counted.without == {"source": 2, "date": 2, "group": 2, "all": 5}


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"languages": ["en"]}, ["a", "b", "c"]),
        ({"languages": ["de", ""]}, ["d", "e"]),
        ({"grouped": "alone"}, ["d", "e"]),
        ({"sources": ["anchor", "anker"]}, ["a", "d", "e"]),
        ({"date_to": date(2025, 12, 31)}, ["a"]),
        ({"languages": ["fr"]}, []),
    ],
)
def test_a_filter_finds(ferries, filters, found):
    assert sorted(titles(search("ferry", **filters))) == found
    assert sorted(titles(search("", **filters))) == found


def test_near_copies_stand_under_the_first_of_them_and_counts_stay_right(ferries):
    page = search("ferry", sort="oldest", fold=True)

    assert [(hit.article.title, [copy.title for copy in hit.copies], hit.copy_count) for hit in page.hits] == [
        ("a", ["b"], 1),
        ("c", [], 0),
        ("d", [], 0),
        ("e", [], 0),
    ]
    assert (page.count, page.texts, page.pages) == (5, 4, 1)
    assert [hit.article.title for hit in search("ferry", sort="newest", fold=True).hits] == ["d", "c", "b", "e"]
    assert sorted(titles(search("ferry", like=ferries["b"].pk))) == ["a", "b"]
    assert titles(search("ferry", like=ferries["e"].pk)) == ["e"]


def test_a_copy_outside_the_filters_is_not_counted_as_one(ferries):
    (hit,) = search("ferry", sources=["beacon"], date_to=date(2026, 1, 31), fold=True).hits

    assert (hit.article.title, hit.copy_count) == ("b", 0)


def test_pages_of_folded_hits_hold_every_text_once_to_the_last(db):
    articles = [make_article("A ferry sank.", title=f"t{number}") for number in range(25)]
    make_copies(*articles[:3])
    make_copies(*articles[10:13], kind=Pair.Kind.IDENTICAL)
    sync.index_pending()

    pages = [search("ferry", sort="newest", fold=True, page=number, page_size=10) for number in (1, 2, 3, 4)]

    assert [(page.count, page.texts, page.pages, len(page.hits)) for page in pages] == [
        (25, 21, 3, 10),
        (25, 21, 3, 10),
        (25, 21, 3, 1),
        (25, 21, 3, 0),
    ]
    shown = [hit.article.title for page in pages for hit in page.hits]
    under = [copy.title for page in pages for hit in page.hits for copy in hit.copies]
    assert sorted(shown + under) == sorted(article.title for article in articles)


def test_what_curators_and_matching_change_is_seen_at_once(ferries, django_user_model):
    from newsgroups.stories.curation.actions import move_articles

    assert search("ferry").counted.grouped == 3
    move_articles([ferries["d"]], to=ferries["a"].story, by=django_user_model.objects.create(username="ann"))
    assert search("ferry").counted.grouped == 4
    make_copies(ferries["c"], ferries["d"])
    assert search("ferry", fold=True).texts == 3


def test_the_histogram_has_every_span_between_the_first_and_the_last_hit(db):
    for day in ("2026-01-01", "2026-01-04"):
        make_article("A ferry sank.", published=f"{day}T12:00:00+00:00")
    sync.index_pending()
    assert [(span.label, span.count) for span in search("ferry").counted.histogram] == [
        ("1 Jan 2026", 1),
        ("2 Jan 2026", 0),
        ("3 Jan 2026", 0),
        ("4 Jan 2026", 1),
    ]

    make_article("A ferry sank.", published="2026-07-04T12:00:00+00:00")
    sync.index_pending()
    assert [(span.label, span.count) for span in search("ferry").counted.histogram][::6] == [
        ("Jan 2026", 2),
        ("Jul 2026", 1),
    ]

    make_article("A ferry sank.", published="2006-07-04T12:00:00+00:00")
    sync.index_pending()
    histogram = search("ferry").counted.histogram
    assert (len(histogram), histogram[0].label, histogram[-1].label) == (21, "2006", "2026")


def test_everything_found_can_be_given_out_in_order(ferries):
    assert [article.title for article in iter_all("ferry", sort="oldest")] == ["a", "b", "c", "d", "e"]
    assert [article.title for article in iter_all("ferry", sort="oldest", fold=True)] == ["a", "c", "d", "e"]
    assert list(iter_all("")) == list(iter_all("(")) == []


copies = st.lists(st.tuples(st.integers(-1, 4), st.floats(0, 3).map(int)), max_size=40)


@given(copies)
def test_folding_keeps_the_first_of_each_text_and_every_text_of_its_own(hits):
    groups, key = (np.array([hit[place] for hit in hits], np.int64) for place in (0, 1))

    stay = first_copies_mask(groups, [key])

    order = sorted(range(len(hits)), key=lambda hit: (key[hit], hit))
    expected, seen = [], set()
    for hit in order:
        if groups[hit] < 0 or groups[hit] not in seen:
            expected.append(hit)
            seen.add(groups[hit])
    assert np.flatnonzero(stay).tolist() == sorted(expected)


@pytest.mark.django_db
def test_did_you_mean_knows_the_words_of_texts_and_prefers_what_many_hold():
    for _ in range(3):
        make_article("The lighthouse keepers were saved by a trawler.", title="Rescue")
    make_article("A lighthose was drawn.", title="Drawing")
    sync.index_pending()

    assert search("lighthowse keepes").suggestion == Suggestion("lighthouse keepers", 3)
    assert search("trawlers lighthouze").suggestion == Suggestion("trawlers lighthouse", 3)
    assert search("lighthose").suggestion is None
    assert search("title:rescu title:lighthouse").suggestion is None
    assert search("title:rescve").suggestion == Suggestion("title:rescue", 3)


@pytest.mark.django_db
def test_what_the_archive_spells_is_the_same_after_segments_were_merged():
    for number in range(12):
        make_article(f"A trawler of number {number} from Oakhaven.", title="Rescue")
        sync.index_pending()

    assert search("tralwer").suggestion == Suggestion("trawler", 12)
    assert search("oakhvaen").suggestion == Suggestion("oakhaven", 12)
    assert (search("traw*").count, search("oakhavin~1").count, search("oak*n").count) == (12, 12, 12)
