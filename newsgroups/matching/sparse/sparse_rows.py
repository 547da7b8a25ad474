"""Rows of a sparse matrix, some of each article."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import _sparsetools

from .growable_array import Growing

Matrix: TypeAlias = Any  # scipy.sparse.csr_array, which has no types
Ints = NDArray[np.int64]
Places = NDArray[np.int32]
# What is computed of all rows takes the memory of so many.
_ROWS_AT_ONCE, _ARTICLES_AT_ONCE = 50_000, 5_000


@dataclass(frozen=True, eq=False)
class Rows:
    """Columns and values of all rows, one after the other. Each article has `kinds` of them: that of kind k of article
    i is at `indptr[i * kinds + k]:indptr[i * kinds + k + 1]`, each column once. Named as in scipy.
    """

    data: NDArray[Any]
    indices: Places
    indptr: Places
    kinds: int = 1

    def __len__(self) -> int:
        """How many articles these are."""
        return (len(self.indptr) - 1) // self.kinds

    @cached_property
    def lengths(self) -> Places:
        """How many columns each row holds (articles, kinds)."""
        return np.diff(self.indptr).reshape(-1, self.kinds)

    @cached_property
    def columns(self) -> int:
        return int(self.indices.max(initial=-1)) + 1

    def with_values(self, data: NDArray[Any]) -> "Rows":
        """Other values in the same columns, which are not copied."""
        return Rows(data, self.indices, self.indptr, self.kinds)

    def where(self, kept: NDArray[np.bool_]) -> "Rows":
        """Only the cells that are kept."""
        ends = np.append(np.int32(0), np.cumsum(kept, dtype=np.int32))[self.indptr]
        return Rows(self.data[kept], self.indices[kept], ends, self.kinds)

    def of_kinds(self, kinds: Sequence[int]) -> "Rows":
        """The rows of some kinds, in the order given."""
        chosen = np.arange(len(self), dtype=np.int32)[:, None] * self.kinds + np.array(kinds, np.int32)
        return Rows(*self._cells(chosen.ravel(), self.indptr), ends_of(self.lengths[:, kinds].ravel()), len(kinds))

    def of_articles(self, articles: Ints) -> "Rows":
        """The rows of some articles, in the order given."""
        cells = self._cells(articles.astype(np.int32), np.ascontiguousarray(self.indptr[:: self.kinds]))
        return Rows(*cells, ends_of(self.lengths[articles].ravel()), self.kinds)

    def blocks(self, articles: Ints | None = None) -> Iterator["Rows"]:
        """The rows of all articles or of some, some thousands at a time, so that what is made of them is small."""
        chosen = np.arange(len(self)) if articles is None else articles
        for start in range(0, len(chosen), _ARTICLES_AT_ONCE):
            yield self.of_articles(chosen[start : start + _ARTICLES_AT_ONCE])

    def _cells(self, rows: Places, indptr: Places) -> tuple[NDArray[Any], Places]:
        """What indexing an array of scipy calls, whose preparations take longer than a few rows."""
        size = int((indptr[1:] - indptr[:-1])[rows].sum())
        data, indices = np.empty(size, self.data.dtype), np.empty(size, np.int32)
        _sparsetools.csr_row_index(len(rows), rows, indptr, self.indices, self.data, indices, data)
        return data, indices

    @property
    def kind_of_cells(self) -> NDArray[np.uint8]:
        return np.repeat(np.tile(np.arange(self.kinds, dtype=np.uint8), len(self)), self.lengths.ravel())

    def sums(self) -> NDArray[Any]:
        """The sum of each row (articles, kinds)."""
        return reduced(np.add, self.data, self.indptr).reshape(-1, self.kinds)

    def norms(self) -> NDArray[np.float64]:
        """The length of each row as a vector; 0 of an empty one."""
        found = np.zeros(len(self.indptr) - 1)
        for start in range(0, len(found), _ROWS_AT_ONCE):
            ends = self.indptr[start : start + _ROWS_AT_ONCE + 1]
            values = self.data[ends[0] : ends[-1]].astype(np.float64)
            found[start : start + _ROWS_AT_ONCE] = np.sqrt(reduced(np.add, values * values, ends - ends[0]))
        return found

    def unit(self) -> "Rows":
        """The rows scaled to length 1; an empty row stays empty."""
        norms = self.norms()
        scale = np.repeat(1 / np.where(norms > 0, norms, 1), self.lengths.ravel())
        return self.with_values((self.data * scale).astype(np.float32))


def joined(parts: Iterable[Rows], kinds: int) -> Rows:
    """The rows of the articles of all parts, one after the other."""
    data, indices, lengths = Growing(np.float32), Growing(np.int32), Growing(np.int32)
    for part in parts:
        data.add(part.data)
        indices.add(part.indices)
        lengths.add(part.lengths.ravel())
    return Rows(data.whole(), indices.whole(), ends_of(lengths.whole()), kinds)


def ends_of(lengths: NDArray[np.integer]) -> Places:
    """Where rows of these lengths end, with the start of the first one before."""
    ends = np.zeros(len(lengths) + 1, np.int32)
    np.cumsum(lengths, out=ends[1:])
    return ends


def reduced(ufunc: np.ufunc, values: NDArray[Any], indptr: Places) -> NDArray[Any]:
    """The ufunc over the values of each row, 0 for an empty one."""
    starts = indptr[:-1]
    filled = np.flatnonzero(starts < indptr[1:])
    found = np.zeros(len(starts), values.dtype)
    if len(filled):
        found[filled] = ufunc.reduceat(values, starts[filled])
    return found
