"""The index stays in step with the database, whatever happens."""

import subprocess
import sys
import threading
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from newsgroups.models import Article
from newsgroups.search.engines.haystack import sync
from newsgroups.search.index import generations
from newsgroups.search.service import search
from newsgroups.search.write import writer as writing
from newsgroups.search_indexes import ArticleIndex
from tests.makers import make_article

pytestmark = pytest.mark.django_db


def pending() -> list[int]:
    return list(Article.objects.pending("index").values_list("pk", flat=True))


def change(article: Article, **fields: object) -> None:
    for name, value in fields.items():
        setattr(article, name, value)
    article.mark_changed()
    article.save()


def test_what_is_pending_is_indexed_once_and_counted():
    make_article("A ferry sank.")
    make_article("A storm.")

    assert (sync.index_pending(), sync.index_pending(), pending()) == (2, 0, [])


def test_a_changed_article_replaces_its_entry():
    article = make_article("A ferry sank.")
    sync.index_pending()
    change(article, text="A storm raged.")

    assert sync.index_pending() == 1
    assert (search("ferry").count, search("storm").count) == (0, 1)
    assert not sync.find_index_differences()


@pytest.mark.parametrize(
    "change_meanwhile",
    [
        {"text": "A storm raged.", "content_hash": "0" * 32},
        {"published": datetime(2020, 1, 1, tzinfo=UTC)},
        {"hidden": True},
        {"authors": "Ann Coast"},
    ],
)
def test_an_article_changed_while_it_was_indexed_stays_pending(monkeypatch, change_meanwhile):
    article = make_article("A ferry sank.")
    make_article("Another ferry sank.")
    sync.rebuild()
    Article.objects.update(needs_index=True)
    written = writing.write

    def write_then_change(*arguments: object, **options: object) -> None:
        written(*arguments, **options)
        Article.objects.filter(pk=article.pk).update(**change_meanwhile)

    with monkeypatch.context() as patch:
        patch.setattr(writing, "write", write_then_change)
        sync.index_pending()

    assert pending() == [article.pk]
    sync.index_pending()
    assert pending() == []


def test_a_crash_in_the_middle_leaves_the_rest_pending_and_the_next_run_takes_it_up(monkeypatch):
    sync.rebuild()
    articles = [make_article(f"Ferry number {number} sank.") for number in range(5)]
    monkeypatch.setattr(sync, "COMMIT", 2)
    prepare = ArticleIndex.prepare

    def crash_at_the_fourth(self: ArticleIndex, article: Article) -> dict:
        if article == articles[3]:
            raise MemoryError
        return prepare(self, article)

    with monkeypatch.context() as patch:
        patch.setattr(ArticleIndex, "prepare", crash_at_the_fourth)
        with pytest.raises(MemoryError):
            sync.index_pending()

    assert (search("ferry").count, pending()) == (2, [article.pk for article in articles[2:]])
    assert sync.index_pending() == 3
    assert (search("ferry").count, bool(sync.find_index_differences())) == (5, False)


def test_differences_tells_missing_surplus_and_outdated_and_repair_mends_them():
    kept, changed, moved, deleted, hidden = (make_article(f"Ferry {number}.") for number in range(5))
    sync.index_pending()
    missing = make_article("Another ferry.", needs_index=False)
    Article.objects.filter(pk=changed.pk).update(content_hash="0" * 32, needs_index=False)
    Article.objects.filter(pk=moved.pk).update(published=None, needs_index=False)
    Article.objects.filter(pk=hidden.pk).update(hidden=True, needs_index=False)
    surplus = [deleted.pk, hidden.pk]
    deleted.delete()

    found = sync.find_index_differences()

    assert (found.missing, found.surplus, found.outdated) == ([missing.pk], surplus, [changed.pk, moved.pk])
    sync.repair_index()
    assert not sync.find_index_differences()
    assert search("ferry").count == 4
    assert kept.pk in [hit.article.pk for hit in search("ferry").hits]


def test_a_lost_index_is_built_anew_from_the_database(own_index):
    make_article("A ferry sank.")
    sync.index_pending()
    for each in sorted(own_index.rglob("*"), reverse=True):
        each.rmdir() if each.is_dir() else each.unlink()

    assert sync.index_pending() == 1
    assert search("ferry").count == 1


def test_a_rebuild_swaps_generations_and_removes_the_old_one(own_index):
    make_article("A ferry sank.")
    sync.rebuild()
    before = search("ferry")
    sync.rebuild()

    assert (before.count, search("ferry").count) == (1, 1)
    assert sorted(each.name for each in own_index.glob("gen-*")) == ["gen-0002"]
    assert own_index.stat().st_mode & 0o777 == 0o700


def test_the_command_builds_only_if_needed(capsys):
    make_article("A ferry sank.")

    call_command("reindex", "--if-needed")
    assert capsys.readouterr().out.startswith("Indexed 1 articles in ")
    call_command("reindex", "--if-needed")
    assert capsys.readouterr().out == "The search index is up to date.\n"


def test_the_command_says_who_writes_the_index(own_index, monkeypatch):
    monkeypatch.setattr(generations, "WAIT_SECONDS", 0.1)

    with generations.writing(own_index, "indexing"), pytest.raises(CommandError, match="written by indexing"):
        call_command("reindex")


def test_a_folder_that_cannot_be_written_is_said(own_index):
    own_index.write_text("a file where the folder should be")

    with pytest.raises(CommandError, match="cannot be written"):
        call_command("reindex")


KILLED = """
import os, sys, random, signal, threading
from pathlib import Path
from newsgroups.search.write import writer as writing
from newsgroups.search.index.generations import Generation
from newsgroups.search.index.snapshot import open_index
folder, delay = Path(sys.argv[1]), float(sys.argv[2])
threading.Timer(delay, os.kill, (os.getpid(), signal.SIGKILL)).start()
index = open_index(Generation(folder, 2))
# Beyond the ids that sequences of the database reach in a run of all tests.
number = 10_000_000
while True:
    documents = [
        {"id": f"newsgroups.article.{number + i}", "text": f"storm word{i}", "title": "Storm", "source": "anchor",
         "article": number + i, "content_hash": bytes(16)} for i in range(50)
    ]
    writing.write(index, documents, replacing=range(number, number + 50))
    number += 50
"""


def test_a_writer_killed_at_any_moment_leaves_an_index_that_readers_and_the_next_writer_go_on_with(own_index):
    make_article("A ferry sank.")
    sync.rebuild()

    for attempt in range(8):
        delay = 0.005 + attempt * 0.017
        command = [sys.executable, "-c", DJANGO + KILLED, str(next(own_index.glob("gen-*"))), str(delay)]
        assert subprocess.run(command, check=False).returncode == -9
        page = search("ferry")
        assert (page.count, page.problem) == (1, None)

    make_article("Another ferry sank.")
    assert sync.index_pending() == 1
    assert search("ferry").count == 2


DJANGO = "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'newsgroups.settings'; django.setup()\n"


def test_of_two_writers_one_waits_and_nothing_is_lost(backend):
    sync.rebuild()
    document = {"text": "storm", "title": "Storm", "source": "anchor", "content_hash": bytes(16)}

    def write(first: int) -> None:
        for number in range(first, first + 5):
            with generations.writing(backend.folder, "indexing"):
                backend.replace([number], [document | {"id": f"newsgroups.article.{number}", "article": number}])

    writers = [threading.Thread(target=write, args=[first]) for first in (100, 200)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert sync.find_index_differences().surplus == [*range(100, 105), *range(200, 205)]
