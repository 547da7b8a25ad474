"""Sparse rows: what two have in common, whether one is looked at beside many or many beside many."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.matching.rows import Rows

COLUMNS = st.lists(st.integers(0, 12), unique=True, max_size=8).map(sorted)


def rows_of(columns: list[list[int]]) -> Rows:
    """Each value is the square of its column and a half, so that products tell columns apart."""
    rows = Rows.ones(np.array(each, dtype=np.uint32) for each in columns)
    return rows.with_values((rows.indices**2 + 0.5).astype(np.float32))


@given(st.lists(COLUMNS, min_size=1, max_size=6))
def test_what_rows_have_in_common_is_the_same_one_beside_many_and_many_beside_many(columns: list[list[int]]) -> None:
    rows, count = rows_of(columns), len(columns)
    every = np.arange(count)
    left, right = np.repeat(every, count), np.tile(every, count)
    dots = rows.dot(rows, left, right).reshape(count, count)
    greatest = rows.common(rows, left, right).greatest().reshape(count, count)
    for row in range(count):
        same = np.full(count, row)
        for found in (rows.common(rows, same, every), rows.common(rows, every, same)):
            assert found.sums().tolist() == dots[row].tolist()
            assert found.greatest().tolist() == greatest[row].tolist()


def test_products_are_of_the_columns_that_both_rows_hold() -> None:
    rows = rows_of([[1, 2, 3], [2, 3, 4], [], [7]])
    found = rows.common(rows, np.array([0, 0, 0]), np.array([1, 2, 3]))
    assert found.sums().tolist() == [4.5**2 + 9.5**2, 0, 0]
    assert found.greatest().tolist() == [9.5**2, 0, 0]


def test_rows_are_kept_in_part() -> None:
    rows = rows_of([[1, 3], [], [2], [3, 4]])
    kept = rows.where(rows.indices >= 3)
    assert (kept.indices.tolist(), kept.indptr.tolist()) == ([3, 3, 4], [0, 1, 1, 1, 3])
    assert kept.data.tolist() == [9.5, 9.5, 16.5]


def test_rows_of_length_1_stay_empty_where_they_are() -> None:
    unit = rows_of([[1], [], [0, 3]]).unit()
    assert np.round(unit.dot(unit, np.arange(3), np.arange(3)), 5).tolist() == [1, 0, 1]


def test_no_rows_have_nothing_in_common() -> None:
    none = Rows.ones([])
    assert (len(none), none.dot(none, np.arange(0), np.arange(0)).tolist()) == (0, [])
