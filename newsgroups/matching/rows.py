"""Rows of a sparse matrix, and what two rows have in common."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Matrix: TypeAlias = Any  # scipy.sparse.csr_array, which has no types
Ints = NDArray[np.int64]
# Ids have 31 bits and are columns as they are: no vocabulary is kept, and an empty column costs nothing.
_COLUMNS = 2**31 - 1


@dataclass(frozen=True, eq=False)
class Common:
    """Products of the values of two rows in each column that both hold, by the place of the pair of rows, ascending."""

    pairs: int
    places: Ints
    products: NDArray[Any]

    def sums(self) -> NDArray[np.float64]:
        return np.asarray(np.bincount(self.places, self.products, self.pairs), dtype=np.float64)

    def greatest(self) -> NDArray[np.float64]:
        """The greatest product of each pair, 0 where the rows have nothing in common."""
        found = np.zeros(self.pairs)
        often = np.bincount(self.places, minlength=self.pairs)
        if len(held := np.flatnonzero(often)):
            found[held] = np.maximum.reduceat(self.products, (np.cumsum(often) - often)[held])
        return found


@dataclass(frozen=True, eq=False)
class Rows:
    """Columns and values of all rows, one after the other: row i is at `indptr[i]:indptr[i + 1]`, its columns ascending
    and each once. Named as in scipy, whose arrays take some 50 µs to make, each a hundred times what a few rows need.
    """

    data: NDArray[Any]
    indices: NDArray[np.int32]
    indptr: Ints

    @classmethod
    def ones(cls, columns: Iterable[NDArray[np.generic]]) -> "Rows":
        """Ones in the columns that each row names."""
        held = list(columns)
        flat = np.concatenate([np.empty(0, np.int32), *held], dtype=np.int32, casting="unsafe")
        return cls(np.ones(len(flat), np.float32), flat, np.cumsum([0, *map(len, held)]))

    def with_values(self, data: NDArray[Any]) -> "Rows":
        """Other values in the same columns, which are not copied."""
        return Rows(data, self.indices, self.indptr)

    def where(self, kept: NDArray[np.bool_]) -> "Rows":
        """Only the values that are kept."""
        return Rows(self.data[kept], self.indices[kept], np.append(0, np.cumsum(kept))[self.indptr])

    def __len__(self) -> int:
        return len(self.indptr) - 1

    @property
    def lengths(self) -> Ints:
        """How many columns each row holds."""
        return np.diff(self.indptr)

    @cached_property
    def matrix(self) -> Matrix:
        found = sparse.csr_array((self.data, self.indices, self.indptr), shape=(len(self), _COLUMNS), copy=False)
        found.has_canonical_format = True
        return found

    def unit(self) -> "Rows":
        """The rows scaled to length 1; an empty row stays empty."""
        rows = np.repeat(np.arange(len(self)), self.lengths)
        lengths = np.sqrt(np.bincount(rows, self.data.astype(np.float64) ** 2, len(self)))
        scale = 1 / np.where(lengths > 0, lengths, 1)
        return self.with_values((self.data * scale[rows]).astype(np.float32))

    def common(self, other: "Rows", left: Ints, right: Ints) -> Common:
        """What each row `left[i]` has in common with row `right[i]` of the other rows.

        One row beside many is looked at without scipy, whose preparations would be most of the work.
        """
        if len(left) and (left[0] == left).all():
            return self._of_one(int(left[0]), other, right)
        if len(right) and (right[0] == right).all():
            return other._of_one(int(right[0]), self, left)
        found = self.matrix[left].multiply(other.matrix[right]).tocsr()
        return Common(len(left), np.repeat(np.arange(len(left)), np.diff(found.indptr)), found.data)

    def dot(self, other: "Rows", left: Ints, right: Ints) -> NDArray[np.float64]:
        """The product of each row `left[i]` with row `right[i]` of the other rows."""
        return self.common(other, left, right).sums()

    def _of_one(self, row: int, other: "Rows", rows: Ints) -> Common:
        span = slice(self.indptr[row], self.indptr[row + 1])
        columns = np.append(self.indices[span], -1)
        starts, ends = other.indptr[rows], other.indptr[rows + 1]
        before = np.cumsum(ends - starts)
        pair = np.repeat(np.arange(len(rows)), ends - starts)
        held = np.arange(len(pair)) + (ends - before)[pair]
        place = np.searchsorted(columns[:-1], other.indices[held])
        both = np.flatnonzero(columns[place] == other.indices[held])
        return Common(len(rows), pair[both], self.data[span][place[both]] * other.data[held[both]])
