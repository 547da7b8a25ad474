"""Rows of a sparse matrix, several per article."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import _sparsetools

from .growable_array import GrowableArray

Matrix: TypeAlias = Any  # scipy.sparse.csr_array, which has no types
Ints = NDArray[np.int64]
Places = NDArray[np.int32]
# Batch sizes that bound the memory of computations over all rows.
_ROWS_BATCH_SIZE, _ARTICLES_BATCH_SIZE = 50_000, 5_000


@dataclass(frozen=True, eq=False)
class SparseRows:
    """Concatenated columns and values of all rows, named as in scipy.

    Each article has `kinds` rows. The row of kind k of article i is at
    `indptr[i * kinds + k]:indptr[i * kinds + k + 1]`, without duplicate columns.
    """

    data: NDArray[Any]
    indices: Places
    indptr: Places
    kinds: int = 1

    def __len__(self) -> int:
        """Return the number of articles."""
        return (len(self.indptr) - 1) // self.kinds

    @cached_property
    def lengths(self) -> Places:
        """Return the number of columns in each row (articles, kinds)."""
        return np.diff(self.indptr).reshape(-1, self.kinds)

    @cached_property
    def columns(self) -> int:
        return int(self.indices.max(initial=-1)) + 1

    def with_values(self, data: NDArray[Any]) -> "SparseRows":
        """Return rows with other values in the same columns, which are not copied."""
        return SparseRows(data, self.indices, self.indptr, self.kinds)

    def where(self, kept: NDArray[np.bool_]) -> "SparseRows":
        """Return only the cells where the mask is set."""
        ends = np.append(np.int32(0), np.cumsum(kept, dtype=np.int32))[self.indptr]
        return SparseRows(self.data[kept], self.indices[kept], ends, self.kinds)

    def of_kinds(self, kinds: Sequence[int]) -> "SparseRows":
        """Return the rows of some kinds, in the order given."""
        chosen = np.arange(len(self), dtype=np.int32)[:, None] * self.kinds + np.array(kinds, np.int32)
        return SparseRows(
            *self._cells(chosen.ravel(), self.indptr), offsets_of(self.lengths[:, kinds].ravel()), len(kinds)
        )

    def of_articles(self, articles: Ints) -> "SparseRows":
        """Return the rows of some articles, in the order given."""
        cells = self._cells(articles.astype(np.int32), np.ascontiguousarray(self.indptr[:: self.kinds]))
        return SparseRows(*cells, offsets_of(self.lengths[articles].ravel()), self.kinds)

    def blocks(self, articles: Ints | None = None) -> Iterator["SparseRows"]:
        """Yield the rows of all or some articles, a few thousand at a time, to bound the memory of results."""
        chosen = np.arange(len(self)) if articles is None else articles
        for start in range(0, len(chosen), _ARTICLES_BATCH_SIZE):
            yield self.of_articles(chosen[start : start + _ARTICLES_BATCH_SIZE])

    def _cells(self, rows: Places, indptr: Places) -> tuple[NDArray[Any], Places]:
        """Select rows as scipy's indexing does internally; its setup takes longer than a few rows."""
        size = int((indptr[1:] - indptr[:-1])[rows].sum())
        data, indices = np.empty(size, self.data.dtype), np.empty(size, np.int32)
        _sparsetools.csr_row_index(len(rows), rows, indptr, self.indices, self.data, indices, data)
        return data, indices

    @property
    def kind_of_cells(self) -> NDArray[np.uint8]:
        return np.repeat(np.tile(np.arange(self.kinds, dtype=np.uint8), len(self)), self.lengths.ravel())

    def sums(self) -> NDArray[Any]:
        """Return the sum of each row (articles, kinds)."""
        return segment_reduce(np.add, self.data, self.indptr).reshape(-1, self.kinds)

    def norms(self) -> NDArray[np.float64]:
        """Return the Euclidean length of each row; 0 for an empty one."""
        found = np.zeros(len(self.indptr) - 1)
        for start in range(0, len(found), _ROWS_BATCH_SIZE):
            ends = self.indptr[start : start + _ROWS_BATCH_SIZE + 1]
            values = self.data[ends[0] : ends[-1]].astype(np.float64)
            found[start : start + _ROWS_BATCH_SIZE] = np.sqrt(segment_reduce(np.add, values * values, ends - ends[0]))
        return found

    def unit(self) -> "SparseRows":
        """Return the rows scaled to length 1; empty rows stay empty."""
        norms = self.norms()
        scale = np.repeat(1 / np.where(norms > 0, norms, 1), self.lengths.ravel())
        return self.with_values((self.data * scale).astype(np.float32))


def concatenated(parts: Iterable[SparseRows], kinds: int) -> SparseRows:
    """Concatenate the rows of the articles of all parts."""
    data, indices, lengths = GrowableArray(np.float32), GrowableArray(np.int32), GrowableArray(np.int32)
    for part in parts:
        data.add(part.data)
        indices.add(part.indices)
        lengths.add(part.lengths.ravel())
    return SparseRows(data.whole(), indices.whole(), offsets_of(lengths.whole()), kinds)


def offsets_of(lengths: NDArray[np.integer]) -> Places:
    """Return the offsets of rows with these lengths, beginning with 0: lengths 2, 0, 3 give 0, 2, 2, 5."""
    ends = np.zeros(len(lengths) + 1, np.int32)
    np.cumsum(lengths, out=ends[1:])
    return ends


def segment_reduce(ufunc: np.ufunc, values: NDArray[Any], indptr: Places) -> NDArray[Any]:
    """Apply the ufunc to the values of each row; 0 for an empty row."""
    starts = indptr[:-1]
    filled = np.flatnonzero(starts < indptr[1:])
    found = np.zeros(len(starts), values.dtype)
    if len(filled):
        found[filled] = ufunc.reduceat(values, starts[filled])
    return found
