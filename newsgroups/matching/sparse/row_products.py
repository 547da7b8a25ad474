"""What two articles have in common in their rows."""

import numpy as np
from numpy.typing import NDArray

from .sparse_rows import Ints, Rows, reduced

# The cells of so many pairs fit into the processor's cache.
_PAIRS_AT_ONCE = 1_000

Values = NDArray[np.float32]


def products(rows: Rows, one: Ints, others: Ints) -> Values:
    """The product of each row of article `one[i]` with the same row of article `others[i]` (pairs, kinds).

    Pairs of one article should follow each other: its rows are spread over a vector of all columns, from which the
    columns of all others are read, so that no column is searched for.
    """
    return _reduced((np.add,), _Spread(rows), rows, one, others)[0]


def products_and_greatest(rows: Rows, one: Ints, others: Ints) -> tuple[Values, Values]:
    """As `products`, and of each the greatest summand, 0 where there is none."""
    sums, greatest = _reduced((np.add, np.maximum), _Spread(rows), rows, one, others)
    return sums, greatest


def held_by(presence: Rows, rows: Rows, one: Ints, others: Ints) -> Values:
    """How much of each row of article `others[i]` is in columns that the first row of `presence` of article `one[i]`
    holds: the sum of these values (pairs, kinds).
    """
    return _reduced((np.add,), _Presence(presence), rows, one, others)[0]


def _reduced(
    ufuncs: tuple[np.ufunc, ...], spread: "_Spread", rows: Rows, one: Ints, others: Ints
) -> tuple[Values, ...]:
    found = tuple(np.zeros((len(one), rows.kinds), np.float32) for _ in ufuncs)
    for start in range(0, len(one), _PAIRS_AT_ONCE):
        span = slice(start, start + _PAIRS_AT_ONCE)
        beside = rows.of_articles(others[span])
        values = spread.at(beside, one[span])
        values *= beside.data
        for each, ufunc in zip(found, ufuncs, strict=True):
            each[span] = reduced(ufunc, values, beside.indptr).reshape(-1, rows.kinds)
    return found


class _Spread:
    """A vector of all columns, which holds the rows of one article at a time."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._vector = np.zeros(rows.columns, np.float32)

    def at(self, others: Rows, articles: Ints) -> Values:
        """The value that each of the articles has in each column of the other one beside it."""
        found = np.empty(len(others.indices), np.float32)
        firsts = np.flatnonzero(np.append(True, articles[1:] != articles[:-1]))
        ends = others.indptr[np.append(firsts, len(articles)) * others.kinds].tolist()
        for place, article in enumerate(articles[firsts].tolist()):
            columns, values = self._cells(article)
            cells = slice(ends[place], ends[place + 1])
            self._vector[columns] = values
            # Columns are within bounds, and to clip them spares a copy.
            self._vector.take(others.indices[cells], out=found[cells], mode="clip")
            self._vector[columns] = 0
        return found

    def _cells(self, article: int) -> tuple[NDArray[np.int32], Values | float]:
        ends, kinds = self._rows.indptr, self._rows.kinds
        cells = slice(ends[article * kinds], ends[(article + 1) * kinds])
        return self._rows.indices[cells], self._rows.data[cells]


class _Presence(_Spread):
    """As that, of ones in the columns of an article's first row."""

    def _cells(self, article: int) -> tuple[NDArray[np.int32], Values | float]:
        ends, kinds = self._rows.indptr, self._rows.kinds
        return self._rows.indices[ends[article * kinds] : ends[article * kinds + 1]], 1.0
