"""Postings of a block, as stored or as arrays; `block_format` reads and writes them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress as compress_by
from pickle import loads
from typing import Any
from zlib import decompress

import numpy as np
from numpy.typing import NDArray

from .value_columns import MAX_DELTA, MIN_POSTINGS, ValueColumns
from .value_strings import decoded, encoded

# Postings per block. Whoosh uses 128 for its skipping; larger blocks are faster to read and pack.
BLOCK = 1024
# Documents, weights and the value that Whoosh's format stores per posting (positions, frequency or nothing),
# ascending.
Postings = tuple[list[int], list[float], list[bytes]]


@dataclass(frozen=True)
class PostingBlock:
    """Some postings as stored in the index; the values are created on demand."""

    documents: NDArray[np.int64]
    weights: NDArray[np.float64]
    packed: Any
    size: int | None

    @property
    def is_deflated(self) -> bool:
        return isinstance(self.packed, memoryview)

    def run(self, offset: int = 0, which: NDArray[np.bool_] | None = None) -> "PostingRun":
        """Return the postings with positions of all or the selected documents, shifted by `offset`."""
        if not isinstance(self.packed, ValueColumns):
            values = list(self.values() if which is None else compress_by(self.values(), which.tolist()))
            documents = self.documents if which is None else self.documents[which]
            return PostingRun(documents + offset, *decoded(values, with_forms=True))
        counts = self.weights.astype(np.int64)
        run = PostingRun(self.documents + offset, counts, self.packed.deltas(), self.packed.codes())
        return run if which is None or which.all() else run.select(which)

    def values(self) -> Sequence[bytes]:
        """Return what the format stores of each posting."""
        if isinstance(self.packed, ValueColumns):
            return self.run().values()
        values: Any = unpickled(decompress(self.packed)) if self.is_deflated else self.packed
        if self.size is None or self.size < 0:
            one_by_one: Sequence[bytes] = values
            return one_by_one
        return [values[start : start + self.size] for start in range(0, len(values), self.size)] if self.size else ()

    def postings(self) -> Postings:
        return self.documents.tolist(), self.weights.tolist(), list(self.values())


@dataclass(frozen=True)
class PostingRun:
    """Postings with positions, as arrays: documents, position counts, position deltas and form codes."""

    documents: NDArray[np.int64]
    counts: NDArray[np.int64]
    deltas: NDArray[np.int64]
    codes: NDArray[np.uint16]

    @classmethod
    def joined(cls, runs: Sequence["PostingRun"]) -> "PostingRun":
        """Concatenate runs."""
        if len(runs) == 1:
            return runs[0]
        nothing = np.empty(0, np.int64)
        columns = zip(*((run.documents, run.counts, run.deltas, run.codes) for run in runs), strict=True)
        return cls(*map(np.concatenate, columns)) if runs else cls(nothing, nothing, nothing, nothing.astype(np.uint16))

    def __len__(self) -> int:
        return len(self.documents)

    def select(self, which: NDArray[np.bool_]) -> "PostingRun":
        """Return the postings of the selected documents."""
        at = np.repeat(which, self.counts)
        return PostingRun(self.documents[which], self.counts[which], self.deltas[at], self.codes[at])

    def split(self, size: int) -> Iterator["PostingRun"]:
        """Yield runs of at most `size` documents."""
        ends = np.append(0, np.cumsum(self.counts))
        for first in range(0, len(self), size):
            last = min(first + size, len(self))
            at = slice(ends[first], ends[last])
            yield PostingRun(self.documents[first:last], self.counts[first:last], self.deltas[at], self.codes[at])

    def values(self) -> list[bytes]:
        """Return what Whoosh's format stores of each posting."""
        return encoded(self.counts, self.deltas, self.codes).to_list()

    def block(self) -> PostingBlock:
        """Return the same postings as stored in the index."""
        if len(self) >= MIN_POSTINGS and self.deltas.max() <= MAX_DELTA:
            packed: Any = ValueColumns.of(self.deltas, self.codes)
        else:
            packed = tuple(self.values())
        return PostingBlock(self.documents, self.counts.astype(np.float64), packed, None)


def unpickled(data: bytes | memoryview) -> Any:
    return loads(data)  # noqa: S301 - the index folder is private to the site's user
