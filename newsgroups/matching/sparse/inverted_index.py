"""Find the articles that share text: pairs with common fingerprints."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from .sparse_rows import SparseRows
from .vocabulary import unique_of

# Three common fingerprints amount to a run of about 15 words or more.
SHARED_FINGERPRINTS = 3
_ROWS_BATCH_SIZE = 2_000

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class InvertedIndex:
    """An inverted index from fingerprints to articles.

    `hashes` (n,) are sorted and unique. The rows of the articles that contain hash i are
    `rows[starts[i]:starts[i + 1]]`, ascending. A row is the position of an article in the input of the index.
    """

    articles: int
    hashes: Ints
    starts: Ints
    rows: NDArray[np.int32]

    @classmethod
    def build(cls, fingerprints: Sequence[Ints]) -> "InvertedIndex":
        """Build the index. Each article's fingerprints must be unique."""
        flat = np.concatenate([np.empty(0, np.int64), *fingerprints])
        rows = np.repeat(np.arange(len(fingerprints), dtype=np.int32), [len(each) for each in fingerprints])
        ordered, order = _in_order(flat)
        starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1])[: len(flat)])
        return cls(len(fingerprints), ordered[starts], np.append(starts, len(flat)), rows[order])

    @property
    def frequencies(self) -> Ints:
        """Return the document frequency of each hash."""
        return np.diff(self.starts)

    def places_of(self, hashes: Ints) -> Ints:
        """Return the positions of those of the hashes that are in the index."""
        places = np.searchsorted(self.hashes, hashes)
        inside = places < len(self.hashes)
        places, hashes = places[inside], hashes[inside]
        return np.asarray(places[self.hashes[places] == hashes])

    def holders(self, place: int | np.integer) -> NDArray[np.int32]:
        """Return the rows of the articles that contain the hash at `place`."""
        return self.rows[self.starts[place] : self.starts[place + 1]]


class Fingerprints(NamedTuple):
    """Fingerprints by article: ones in the columns of those in several articles, and the count of each article."""

    rows: SparseRows
    counts: NDArray[np.int64]

    @classmethod
    def of(cls, index: InvertedIndex) -> "Fingerprints":
        held = sparse.csr_array(_transposed(index, index.frequencies > 1).T)
        indices, indptr = (np.asarray(each, dtype=np.int32) for each in (held.indices, held.indptr))
        # A single broadcast value stands for all ones.
        rows = SparseRows(np.broadcast_to(np.float32(1), indices.shape), indices, indptr)
        return cls(rows, np.bincount(index.rows, minlength=index.articles))

    def of_articles(self, articles: Ints) -> "Fingerprints":
        """Return the fingerprints of some rows of the index, ascending; if all are asked for, nothing is copied."""
        if len(articles) == len(self.counts):
            return self
        return Fingerprints(self.rows.of_articles(articles), self.counts[articles])


def _in_order(hashes: Ints) -> tuple[Ints, Ints]:
    """Return sorted hashes and their positions: a stable `argsort` in a third of the time.

    The leading bits of each hash and its position are sorted as one number; then the few hashes with equal leading bits
    are put in order.
    """
    bits = np.uint64(len(hashes).bit_length())
    of_place = (np.uint64(1) << bits) - np.uint64(1)
    keys = hashes.view(np.uint64) ^ np.uint64(1 << 63)
    keys &= ~of_place
    keys |= np.arange(len(hashes), dtype=np.uint64)
    keys.sort()
    order = (keys & of_place).view(np.int64)
    ordered = hashes[order]
    for key in np.unique(keys[:-1][ordered[1:] < ordered[:-1]] & ~of_place):
        alike = slice(np.searchsorted(keys, key), np.searchsorted(keys, key | of_place, "right"))
        again = np.argsort(ordered[alike], kind="stable")
        ordered[alike], order[alike] = ordered[alike][again], order[alike][again]
    return ordered, order


def sharing_text(
    index: InvertedIndex,
    *,
    boilerplate: Ints | None = None,
    wanted: Ints | None = None,
    min_shared: int = SHARED_FINGERPRINTS,
) -> Ints:
    """Return sorted pairs (m, 2) of rows, i < j, that share at least that many fingerprints outside `boilerplate`.

    Only pairs with one of the rows in `wanted`, if given.
    """
    counted = index.frequencies > 1
    if boilerplate is not None:
        counted[index.places_of(boilerplate)] = False
    transposed = _transposed(index, counted)
    held = sparse.csr_array(transposed.T)
    rows = np.arange(index.articles) if wanted is None else np.asarray(wanted, dtype=np.int64)
    found = [np.empty(0, np.int64)]
    for start in range(0, len(rows), _ROWS_BATCH_SIZE):
        block = rows[start : start + _ROWS_BATCH_SIZE]
        shared = sparse.coo_array(held[block] @ transposed)
        here, there = block[shared.row], shared.col.astype(np.int64)
        good = (shared.data >= min_shared) & ((here < there) if wanted is None else (here != there))
        here, there = here[good], there[good]
        found.append(np.minimum(here, there) * index.articles + np.maximum(here, there))
    keys = unique_of(np.concatenate(found))
    return np.stack([keys // max(index.articles, 1), keys % max(index.articles, 1)], axis=1)


def _transposed(index: InvertedIndex, counted: NDArray[np.bool_]) -> sparse.csr_array:
    """Return a matrix of ones where a counted hash (row) occurs in an article (column)."""
    starts = np.append(0, np.cumsum(index.frequencies[counted]))
    columns = index.rows[np.repeat(counted, index.frequencies)]
    ones = np.ones(len(columns), dtype=np.int32)
    return sparse.csr_array((ones, columns, starts), shape=(len(starts) - 1, index.articles))
