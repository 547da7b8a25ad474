"""Batches that were saved apart are joined into what one batch of all documents would have been."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsgroups.search.index.schema import WordField
from newsgroups.search.write import batch_files, bulk_index
from newsgroups.search.write.batch_files import JoinedTerms, SavedBatch
from newsgroups.search.write.batch_terms import Text, WrittenWords, term_postings
from newsgroups.search.write.term_postings import TermPostings

WORDS = ["storm", "Storms", "storm's", "café", "the", "U.S.", "C++", "東京", "—", "policies"]
texts = st.lists(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join), min_size=1, max_size=5)
FIELDS = [WordField(stemmed=True), WordField(stemmed=False, phrase=False)]


def of_texts(texts: list[str], field: WordField) -> TermPostings:
    found = term_postings(WrittenWords.of([Text(*each, "en") for each in enumerate(texts)]), field.coded)
    if field.has_positions:
        return found
    return TermPostings(found.terms, found.sizes, found.documents, found.counts)


def columns(portions: list[TermPostings]) -> list[list]:
    names = ("terms", "sizes", "documents", "counts", "deltas", "codes")
    parts = [[getattr(portion, name) for portion in portions] for name in names]
    return [[number for part in each if part is not None for number in list(part)] for each in parts]


@pytest.mark.parametrize("portion", [1, 20, 10_000])
@pytest.mark.parametrize("field", FIELDS, ids=["stems", "words of titles"])
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(texts, min_size=1, max_size=4))
def test_joined_batches_are_as_one(tmp_path_factory, monkeypatch, field, portion, batches):
    monkeypatch.setattr(batch_files, "PORTION", portion)
    saved, first = [], 0
    for batch in batches:
        kept = SavedBatch(tmp_path_factory.mktemp("batch"), "name", len(batch))
        kept.save([], {"text": of_texts(batch, field)}, Counter())
        saved.append((kept, first))
        first += len(batch)
    together = of_texts([text for batch in batches for text in batch], field)

    joined = JoinedTerms("text", saved)

    assert columns(list(joined)) == columns([together])
    assert joined.lengths().tolist() == together.lengths().tolist()


def test_a_batch_keeps_all_but_the_words_as_it_was(tmp_path):
    others, forms = [{"article": 7, "source": "anchor"}], Counter(storm=2)
    batch = SavedBatch(tmp_path, "name", 1)

    batch.save(others, {"text": of_texts(["storm storm"], FIELDS[0])}, forms)

    assert batch.others() == (["text"], others, forms)
    assert batch.terms("text") == [b"storm"]
    assert np.array(batch.column("text", "counts")).tolist() == [2]


@pytest.mark.parametrize(("batches", "segments"), [(0, 0), (1, 1), (10, 1), (11, 2), (50, 4), (96, 4), (100, 5)])
def test_a_few_segments_of_similar_size_are_made(batches, segments):
    assert bulk_index._number_of_segments(batches) == segments
    sizes = [len(part) for part in bulk_index._split(range(batches), segments)]
    assert sum(sizes) == batches
    assert max(sizes, default=0) - min(sizes, default=0) <= 1
