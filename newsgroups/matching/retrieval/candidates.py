"""Which pairs of articles are worth a close look: those that share rare words and names, or events on a day."""

from collections.abc import Iterator
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import _sparsetools

from newsgroups.matching.sparse.article_set import ALIKE, SHARED, Collection
from newsgroups.matching.sparse.growable_array import Growing
from newsgroups.matching.sparse.sparse_rows import Matrix, Rows
from newsgroups.matching.sparse.vocabulary import each_of_sorted

# What tells stories apart stands in the heaviest words; more of them cost time and find nothing.
HEAVY_STEMS, HEAVY_NAMES, HEAVY_EVENTS = 50, 30, 30
STEMS_WEIGHT, NAMES_WEIGHT, EVENTS_WEIGHT = 0.7, 0.5, 0.4
# A term in more than 3 % of the articles says nothing of one story, but a small archive needs its few terms. In a large
# one, terms of more articles than the ceiling only cost time: the work for an article does not grow with the archive.
COMMON_SHARE, COMMON_FLOOR, COMMON_CEILING = 0.03, 50, 1_200
# Neighbours kept of each article by similarity, and as many by similarity weighted by nearness in time.
NEAREST = 40
# Below this two articles share next to nothing.
LEAST_SIMILARITY = 0.03
# After a week two articles of the same words are only a quarter as likely to tell the same story.
TIME_SCALE_DAYS = 7.0
_ROWS_AT_ONCE = 500


def common_limit(articles: float) -> float:
    """In how many texts a term may stand to find others by; copies of a text are one."""
    return float(np.clip(COMMON_SHARE * articles, COMMON_FLOOR, COMMON_CEILING))


def candidates(
    collection: Collection, *, rows: NDArray[np.int64] | None = None, also: NDArray[np.int64] | None = None
) -> NDArray[np.int64]:
    """Pairs (m, 2) of rows, i < j, each once; only pairs with one of `rows` if given, and those of `also`.

    Time is no cut: some stories run for years. Each article brings its nearest ones at any distance, and its nearest
    ones about its own day.
    """
    wanted = np.arange(len(collection)) if rows is None else np.asarray(rows, dtype=np.int64)
    given = also if also is not None else np.empty((0, 2), np.int64)
    # A pair is one number, since those of a large archive are many millions.
    found = Growing(np.int64)
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


def faded(similarity: NDArray[np.floating], days_apart: NDArray[np.float64]) -> NDArray[np.floating]:
    """The similarity weighted by nearness in time; NaN days are an unknown date."""
    return similarity * np.where(np.isnan(days_apart), 0.5, 0.25 + 0.75 * np.exp(-days_apart / TIME_SCALE_DAYS))


def nearest(similarity: NDArray[np.floating], days_apart: NDArray[np.float64]) -> NDArray[np.int64]:
    """Places of the most similar ones and of the most similar ones near in time."""
    return np.unique(_nearest(similarity, faded(similarity, days_apart)))


def _nearest(similarity: NDArray[np.floating], near: NDArray[np.floating]) -> NDArray[np.int64]:
    """Places of the greatest of both, some of them twice."""
    if len(similarity) <= NEAREST:
        return np.arange(len(similarity))
    return np.concatenate([np.argpartition(-each, NEAREST)[:NEAREST] for each in (similarity, near)])


def _alike(collection: Collection, wanted: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    similar = _Similar(_profile(collection))
    for start in range(0, len(wanted), _ROWS_AT_ONCE):
        block = wanted[start : start + _ROWS_AT_ONCE]
        found = [similar.to(row) for row in block.tolist()]
        others, value = (np.concatenate(each) for each in zip(*found, strict=True))
        bounds = np.cumsum([0, *(len(each) for each, _ in found)])
        rows = np.repeat(block, np.diff(bounds))
        near = faded(value, np.abs(collection.days[others] - collection.days[rows]))
        spans = [slice(first, last) for first, last in pairwise(bounds.tolist())]
        places = np.concatenate([span.start + _nearest(value[span], near[span]) for span in spans])
        yield _keys(len(collection), rows[places], others[places])


class _Similar:
    """The products of one row of a matrix with all others.

    A row beside all is added up in a vector of all articles, the postings of its columns one after the other: a
    product of matrices keeps a chain of the places it has met, and looks at all of them once more beforehand to know
    how many they are, which takes thrice as long.
    """

    def __init__(self, profile: Matrix) -> None:
        self._profile = profile
        self._turned = sparse.csr_array(profile.T)
        self._often = np.diff(self._turned.indptr)
        self._sums = np.zeros(profile.shape[0], np.float32)

    def to(self, row: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The other rows that are hardly alike left out, and how alike the others are."""
        span = slice(*self._profile.indptr[row : row + 2].tolist())
        columns = self._profile.indices[span]
        ends = np.zeros(len(columns) + 1, np.int32)
        np.cumsum(self._often[columns], out=ends[1:])
        rows, values = np.empty(ends[-1], np.int32), np.empty(ends[-1], np.float32)
        turned, sums = self._turned, self._sums
        _sparsetools.csr_row_index(len(columns), columns, turned.indptr, turned.indices, turned.data, rows, values)
        _sparsetools.csc_matvec(len(sums), len(columns), ends, rows, values, self._profile.data[span], sums)
        sums[row] = 0
        alike = np.flatnonzero(sums > LEAST_SIMILARITY)
        found = sums[alike]
        sums.fill(0)
        return alike, found


def _profile(collection: Collection) -> Matrix:
    """The heaviest stems, names and events of each article beside each other, without columns that are common or of
    one article.
    """
    cells = _Cells()
    cells.take_heaviest(collection.alike, ALIKE.index("stems"), HEAVY_STEMS, STEMS_WEIGHT)
    cells.take_heaviest(collection.alike, ALIKE.index("names"), HEAVY_NAMES, NAMES_WEIGHT)
    cells.take_heaviest(collection.shared, SHARED.index("events"), HEAVY_EVENTS, EVENTS_WEIGHT)
    rows, columns, data = cells.rows.whole(), cells.columns.whole(), cells.values.whole()
    often = np.bincount(columns)
    texts = np.bincount(columns, collection.is_text[rows], len(often))
    telling = (often > 1) & (often <= COMMON_CEILING) & (texts <= common_limit(collection.is_text.sum()))
    number = np.cumsum(telling, dtype=np.int32) - 1
    kept = telling[columns]
    return sparse.csr_array((data[kept], (rows[kept], number[columns[kept]])), shape=(len(collection), telling.sum()))


class _Cells:
    """Rows, columns and values of a matrix."""

    def __init__(self) -> None:
        self.rows, self.columns, self.values = Growing(np.int32), Growing(np.int32), Growing(np.float32)

    def take_heaviest(self, rows: Rows, kind: int, count: int, weight: float) -> None:
        """Takes in the `count` largest values of each row of a kind, as of rows scaled to length `weight`."""
        first = 0
        for block in rows.blocks():
            held = block.of_kinds([kind])
            kept = _largest(held, count)
            of = np.repeat(np.arange(len(held), dtype=np.int32), np.diff(np.searchsorted(kept, held.indptr)))
            self.rows.add(of + np.int32(first))
            self.columns.add(held.indices[kept])
            self.values.add(held.data[kept] / held.norms()[of] * weight)
            first += len(held)


def _largest(held: Rows, count: int) -> NDArray[np.int64]:
    """Places of each row's `count` largest values, ascending; of equal ones the first."""
    starts, lengths = held.indptr[:-1].astype(np.int64), held.lengths[:, 0]
    cells = np.arange(len(held.indices))
    nth = cells - np.repeat(starts, lengths)
    # Numbers that are not negative have the order of their bits. One key is sorted sooner than three.
    bits = np.maximum(held.data, 0).view(np.int32).astype(np.int64)
    keys = np.repeat(np.arange(len(held)) << 48, lengths) | (0x7FFFFFFF - bits) << 16 | nth
    keys.sort()
    first = keys[nth < count]
    return np.sort(starts[first >> 48] + (first & 0xFFFF))
