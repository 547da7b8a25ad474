"""Words in quotes match only the form in which they are typed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from whoosh import query as q

from newsgroups.search.evaluate.evaluator import evaluate
from newsgroups.search.evaluate.term_scores import scored_term
from newsgroups.search.evaluate.word_rows import RowQuery
from newsgroups.search.index.postings.value_strings import decoded, positions_of
from newsgroups.search.index.schema import encode_positions
from newsgroups.search.query import query_words
from newsgroups.search.query.multilingual_terms import Row, wanted
from newsgroups.text.languages.analysis import analysis_of
from tests.search.small_indexes import index_of

FORMS = ["storm", "storms", "Storm's", "policy", "policies", "the", "café"]
texts = st.lists(st.sampled_from(FORMS), max_size=300).map(" ".join)
batches = st.lists(
    st.tuples(
        st.lists(st.tuples(texts, st.just("x"), st.just("anchor"), st.none()), max_size=30), st.sets(st.integers(0, 8))
    ),
    min_size=1,
    max_size=3,
)


def exact(*asked: str) -> RowQuery:
    return RowQuery("text", Row(tuple(wanted(word, [analysis_of("en")], exact=True) for word in asked)))


@given(batches, st.lists(st.sampled_from(FORMS), min_size=1, max_size=3))
@hypothesis_settings(max_examples=60)
def test_the_documents_are_those_whose_words_say_so(batches, asked):
    wanted = [query_words.folded(word)[0] for word in asked]
    standing, number = {}, 0
    for added, replaced in batches:
        standing = {key: text for key, text in standing.items() if key not in replaced}
        for text, *_ in added:
            standing[number] = query_words.folded(text)
            number += 1
    expected = [
        key
        for key, text in standing.items()
        if any(text[start : start + len(wanted)] == wanted for start in range(len(text)))
    ]

    with index_of(batches) as (snapshot, _):
        documents, _ = evaluate(snapshot, exact(*asked))

        assert sorted(snapshot.columns.article[documents].tolist()) == expected


def test_an_exact_phrase_scores_what_its_words_score_in_any_form():
    batch = ([("storm policies", "x", "anchor", None), ("storms policy", "x", "anchor", None)], set())
    with index_of([batch]) as (snapshot, searcher):
        documents, scores = evaluate(snapshot, exact("storm", "policies"))
        in_any_form = dict(zip(*evaluate(snapshot, q.Phrase("text", ["storm", "polici"])), strict=True))

        assert documents.tolist() == [0]
        assert scores.tolist() == [in_any_form[0]]
        # Whoosh itself reads the same query as AND of the stems.
        assert sorted(searcher.search(exact("storm", "policies")).docs()) == [0, 1]


@given(st.lists(st.lists(st.integers(1, 70_000), min_size=1, max_size=20), min_size=1, max_size=20))
def test_positions_are_read_as_they_were_written_and_as_whoosh_reads_them(steps):
    positions = [np.cumsum(each).tolist() for each in steps]

    counts, deltas, _ = decoded([encode_positions(each) for each in positions])

    assert counts.tolist() == [len(each) for each in positions]
    assert positions_of(counts, deltas).tolist() == [position for each in positions for position in each]


@pytest.mark.parametrize("times", [1, 11, 12, 1024, 1025, 2500])
def test_lists_of_any_length_are_read_in_place_and_by_whoosh(times):
    batch = [("storms " * (1 + number % 3), "x", "anchor", None) for number in range(times)]
    with index_of([(batch, {0}), (batch[:5], {2})]) as (snapshot, searcher):
        documents, scores = scored_term(snapshot, "text", b"storm")
        theirs = sorted((number, score) for score, number in searcher.search(q.Term("text", "storm"), limit=None).top_n)

        assert documents.tolist() == [number for number, _ in theirs]
        assert np.allclose(scores, [score for _, score in theirs], rtol=1e-12)
        matcher = searcher.postings("text", b"storm")
        for document in documents.tolist():
            assert matcher.id() == document
            assert matcher.value_as("positions") == list(range(int(matcher.weight())))
            matcher.next()
