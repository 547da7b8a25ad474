"""Batch indexing produces the same postings as indexing text by text, and Whoosh reads every layout of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import query as q
from whoosh.formats import Positions

from newsgroups.search.evaluate.positions import occurrences
from newsgroups.search.evaluate.term_scores import scored_term
from newsgroups.search.index.postings.posting_blocks import PostingRun
from newsgroups.search.index.schema import WordField
from newsgroups.search.write.batch_terms import Text, WrittenWords, term_postings
from tests.search.small_indexes import index_of

WORDS = [
    *("storm", "Storms", "storm's", "U.S.", "café", "über", "1,260.5", "東京", "ﬁre", "'", "policies", "the"),
    *("Häuser", "Straße", "l'été", "journaux", "Brücken", "İstanbul", "новости", "서울에서", "C++", "die"),
]
LANGUAGES = ["", "en", "de", "fr", "tr", "ru", "ko", "zz"]
texts = st.lists(
    st.tuples(st.lists(st.sampled_from(WORDS), max_size=400).map(" ".join), st.sampled_from(LANGUAGES)),
    min_size=1,
    max_size=8,
)
Written = list[tuple[str, str]]
FIELDS = [WordField(stemmed=True), WordField(stemmed=False), WordField(stemmed=False, phrase=False)]


def postings_one_by_one(field: WordField, written: Written) -> dict[bytes, list[tuple[int, float, bytes]]]:
    found: dict[bytes, list[tuple[int, float, bytes]]] = {}
    for document, (text, language) in enumerate(written):
        for term, _, weight, value in field.index(text, language=language):
            found.setdefault(term, []).append((document, weight, value))
    return dict(sorted(found.items()))


def postings_together(field: WordField, written: Written) -> dict[bytes, list[tuple[int, float, bytes]]]:
    words = WrittenWords.of([Text(document, *each) for document, each in enumerate(written)])
    terms = term_postings(words, field.coded)
    lists = terms.lists(field.format.fixed_value_size())
    return {term: list(zip(*postings, strict=True)) for term, postings in zip(terms.terms, lists, strict=True)}


@pytest.mark.parametrize("field", FIELDS, ids=["stems", "words", "words of titles"])
@given(written=texts)
def test_a_batch_has_the_postings_of_its_texts(field, written):
    together, one_by_one = postings_together(field, written), postings_one_by_one(field, written)

    assert list(together.items()) == list(one_by_one.items())


def test_lengths_count_the_words_of_each_document():
    words = WrittenWords.of([Text(0, "storm storms"), Text(1, ""), Text(2, "the storm's eye")])

    assert term_postings(words, WordField(stemmed=True).coded).lengths().tolist() == [2, 0, 3]


def test_a_word_of_several_terms_stands_in_its_place_for_each_of_them_in_its_language():
    words = WrittenWords.of([Text(0, "die Brücken", "de"), Text(1, "die Brücken", "en"), Text(2, "C++", "en")])

    terms = term_postings(words, WordField(stemmed=True).coded)

    assert {term: documents for term, (documents, _, _) in zip(terms.terms, terms.lists(None), strict=True)} == {
        b"bruck": [0],
        b"brucken": [1],
        b"c": [2],
        b"c++": [2],
        b"die": [0, 1],
    }
    assert terms.lengths().tolist() == [2, 2, 2]


def test_a_form_counts_once_for_each_document_however_it_is_written():
    words = WrittenWords.of([Text(0, "Storm storm STORM"), Text(1, "Storm's storm"), Text(2, "calm")])

    assert words.documents_by_form() == {"storm": 2, "storms": 1, "calm": 1}


@given(
    steps=st.lists(
        st.lists(st.tuples(st.integers(0, 70_000), st.integers(0, 0xFFFF)), min_size=1, max_size=5),
        min_size=96,
        max_size=120,
    ),
    most=st.sampled_from([200, 60_000, 70_000]),
)
def test_a_block_gives_whoosh_and_us_the_positions_and_forms_that_went_in(steps, most):
    counts = np.array(list(map(len, steps)))
    flat = [(min(delta, most), code) for each in steps for delta, code in each]
    deltas, codes = (np.array(each) for each in zip(*flat, strict=True))
    run = PostingRun(np.arange(len(steps)) * 3, counts, deltas, codes.astype(np.uint16))

    block = run.block()
    read = block.run()

    assert [Positions().decode_positions(value) for value in block.values()] == [
        np.cumsum(part).tolist() for part in np.split(deltas, np.cumsum(counts)[:-1])
    ]
    assert (read.documents.tolist(), read.counts.tolist()) == (run.documents.tolist(), counts.tolist())
    assert (read.deltas.tolist(), read.codes.tolist()) == (deltas.tolist(), codes.tolist())


@pytest.mark.parametrize("times", [95, 96, 97, 600, 2500])
def test_positions_in_columns_are_read_by_whoosh_before_and_after_merging(times):
    def text(number: int) -> str:
        return "calm " * (number % 300) + "storms storm " * (1 + number % 3)

    batch = [(text(number), "x", "anchor", None) for number in range(times)]
    with index_of([(batch, set()), (batch, {2}), *[(batch[:9], {5})] * 8]) as (snapshot, searcher):
        documents, _ = scored_term(snapshot, "text", b"storm")
        ours = occurrences(snapshot, "text", b"storm", documents)
        matcher, theirs = searcher.postings("text", "storm"), {}
        while matcher.is_active():
            theirs[matcher.id()] = matcher.value_as("positions")
            matcher.next()

        assert list(theirs) == documents.tolist()
        assert [place for each in theirs.values() for place in each] == ours.positions.tolist()
        assert len(searcher.search(q.Phrase("text", ["storm", "storm"]), limit=None)) == len(documents)
