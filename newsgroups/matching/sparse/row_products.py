"""What two articles have in common, by products of their rows."""

import numpy as np
from numpy.typing import NDArray

from .sparse_rows import Ints, SparseRows, segment_reduce

# The cells of this many pairs fit into the processor cache.
_PAIRS_BATCH_SIZE = 1_000

Values = NDArray[np.float32]


def products(rows: SparseRows, one: Ints, others: Ints) -> Values:
    """Return the product of each row of article `one[i]` with the same row of article `others[i]` (pairs, kinds).

    Fastest if pairs of one article are consecutive: its rows are scattered into a dense vector of all columns, from
    which the columns of the others are read without searching.
    """
    return _reduced((np.add,), _Spread(rows), rows, one, others)[0]


def products_and_greatest(rows: SparseRows, one: Ints, others: Ints) -> tuple[Values, Values]:
    """Like `products`, and also return the greatest summand of each, 0 if there is none."""
    sums, greatest = _reduced((np.add, np.maximum), _Spread(rows), rows, one, others)
    return sums, greatest


def held_by(presence: SparseRows, rows: SparseRows, one: Ints, others: Ints) -> Values:
    """Return how much of each row of article `others[i]` is in columns of the first `presence` row of `one[i]`.

    The result (pairs, kinds) is the sum of the values in these columns.
    """
    return _reduced((np.add,), _Presence(presence), rows, one, others)[0]


def _reduced(
    ufuncs: tuple[np.ufunc, ...], spread: "_Spread", rows: SparseRows, one: Ints, others: Ints
) -> tuple[Values, ...]:
    found = tuple(np.zeros((len(one), rows.kinds), np.float32) for _ in ufuncs)
    for start in range(0, len(one), _PAIRS_BATCH_SIZE):
        span = slice(start, start + _PAIRS_BATCH_SIZE)
        beside = rows.of_articles(others[span])
        values = spread.at(beside, one[span])
        values *= beside.data
        for each, ufunc in zip(found, ufuncs, strict=True):
            each[span] = segment_reduce(ufunc, values, beside.indptr).reshape(-1, rows.kinds)
    return found


class _Spread:
    """A dense vector of all columns that holds the rows of one article at a time."""

    def __init__(self, rows: SparseRows) -> None:
        self._rows = rows
        self._vector = np.zeros(rows.columns, np.float32)

    def at(self, others: SparseRows, articles: Ints) -> Values:
        """Return the value that each article has in each column of the other article of its pair."""
        found = np.empty(len(others.indices), np.float32)
        firsts = np.flatnonzero(np.append(True, articles[1:] != articles[:-1]))
        ends = others.indptr[np.append(firsts, len(articles)) * others.kinds].tolist()
        for place, article in enumerate(articles[firsts].tolist()):
            columns, values = self._cells(article)
            cells = slice(ends[place], ends[place + 1])
            self._vector[columns] = values
            # Columns are within bounds; mode "clip" avoids a copy.
            self._vector.take(others.indices[cells], out=found[cells], mode="clip")
            self._vector[columns] = 0
        return found

    def _cells(self, article: int) -> tuple[NDArray[np.int32], Values | float]:
        ends, kinds = self._rows.indptr, self._rows.kinds
        cells = slice(ends[article * kinds], ends[(article + 1) * kinds])
        return self._rows.indices[cells], self._rows.data[cells]


class _Presence(_Spread):
    """Like `_Spread`, with ones in the columns of an article's first row."""

    def _cells(self, article: int) -> tuple[NDArray[np.int32], Values | float]:
        ends, kinds = self._rows.indptr, self._rows.kinds
        return self._rows.indices[ends[article * kinds] : ends[article * kinds + 1]], 1.0
