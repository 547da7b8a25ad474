"""Pairs of articles with common fingerprints."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.matching.sparse.inverted_index import Fingerprints, InvertedIndex, sharing_text


def prints(*rows: list[int]) -> list[np.ndarray]:
    return [np.array(sorted(row), dtype=np.int64) for row in rows]


def test_an_index_says_which_rows_hold_a_hash() -> None:
    index = InvertedIndex.build(prints([5, -7], [], [5]))
    assert (index.articles, index.hashes.tolist(), index.frequencies.tolist()) == (3, [-7, 5], [1, 2])
    assert [index.holders(place).tolist() for place in range(2)] == [[0], [0, 2]]


def test_an_index_says_where_it_has_a_hash_if_it_has() -> None:
    index = InvertedIndex.build(prints([5, -7], [9]))
    assert index.places_of(np.array([-9, -7, 6, 9, 11])).tolist() == [0, 2]
    assert InvertedIndex.build([]).places_of(np.array([3])).tolist() == []


def test_fingerprints_of_articles_are_those_that_several_hold_and_a_count_of_all() -> None:
    held = Fingerprints.of(InvertedIndex.build(prints([5, -7, 9], [], [5, 9, 2**40])))
    assert held.counts.tolist() == [3, 0, 3]
    assert (held.rows.indices.tolist(), held.rows.indptr.tolist()) == ([0, 1, 0, 1], [0, 2, 2, 4])
    last = held.of_articles(np.array([1, 2]))
    assert (last.counts.tolist(), last.rows.indptr.tolist()) == ([0, 3], [0, 0, 2])


def test_pairs_share_as_many_fingerprints_as_are_asked_for() -> None:
    index = InvertedIndex.build(prints([1, 2, 3, 4], [2, 3, 4, 5], [3, 4], [9]))
    assert sharing_text(index).tolist() == [[0, 1]]
    assert sharing_text(index, min_shared=2).tolist() == [[0, 1], [0, 2], [1, 2]]


def test_boilerplate_does_not_count() -> None:
    index = InvertedIndex.build(prints([1, 2, 3, 4], [1, 2, 3], [2, 3, 4]))
    assert sharing_text(index, boilerplate=np.array([1])).tolist() == [[0, 2]]


def test_only_pairs_of_the_rows_asked_for_are_given_whichever_comes_first() -> None:
    index = InvertedIndex.build(prints([1, 2, 3], [1, 2, 3], [1, 2, 3]))
    assert sharing_text(index, wanted=np.array([1])).tolist() == [[0, 1], [1, 2]]
    assert sharing_text(index, wanted=np.array([2, 1])).tolist() == [[0, 1], [0, 2], [1, 2]]


@pytest.mark.parametrize("rows", [[], [[]], [[1, 2, 3]], [[], []]])
def test_few_or_empty_articles_share_nothing(rows: list[list[int]]) -> None:
    assert sharing_text(InvertedIndex.build(prints(*rows))).tolist() == []


@given(st.lists(st.sets(st.integers(0, 12), max_size=8), max_size=8), st.sets(st.integers(0, 12), max_size=3))
def test_pairs_are_those_of_counting_one_by_one(rows: list[set[int]], common: set[int]) -> None:
    index = InvertedIndex.build(prints(*map(list, rows)))
    expected = [
        [i, j] for i in range(len(rows)) for j in range(i + 1, len(rows)) if len((rows[i] & rows[j]) - common) >= 3
    ]
    assert sharing_text(index, boilerplate=np.array(sorted(common), dtype=np.int64)).tolist() == expected


@given(st.lists(st.lists(st.integers(-(2**63), 2**63 - 1) | st.integers(-3, 3), unique=True), max_size=6))
def test_hashes_are_in_order_whichever_of_their_bits_differ(rows: list[list[int]]) -> None:
    index = InvertedIndex.build(prints(*rows))
    assert index.hashes.tolist() == sorted({value for row in rows for value in row})
    for place, value in enumerate(index.hashes.tolist()):
        assert index.holders(place).tolist() == [number for number, row in enumerate(rows) if value in row]
