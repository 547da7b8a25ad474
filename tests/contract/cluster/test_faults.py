"""A cluster that lacks the index, or becomes read-only, under a running site."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from haystack import connections

from newsgroups.models import Article
from newsgroups.search.engines.haystack import sync
from newsgroups.search.engines.opensearch.write.generations import Generations
from newsgroups.search.index.generations import IndexProblem
from newsgroups.search.service import search
from newsgroups.search.suggestions.any_word import first_matching_words
from newsgroups.stories.curation.actions import move_articles
from tests.makers import make_article, make_story

pytestmark = pytest.mark.django_db
MISSING = "There is no search index yet. Run: manage.py reindex"


@pytest.fixture
def generations() -> Generations:
    return connections["default"].get_backend()._generations


def test_an_index_that_is_deleted_under_a_running_site_is_said_and_mended_by_a_rebuild(generations, client: Client):
    make_article("A ferry sank.", title="Ferry")
    sync.index_pending()
    generations.remove_all()

    assert (search("ferry").problem, first_matching_words(["ferry"], most=4), sync.problem()) == (
        MISSING,
        None,
        MISSING,
    )
    assert client.get("/search/?q=ferry").status_code == 503
    assert [client.get(page).status_code for page in ("/", "/browse/", "/healthz", "/about/")] == [200] * 4

    assert sync.index_pending() == 1
    assert client.get("/search/?q=ferry").status_code == 200


def test_a_read_only_index_is_searched_and_nothing_is_lost(generations):
    make_article("A ferry sank.")
    sync.index_pending()
    article = make_article("A trawler sank.")
    block = {"index": {"blocks.read_only": True}}
    generations.client.indices.put_settings(index=generations.articles, body=block)
    try:
        with pytest.raises(IndexProblem) as refused:
            sync.index_pending()
        assert "has made the index read-only, most likely because a disk of it is full" in str(refused.value)
        assert (search("sank").count, search("sank").problem) == (1, None)
    finally:
        free = {"index": {"blocks.read_only": None}}
        generations.client.indices.put_settings(index=generations.articles, body=free)

    article.refresh_from_db()
    assert article.needs_index
    assert (sync.index_pending(), search("sank").count) == (1, 2)


def test_what_a_curator_moves_is_counted_with_the_next_search(django_user_model):
    articles = [make_article(f"A ferry sank, report {number}.") for number in range(3)]
    story = make_story(*articles[:2])
    sync.index_pending()
    assert search("ferry").counted.grouped == 2

    move_articles([articles[2]], to=story, by=django_user_model.objects.create(username="ann"))

    assert search("ferry").counted.grouped == 3


def test_an_article_deleted_without_the_index_is_in_no_hit_and_no_count():
    articles = [make_article(f"A ferry sank, report {number}.") for number in range(3)]
    sync.index_pending()
    Article.objects.filter(pk=articles[1].pk).delete()

    page = search("ferry")

    assert (page.count, [hit.article.pk for hit in page.hits]) == (2, [articles[0].pk, articles[2].pk])


@pytest.mark.parametrize("hits", [1, 25])
def test_the_number_of_database_queries_does_not_depend_on_the_number_of_hits(hits: int):
    for number in range(hits):
        make_article("A ferry sank.", title=f"Ferry {number}")
    sync.index_pending()
    search("ferry")

    with CaptureQueriesContext(connection) as queries:
        search("ferry")

    assert len(queries) == 4
