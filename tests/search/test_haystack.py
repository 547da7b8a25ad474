"""Features that django-haystack users rely on, through its own SearchQuerySet."""

import pytest
from haystack.exceptions import SearchBackendError
from haystack.query import SearchQuerySet

from newsgroups.models import Article
from newsgroups.search.engines.haystack import sync
from tests.makers import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive() -> list[Article]:
    made = [
        make_article("A storm hit the coast.", title="Northern storm", source="The Meridian Times", language="en"),
        make_article("Ships were towed.", title="Halvern shipping halted", source="The Meridian Times", language="en"),
        make_article("Die Häuser am Fluss.", title="Haus am Fluss", source="Tagblatt", language="de"),
    ]
    sync.index_pending()
    return made


def titles(found: SearchQuerySet) -> list[str]:
    return sorted(Article.objects.get(pk=hit.pk).title for hit in found)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"source__exact": "the-meridian-times"}, ["Halvern shipping halted", "Northern storm"]),
        ({"source": "the-meridian-times"}, ["Halvern shipping halted", "Northern storm"]),
        ({"source__exact": "The Meridian Times"}, ["Halvern shipping halted", "Northern storm"]),
        ({"source__in": ["tagblatt", "absent"]}, ["Haus am Fluss"]),
        ({"title__contains": "ern"}, ["Halvern shipping halted", "Northern storm"]),
        ({"title__contains": "ippin"}, ["Halvern shipping halted"]),
        ({"title__startswith": "halv"}, ["Halvern shipping halted"]),
        ({"title__endswith": "orm"}, ["Northern storm"]),
        ({"content__contains": "orm"}, ["Northern storm"]),
        ({"django_ct": "newsgroups.article"}, ["Halvern shipping halted", "Haus am Fluss", "Northern storm"]),
        ({"django_ct": "newsgroups.story"}, []),
        ({"language": "de"}, ["Haus am Fluss"]),
        ({"language__exact": "de"}, ["Haus am Fluss"]),
        ({"content": "haus"}, ["Haus am Fluss"]),
        ({"content": "häuser"}, ["Haus am Fluss"]),
        ({"content__exact": "storm hit"}, ["Northern storm"]),
    ],
)
def test_a_filter_finds(archive, asked, expected):
    assert titles(SearchQuerySet().filter(**asked)) == expected


def test_an_article_is_found_by_its_identifiers(archive):
    number = archive[1].pk

    assert titles(SearchQuerySet().filter(django_id=number)) == ["Halvern shipping halted"]
    assert titles(SearchQuerySet().filter(django_id__in=[number, archive[0].pk])) == [
        "Halvern shipping halted",
        "Northern storm",
    ]
    assert titles(SearchQuerySet().filter(id=f"newsgroups.article.{number}")) == ["Halvern shipping halted"]
    assert titles(SearchQuerySet().filter(id__exact=f"newsgroups.article.{number}")) == ["Halvern shipping halted"]


def test_a_result_says_which_it_is(archive):
    hit = SearchQuerySet().filter(django_id=archive[0].pk)[0]

    assert (hit.id, hit.pk) == (f"newsgroups.article.{archive[0].pk}", str(archive[0].pk))


def test_hits_are_counted_by_language_and_by_outlet(archive):
    fields = SearchQuerySet().all().facet("language").facet("source").facet_counts()["fields"]

    assert fields == {"language": [("en", 2), ("de", 1)], "source": [("the-meridian-times", 2), ("tagblatt", 1)]}


def test_hits_are_sorted_by_language(archive):
    assert [hit.pk for hit in SearchQuerySet().all().order_by("language", "-article")] == [
        str(archive[place].pk) for place in (2, 1, 0)
    ]


@pytest.mark.parametrize(
    "asked",
    [
        lambda: list(SearchQuerySet().all().order_by("title")),
        lambda: SearchQuerySet().all().facet("title").facet_counts(),
        lambda: list(SearchQuerySet().more_like_this(Article.objects.first())),
    ],
)
def test_what_the_index_cannot_do_is_said(archive, asked):
    with pytest.raises(SearchBackendError):
        asked()
