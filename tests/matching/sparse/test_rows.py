"""Sparse rows of several kinds, and what two articles have in common in them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.matching.sparse.row_products import held_by, products, products_and_greatest
from newsgroups.matching.sparse.sparse_rows import SparseRows, offsets_of

# Columns of two kinds of rows; the kinds do not share columns.
ARTICLES = st.lists(
    st.tuples(
        st.lists(st.integers(0, 12), unique=True, max_size=8).map(sorted),
        st.lists(st.integers(20, 25), unique=True, max_size=4).map(sorted),
    ),
    min_size=1,
    max_size=6,
)


def rows_of(*articles: tuple[list[int], ...]) -> SparseRows:
    """Each value is its column plus one half, so that products identify columns and are exact."""
    held = [row for article in articles for row in article]
    columns = np.array([column for row in held for column in row], dtype=np.int32)
    kinds = len(articles[0]) if articles else 1
    return SparseRows(
        (columns + 0.5).astype(np.float32), columns, offsets_of(np.array([len(row) for row in held])), kinds
    )


@given(ARTICLES)
def test_products_are_of_the_columns_that_both_articles_hold_in_a_kind_of_row(articles: list) -> None:
    rows, every = rows_of(*articles), np.arange(len(articles))
    one, others = np.repeat(every, len(every)), np.tile(every, len(every))
    found, greatest = products_and_greatest(rows, one, others)
    shared = [
        [[(column + 0.5) ** 2 for column in set(a) & set(b)] for a, b in zip(articles[i], articles[j], strict=True)]
        for i, j in zip(one.tolist(), others.tolist(), strict=True)
    ]
    assert found.tolist() == [[sum(each) for each in kinds] for kinds in shared]
    assert greatest.tolist() == [[max(each, default=0) for each in kinds] for kinds in shared]
    assert products(rows, others, one).tolist() == found.tolist()


def test_what_others_hold_is_told_by_the_columns_of_the_first_row_alone() -> None:
    texts = rows_of(([1, 2, 3], [21]), ([], [22]))
    told = rows_of(([1], [2, 3]), ([3], [21]))
    found = held_by(texts, told, np.array([0, 0, 1]), np.array([0, 1, 0]))
    assert found.tolist() == [[1.5, 6.0], [3.5, 0.0], [0.0, 0.0]]


def test_rows_are_kept_in_part_by_cells_by_kinds_and_by_articles() -> None:
    rows = rows_of(([1, 3], [20]), ([], []), ([2], [21, 22]))
    kept = rows.where(rows.indices >= 3)
    assert (kept.indices.tolist(), kept.lengths.tolist()) == ([3, 20, 21, 22], [[1, 1], [0, 0], [0, 2]])
    assert kept.data.tolist() == [3.5, 20.5, 21.5, 22.5]

    transposed = rows.of_kinds([1, 0])
    assert (transposed.indices.tolist(), transposed.lengths.tolist()) == (
        [20, 1, 3, 21, 22, 2],
        [[1, 2], [0, 0], [2, 1]],
    )

    chosen = rows.of_articles(np.array([2, 1, 2]))
    assert (chosen.indices.tolist(), len(chosen)) == ([2, 21, 22, 2, 21, 22], 3)
    assert chosen.kind_of_cells.tolist() == [0, 1, 1, 0, 1, 1]


def test_rows_of_length_1_stay_empty_where_they_are() -> None:
    unit = rows_of(([1],), ([],), ([0, 3],)).unit()
    assert np.round(products(unit, np.arange(3), np.arange(3)), 5).tolist() == [[1], [0], [1]]


def test_no_rows_have_nothing_in_common() -> None:
    none, nobody = rows_of(), np.arange(0)
    assert (len(none), none.sums().tolist(), products(none, nobody, nobody).tolist()) == (0, [], [])
