"""A whole index is identical to the byte for any number of processes that wrote it."""

import hashlib
from pathlib import Path

import pytest
from whoosh.index import open_dir

from newsgroups.search.index import generations
from newsgroups.search.write import bulk_index
from tests.search.small_indexes import document

WORDS = ["storm", "storms", "ferry", "coast", "Policy", "café", "harbour's"]
BATCHES = [
    [
        document(
            number, " ".join(WORDS[(number * place) % 7] for place in range(60)), f"Storm {number}", "anchor", None
        )
        | {"language": ["en", "de", "fr", ""][number % 4]}
        for number in range(first, first + 130)
    ]
    for first in range(0, 130 * 11, 130)
]


def build(folder: Path, workers: int) -> dict[str, str]:
    """Builds the index of BATCHES; returns its files with their checksums."""
    folder.mkdir()
    told: list[int] = []
    generation = generations.begin(folder)
    bulk_index.write_all(generation, BATCHES, workers=workers, done=told.append)

    assert sum(told) == 130 * 11
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(generation.folder.iterdir())}


@pytest.fixture(scope="module")
def by_one(tmp_path_factory) -> tuple[Path, dict[str, str]]:
    folder = tmp_path_factory.mktemp("bulk") / "one"
    return folder, build(folder, 1)


@pytest.mark.parametrize("workers", [2, 5])
def test_the_bytes_do_not_depend_on_the_number_of_processes(by_one, tmp_path, workers):
    assert build(tmp_path / "several", workers) == by_one[1]


def test_eleven_batches_become_two_segments_that_whoosh_reads(by_one):
    (generation,) = by_one[0].glob("gen-*")
    index = open_dir(str(generation))

    assert len(index._segments()) == 2
    assert index.doc_count() == 130 * 11
    with index.searcher() as searcher:
        assert searcher.doc_frequency("text", "storm") == sum("storm" in each["text"] for b in BATCHES for each in b)
        assert searcher.stored_fields(1429) == {"id": "newsgroups.article.1429"}


def test_what_a_killed_process_left_is_written_over(by_one, tmp_path):
    folder = tmp_path / "again"
    folder.mkdir()
    generation = generations.begin(folder)
    (generation.folder / "part-0").mkdir()
    (generation.folder / "part-0" / "MAIN_half.trm").write_bytes(b"half")
    (generation.folder / "batch-0").mkdir()
    (generation.folder / "batch-0" / "text.terms").write_bytes(b"half")
    (generation.folder / "batch-0" / "id.terms").write_bytes(b"half")
    bulk_index.write_all(generation, BATCHES, workers=1, done=lambda number: None)

    written = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(generation.folder.iterdir())}
    assert written == by_one[1]


def test_batches_can_be_combined_again_after_a_kill(tmp_path):
    batches = [
        bulk_index._tokenized(bulk_index._Batch(tmp_path, number, batch)) for number, batch in enumerate(BATCHES[:2])
    ]
    group = bulk_index._Group(tmp_path, 0, batches)

    written = []
    for _ in range(2):
        segment = bulk_index._combined(group)
        written.append((tmp_path / segment.make_filename(segment.COMPOUND_EXT)).read_bytes())

    assert written[0] == written[1]


def test_segments_of_a_large_archive_are_merged_into_few_with_the_same_words(by_one, tmp_path, monkeypatch):
    monkeypatch.setattr(bulk_index, "_MAX_BATCHES", 2)
    build(tmp_path / "merged", 1)
    (merged,), (combined,) = (folder.glob("gen-*") for folder in (tmp_path / "merged", by_one[0]))

    assert len(open_dir(str(merged))._segments()) == 1
    with open_dir(str(merged)).searcher() as one, open_dir(str(combined)).searcher() as other:
        for field in ("text", "title", "words", "source", "id"):
            terms = list(one.reader().lexicon(field))
            assert terms == list(other.reader().lexicon(field))
            for term in terms:
                assert one.doc_frequency(field, term) == other.doc_frequency(field, term)
                assert one.frequency(field, term) == other.frequency(field, term)
