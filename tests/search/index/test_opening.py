"""One open index for all threads, the latest commit at each search, and clear messages if it is damaged."""

import threading
from pathlib import Path

import pytest

from newsgroups.search.engines.haystack import sync
from newsgroups.search.service import search
from tests.makers import make_article

pytestmark = pytest.mark.django_db
MEND = "Run: manage.py reindex"


def one(own_index: Path, pattern: str) -> Path:
    (file,) = own_index.glob(f"gen-*/{pattern}")
    return file


def test_a_search_sees_what_was_committed_before_it_and_opens_nothing_otherwise(snapshot):
    make_article("A ferry sank.")
    sync.index_pending()
    before = snapshot()

    assert snapshot() is before
    make_article("Another ferry sank.")
    sync.index_pending()
    assert snapshot() is not before
    assert search("ferry").count == 2


def test_a_reader_of_an_old_generation_goes_on_after_the_swap(snapshot):
    make_article("A ferry sank.")
    sync.rebuild()
    old = snapshot()
    sync.rebuild()

    assert len(list(old.reader.lexicon("text"))) == len(list(snapshot().reader.lexicon("text")))


def test_no_text_of_an_article_is_kept_in_the_index(own_index):
    make_article("Zanzibarian " * 50 + "unrepeatable sentence.", title="Quiet")
    sync.rebuild()

    content = one(own_index, "*.seg").read_bytes()

    assert b"unrepeatable sentence" not in content
    assert b"zanzibarian" in content


@pytest.mark.parametrize("damage", ["emptied list of segments", "cut segment", "missing segment", "unknown version"])
def test_a_damaged_index_is_said_with_what_mends_it_and_reindex_does(own_index, snapshot, damage):
    make_article("A ferry sank.")
    sync.rebuild()
    match damage:
        case "emptied list of segments":
            one(own_index, "*.toc").write_bytes(b"")
        case "cut segment":
            segment = one(own_index, "*.seg")
            segment.write_bytes(segment.read_bytes()[:100])
        case "missing segment":
            one(own_index, "*.seg").unlink()
        case "unknown version":
            (own_index / "CURRENT").write_text("gen-0001 999\n")

    page = search("ferry")

    assert (page.count, page.hits) == (0, [])
    assert page.problem.endswith(MEND)
    assert not sync.is_current()
    sync.index_pending()
    assert (search("ferry").count, search("ferry").problem) == (1, None)


def test_a_segment_cut_under_a_running_server_is_said_and_does_not_end_it(own_index, snapshot):
    make_article("A ferry sank.")
    sync.rebuild()
    snapshot()
    one(own_index, "*.seg").write_bytes(b"")

    assert search("ferry").problem.endswith(MEND)
    sync.rebuild()
    assert search("ferry").count == 1


def test_the_folder_deleted_under_a_running_server_is_said(own_index):
    make_article("A ferry sank.")
    sync.rebuild()
    assert search("ferry").count == 1
    for each in sorted(own_index.rglob("*"), reverse=True):
        each.rmdir() if each.is_dir() else each.unlink()

    assert search("ferry").problem == f"There is no search index yet. {MEND}"


def test_threads_share_one_snapshot_and_get_the_same_answers(backend, snapshot):
    for number in range(60):
        make_article(f"Ferry {number} sank in storm {number % 7} off the coast.")
    sync.rebuild()
    shared = snapshot()
    queries = ["text:ferri", 'text:"ferri sank"', "text:fer*", "text:coast OR text:storm", "text:number~"] * 8
    expected = {query: backend.search(query)["hits"] for query in queries}
    shared.cache.clear()
    wrong: list[object] = []

    def ask() -> None:
        for query in queries:
            found = backend.search(query, end_offset=10)
            if found["hits"] != expected[query] or backend.snapshot() is not shared:
                wrong.append(query)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []
    assert expected["text:ferri"] == 60
