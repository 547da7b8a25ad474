"""Generations of an index in a cluster: built beside the old one, verified, swapped; one writer at a time."""

import pytest
from django.core.management import call_command
from haystack import connections

from newsgroups.models import Article
from newsgroups.search.engines.haystack import sync
from newsgroups.search.engines.opensearch.write import mapping
from newsgroups.search.engines.opensearch.write.generations import Generations
from newsgroups.search.engines.opensearch.write.lock import WriterLock
from newsgroups.search.engines.opensearch.write.store import ClusterStore
from newsgroups.search.index import generations as files
from newsgroups.search.index.generations import IndexBusy, IndexProblem
from newsgroups.search.service import iter_all, search
from tests.makers import make_article, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def generations() -> Generations:
    return connections["default"].get_backend()._generations


@pytest.fixture
def lock(generations: Generations) -> WriterLock:
    return WriterLock(generations.client, f"{generations.cluster.name}-lock")


def test_a_new_generation_replaces_the_old_one_with_the_same_answers(generations):
    make_article("A ferry sank off the coast.", title="Ferry sinks")
    sync.index_pending()
    before = generations.current()

    assert sync.rebuild() == 1

    after = generations.current()
    assert int(after.articles[-4:]) == int(before.articles[-4:]) + 1
    assert generations._all() == sorted([after.articles, after.words])
    assert (search('"ferry sank"').count, search("feri~").count, search("coas*").count) == (1, 1, 1)


def test_a_rebuild_that_loses_articles_leaves_the_old_generation_in_use(generations, monkeypatch):
    make_article("A ferry sank.")
    sync.index_pending()
    before = generations.current()
    finish = Generations.finish
    # The cluster confirmed two documents, but has one.
    monkeypatch.setattr(Generations, "finish", lambda self, fresh, articles, renew: finish(self, fresh, 2, renew=renew))

    with pytest.raises(IndexProblem) as lost:
        sync.rebuild()

    assert str(lost.value) == (
        "The new search index has 1 of 2 articles (primaries), so the old one stays in use. Run: manage.py reindex"
    )
    assert (generations.current(), generations._all()) == (before, sorted([before.articles, before.words]))
    assert search("ferry").count == 1


def test_an_index_of_another_version_is_not_read_and_replaced_by_a_rebuild(generations, monkeypatch):
    make_article("A ferry sank.")
    sync.index_pending()
    monkeypatch.setattr(mapping, "SCHEMA", mapping.SCHEMA + 1)

    page = search("ferry")
    assert page.problem == "The search index was built by another version. Run: manage.py reindex"
    assert not sync.is_current()

    call_command("reindex", "--if-needed")
    assert (search("ferry").count, search("ferry").problem) == (1, None)
    assert [name.split("-")[2] for name in generations._all()] == [f"v{mapping.SCHEMA}"] * 2
    generations.remove_all()


def test_two_writers_at_once_one_waits_and_is_told_who_writes(lock, monkeypatch):
    monkeypatch.setattr(files, "WAIT_SECONDS", 0.2)
    article = make_article("A ferry sank.")

    with lock.held("rebuilding the index", wait=0), pytest.raises(IndexBusy) as busy:
        sync.index_pending()

    assert str(busy.value).startswith("The search index is being written by rebuilding the index (process ")
    assert str(busy.value).endswith("; gave up after 0.2 s.")
    article.refresh_from_db()
    assert article.needs_index
    assert (sync.index_pending(), search("ferry").count) == (1, 1)


def test_the_lock_of_a_writer_that_died_runs_out(generations, lock, monkeypatch):
    monkeypatch.setattr("newsgroups.search.engines.opensearch.write.lock.LEASE_SECONDS", 0.0)
    assert lock._taken()
    make_article("A ferry sank.")

    assert (sync.index_pending(), search("ferry").count) == (1, 1)


def test_a_changed_article_is_found_at_once_and_its_old_words_are_not():
    article = make_article("A ferry sank.", title="Ferry")
    sync.index_pending()
    article.text, article.title = "A trawler sank.", "Trawler"
    article.mark_changed()
    article.save()

    sync.index_pending()

    assert (search("ferry").count, search("trawler").count, search("sank").count) == (0, 1, 1)


def test_stories_that_changed_without_a_text_are_written_with_the_next_run():
    articles = [make_article(f"A ferry sank, report {number}.") for number in range(3)]
    sync.index_pending()
    assert (search("ferry").counted.grouped, sync.find_index_differences().outdated) == (0, [])

    for article in articles:
        article.refresh_from_db()
    make_story(*articles[:2])

    assert sync.find_index_differences().outdated == [articles[0].pk, articles[1].pk]
    assert sync.index_pending() == 0
    counted = search("ferry").counted
    assert (counted.grouped, counted.alone, counted.stories) == (2, 1, 1)
    assert not sync.find_index_differences()


def test_verify_finds_and_repairs_what_differs(generations):
    articles = [make_article(f"A ferry sank, report {number}.") for number in range(4)]
    sync.index_pending()
    Article.objects.filter(pk=articles[0].pk).delete()
    generations.client.delete(index=generations.articles, id=str(articles[1].pk), params={"refresh": "true"})
    Article.objects.filter(pk=articles[2].pk).update(language="de")

    found = sync.find_index_differences()
    assert (found.surplus, found.missing, found.outdated) == (
        [articles[0].pk],
        [articles[1].pk],
        [articles[2].pk],
    )

    sync.repair_index()
    assert not sync.find_index_differences()
    assert search("ferry").count == 3


def test_hits_beyond_the_clusters_window_come_in_the_same_order(monkeypatch):
    from newsgroups.search.engines.opensearch.ask import index

    made = [make_article("A ferry sank.", published=f"2026-01-{day:02}T12:00:00+00:00") for day in range(1, 24)]
    sync.index_pending()
    everything = [article.pk for article in iter_all("ferry", sort="newest")]
    assert everything == [article.pk for article in reversed(made)]

    monkeypatch.setattr(index.ClusterIndex, "WINDOW", 10)
    monkeypatch.setattr(index, "_BATCH", 4)
    pages = [search("ferry", sort="newest", page=page, page_size=5) for page in range(1, 6)]
    assert [hit.article.pk for page in pages for hit in page.hits] == everything
    assert [article.pk for article in iter_all("ferry", sort="newest", fold=True)] == everything


def test_the_copies_of_every_shard_have_every_text(generations):
    """Documents without a recoverable source once lost their texts on the way to a replica."""
    for number in range(40):
        make_article(f"A ferry of number {number} sank off the coast of Oakhaven.")
    sync.index_pending()
    sync.rebuild()

    counts = {
        copy: generations.client.search(
            index=generations.articles,
            body={"query": {"match_phrase": {"text": {"query": "oakhaven|oakhaven="}}}, "track_total_hits": True},
            params={"preference": copy},
        )["hits"]["total"]["value"]
        for copy in ("_primary", "_replica")
    }
    assert counts == {"_primary": 40, "_replica": 40}


def test_sizes_and_languages_are_those_of_the_cluster():
    make_article("A ferry sank.", language="en")
    make_article("Die Fähre sank.", language="")
    sync.index_pending()

    assert sync.size() > 1_000
    assert sync.languages() == [
        "language not known: 1 article, words as written, except for English endings",
        "English: 1 article, stems",
    ]
    assert isinstance(connections["default"].get_backend().store, ClusterStore)
