"""Posting arrays give the same documents, scores and order as Whoosh's own searcher."""

from datetime import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from whoosh import query as q

from newsgroups.search.evaluate.evaluator import evaluate
from newsgroups.search.results.top_hits import find
from tests.search.small_indexes import index_of

WORDS = ["ferry", "sank", "harbour", "storm", "the", "bridge"]
texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
dates = st.none() | st.datetimes(min_value=datetime(1, 1, 1), max_value=datetime(9999, 1, 1))
articles = st.tuples(texts, texts, st.sampled_from(["anchor", "beacon"]), dates)
# Each batch is a commit: some articles are added, and some earlier ones are replaced or deleted.
batches = st.lists(st.tuples(st.lists(articles, max_size=6), st.sets(st.integers(0, 8))), min_size=1, max_size=4)

terms = st.builds(q.Term, st.sampled_from(["text", "title"]), st.sampled_from([*WORDS, "absent"]))
sources = st.builds(q.Term, st.just("source"), st.sampled_from(["anchor", "absent"]))
phrases = st.builds(q.Phrase, st.just("text"), st.lists(st.sampled_from(WORDS), min_size=2, max_size=3))
prefixes = st.builds(q.Prefix, st.just("text"), st.sampled_from(["s", "har", "x"]))
ranges = st.builds(lambda start: q.DateRange("published", start, None), st.datetimes(min_value=datetime(2, 1, 1)))


simple = st.one_of(terms, sources, phrases, prefixes, ranges, st.just(q.Every()))


def combined(parts: st.SearchStrategy) -> st.SearchStrategy:
    several = st.lists(parts, min_size=2, max_size=3)
    return st.one_of(
        st.builds(q.And, several),
        st.builds(q.Or, several),
        st.builds(q.AndMaybe, parts, parts),
        st.builds(lambda kept, left_out: q.And([kept, q.Not(left_out)]), parts, parts),
    )


queries = st.recursive(simple, combined, max_leaves=5)


def scores(found: object) -> list[tuple[float, int]]:
    return [(round(float(score), 9), int(number)) for score, number in found]


@given(batches, queries)
@hypothesis_settings(max_examples=300)
def test_the_same_documents_with_the_same_scores(batches, query):
    with index_of(batches) as (snapshot, searcher):
        documents, ours = evaluate(snapshot, query)
        theirs = searcher.search(query, limit=None).top_n

        assert scores(zip(ours, documents, strict=True)) == sorted(scores(theirs), key=lambda each: each[1])
        assert np.all(np.diff(documents) > 0)


@given(batches, queries, queries)
def test_an_exclusion_is_the_difference_of_both(batches, kept, left_out):
    # Whoosh's own AndNot returns some of the excluded documents, so it is no reference here.
    with index_of(batches) as (snapshot, _):
        excluded = set(evaluate(snapshot, left_out)[0].tolist())
        expected = [each for each in zip(*evaluate(snapshot, kept), strict=True) if each[0] not in excluded]

        assert list(zip(*evaluate(snapshot, q.AndNot(kept, left_out)), strict=True)) == expected


@given(batches, queries, st.integers(0, 5), st.integers(1, 5))
def test_a_slice_is_that_of_the_whole_list_by_score(batches, query, start, length):
    with index_of(batches) as (snapshot, _):
        documents, ours = evaluate(snapshot, query)
        order = np.lexsort((documents, -ours))

        found = find(snapshot, query, start=start, end=start + length)

        assert found.page.tolist() == documents[order][start : start + length].tolist()
        assert len(found) == len(documents)


@pytest.mark.parametrize("commits", [1, 30, 80])
def test_many_small_commits_end_up_in_few_segments_and_whoosh_reads_them(commits):
    batches = [([(f"ferry number{number % 7}", "Ferry", "anchor", None)], set()) for number in range(commits)]

    with index_of(batches) as (snapshot, searcher):
        assert len(snapshot.leaves) < 8 * 3
        assert len(evaluate(snapshot, q.Term("text", "ferri"))[0]) == commits
        assert len(searcher.search(q.Term("text", "number1"), limit=None)) == len(range(1, commits, 7))
        assert searcher.doc_count() == commits
