"""Select candidate pairs of articles: those that share rare words and names, or events on a day."""

from collections.abc import Iterator
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import _sparsetools

from newsgroups.matching.sparse.article_set import COSINE_KINDS, OVERLAP_KINDS, ArticleSet
from newsgroups.matching.sparse.growable_array import GrowableArray
from newsgroups.matching.sparse.sparse_rows import Matrix, SparseRows
from newsgroups.matching.sparse.vocabulary import each_of_sorted

# The heaviest words are enough to separate stories; more of them cost time and find nothing.
HEAVY_STEMS, HEAVY_NAMES, HEAVY_EVENTS = 50, 30, 30
STEMS_WEIGHT, NAMES_WEIGHT, EVENTS_WEIGHT = 0.7, 0.5, 0.4
# A term in more than 3% of the articles does not identify a story, but a small archive needs its few terms. In a large
# one, the ceiling saves time: the work per article does not grow with the archive.
COMMON_SHARE, COMMON_FLOOR, COMMON_CEILING = 0.03, 50, 1_200
# Neighbors kept for each article by similarity, and as many by similarity weighted by nearness in time.
NEAREST = 40
# Below this similarity, two articles share next to nothing.
MIN_SIMILARITY = 0.03
# Time scale, in days, on which the weight of a pair decays from 1 to a quarter; after a week it is 0.53.
TIME_SCALE_DAYS = 7.0
_ROWS_BATCH_SIZE = 500


def common_limit(articles: float) -> float:
    """Return in how many texts a term may occur and still be used for retrieval. Copies count as one text."""
    return float(np.clip(COMMON_SHARE * articles, COMMON_FLOOR, COMMON_CEILING))


def candidates(
    collection: ArticleSet, *, rows: NDArray[np.int64] | None = None, also: NDArray[np.int64] | None = None
) -> NDArray[np.int64]:
    """Return pairs (m, 2) of rows, i < j, without duplicates: with one of `rows`, if given, and including `also`.

    Time is no cutoff, since some stories run for years. Each article contributes its nearest neighbors at any distance,
    and those near its own date.
    """
    wanted = np.arange(len(collection)) if rows is None else np.asarray(rows, dtype=np.int64)
    given = also if also is not None else np.empty((0, 2), np.int64)
    # Each pair is packed into one number, since a large archive has many millions.
    found = GrowableArray(np.int64)
    for some in chain([_keys(len(collection), *given.T)], _alike(collection, wanted)):
        found.add(some)
    keys = found.whole()
    keys.sort()
    keys = each_of_sorted(keys)
    pairs = np.empty((len(keys), 2), np.int64)
    np.divmod(keys, max(len(collection), 1), out=(pairs[:, 0], pairs[:, 1]))
    return pairs


def _keys(count: int, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    apart = one != other
    one, other = one[apart], other[apart]
    return np.asarray(np.minimum(one, other) * count + np.maximum(one, other))


def time_decayed(similarity: NDArray[np.floating], days_apart: NDArray[np.float64]) -> NDArray[np.floating]:
    """Return the similarity weighted by nearness in time; NaN means an unknown date."""
    return similarity * np.where(np.isnan(days_apart), 0.5, 0.25 + 0.75 * np.exp(-days_apart / TIME_SCALE_DAYS))


def nearest(similarity: NDArray[np.floating], days_apart: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the indexes of the most similar articles, and of the most similar ones near in time."""
    return np.unique(_nearest(similarity, time_decayed(similarity, days_apart)))


def _nearest(similarity: NDArray[np.floating], near: NDArray[np.floating]) -> NDArray[np.int64]:
    """Return the indexes of the greatest values of both; some may occur twice."""
    if len(similarity) <= NEAREST:
        return np.arange(len(similarity))
    return np.concatenate([np.argpartition(-each, NEAREST)[:NEAREST] for each in (similarity, near)])


def _alike(collection: ArticleSet, wanted: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    similar = _Similar(_profile(collection))
    for start in range(0, len(wanted), _ROWS_BATCH_SIZE):
        block = wanted[start : start + _ROWS_BATCH_SIZE]
        found = [similar.to(row) for row in block.tolist()]
        others, value = (np.concatenate(each) for each in zip(*found, strict=True))
        bounds = np.cumsum([0, *(len(each) for each, _ in found)])
        rows = np.repeat(block, np.diff(bounds))
        near = time_decayed(value, np.abs(collection.days[others] - collection.days[rows]))
        spans = [slice(first, last) for first, last in pairwise(bounds.tolist())]
        places = np.concatenate([span.start + _nearest(value[span], near[span]) for span in spans])
        yield _keys(len(collection), rows[places], others[places])


class _Similar:
    """The products of one row of a matrix with all others.

    Each product is accumulated in a dense vector over all articles, one column's postings after the other. A sparse
    matrix product takes three times as long: it keeps a chain of the positions it has met, and makes an extra pass
    beforehand to count them.
    """

    def __init__(self, profile: Matrix) -> None:
        self._profile = profile
        self._transposed = sparse.csr_array(profile.T)
        self._often = np.diff(self._transposed.indptr)
        self._sums = np.zeros(profile.shape[0], np.float32)

    def to(self, row: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the other rows with at least some similarity, and the similarity of each."""
        span = slice(*self._profile.indptr[row : row + 2].tolist())
        columns = self._profile.indices[span]
        ends = np.zeros(len(columns) + 1, np.int32)
        np.cumsum(self._often[columns], out=ends[1:])
        rows, values = np.empty(ends[-1], np.int32), np.empty(ends[-1], np.float32)
        transposed, sums = self._transposed, self._sums
        _sparsetools.csr_row_index(
            len(columns), columns, transposed.indptr, transposed.indices, transposed.data, rows, values
        )
        _sparsetools.csc_matvec(len(sums), len(columns), ends, rows, values, self._profile.data[span], sums)
        sums[row] = 0
        alike = np.flatnonzero(sums > MIN_SIMILARITY)
        found = sums[alike]
        sums.fill(0)
        return alike, found


def _profile(collection: ArticleSet) -> Matrix:
    """Return the heaviest stems, names, and events of each article side by side.

    Columns that are common, or that only one article has, are dropped.
    """
    cells = _Cells()
    cells.take_heaviest(collection.alike, COSINE_KINDS.index("stems"), HEAVY_STEMS, STEMS_WEIGHT)
    cells.take_heaviest(collection.alike, COSINE_KINDS.index("names"), HEAVY_NAMES, NAMES_WEIGHT)
    cells.take_heaviest(collection.shared, OVERLAP_KINDS.index("events"), HEAVY_EVENTS, EVENTS_WEIGHT)
    rows, columns, data = cells.rows.whole(), cells.columns.whole(), cells.values.whole()
    often = np.bincount(columns)
    texts = np.bincount(columns, collection.is_text[rows], len(often))
    telling = (often > 1) & (often <= COMMON_CEILING) & (texts <= common_limit(collection.is_text.sum()))
    number = np.cumsum(telling, dtype=np.int32) - 1
    kept = telling[columns]
    return sparse.csr_array((data[kept], (rows[kept], number[columns[kept]])), shape=(len(collection), telling.sum()))


class _Cells:
    """Rows, columns, and values of a matrix."""

    def __init__(self) -> None:
        self.rows, self.columns, self.values = (
            GrowableArray(np.int32),
            GrowableArray(np.int32),
            GrowableArray(np.float32),
        )

    def take_heaviest(self, rows: SparseRows, kind: int, count: int, weight: float) -> None:
        """Add the `count` largest values of each row of a kind, scaled so that rows have length `weight`."""
        first = 0
        for block in rows.blocks():
            held = block.of_kinds([kind])
            kept = _largest(held, count)
            of = np.repeat(np.arange(len(held), dtype=np.int32), np.diff(np.searchsorted(kept, held.indptr)))
            self.rows.add(of + np.int32(first))
            self.columns.add(held.indices[kept])
            self.values.add(held.data[kept] / held.norms()[of] * weight)
            first += len(held)


def _largest(held: SparseRows, count: int) -> NDArray[np.int64]:
    """Return the positions of each row's `count` largest values, ascending; among equal values, the first ones."""
    starts, lengths = held.indptr[:-1].astype(np.int64), held.lengths[:, 0]
    cells = np.arange(len(held.indices))
    nth = cells - np.repeat(starts, lengths)
    # Nonnegative floats sort like their bits, and sorting one key is faster than sorting three.
    bits = np.maximum(held.data, 0).view(np.int32).astype(np.int64)
    keys = np.repeat(np.arange(len(held)) << 48, lengths) | (0x7FFFFFFF - bits) << 16 | nth
    keys.sort()
    first = keys[nth < count]
    return np.sort(starts[first >> 48] + (first & 0xFFFF))
