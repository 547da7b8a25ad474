"""Pairs of articles that surely tell two stories: how alike these are is how alike two articles are by chance."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from newsgroups.matching.sparse.sparse_rows import Ints, Matrix

from .prior import UNSEEN
from .tail import Tail

if TYPE_CHECKING:
    from newsgroups.matching.sparse.article_set import Collection

# Two articles that are so far apart as half of all pairs are tell two stories: at least 2.5 days, at most 30.
LEAST_FAR_DAYS, MOST_FAR_DAYS = 2.5, 30.0
# Where fewer pairs are that far apart, or articles have no dates, all pairs are taken without the nearest ones of each
# article, and later without those that were found to be of one story.
LEAST_FAR_SHARE, NEAREST_LEFT_OUT = 0.02, 3
# Of a larger archive rows are drawn at equal distances: two million pairs tell the hundredth greatest well enough.
MOST_ROWS, MOST_BESIDE = 800, 2_000
_ROWS_AT_ONCE = 250

Values = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Decoys:
    """How alike words, names, first sentences and beginnings of some pairs are (4, rows, beside), and which of these
    pairs count: of two articles that are far apart, or of any two (`of_any`).
    """

    rows: Ints
    beside: Ints
    alike: NDArray[np.float16]
    counting: NDArray[np.bool_]
    of_any: bool

    @classmethod
    def of(cls, collection: "Collection", among: Ints | None = None) -> "Decoys":
        """Of all articles, or of those among some rows."""
        every = np.arange(len(collection)) if among is None else among
        rows, beside = drawn(len(every))
        return cls.between(collection, every[rows], every[beside])

    @classmethod
    def between(cls, collection: "Collection", rows: Ints, beside: Ints) -> "Decoys":
        """Of pairs of some articles with others."""
        parts = [*(_matrices(collection, kind, rows, beside) for kind in range(collection.alike.kinds))]
        parts.append((collection.beginnings.matrix(rows), collection.beginnings.matrix(beside)))
        alike = np.stack([_products(*part) for part in parts])
        once = rows[:, None] < beside if np.array_equal(rows, beside) else rows[:, None] != beside
        far = _far(collection.days, rows, beside) & once
        of_any = far.sum() < max(LEAST_FAR_SHARE * once.sum(), 1)
        return cls(rows, beside, alike, once if of_any else far, of_any)

    def tails(self, labels: Ints | None = None) -> list[Tail]:
        """Of each kind the tail of the decoys, without pairs of articles with the same of the `labels`, which tell of
        each article its story as far as it is known.
        """
        kept = self.counting
        if labels is not None:
            kept = kept & (labels[self.rows][:, None] != labels[self.beside])
        elif self.of_any:
            kept = kept & ~self._nearest
        return [Tail.of(np.concatenate([each[kept], unseen])) for each, unseen in zip(self.alike, UNSEEN, strict=True)]

    @cached_property
    def _nearest(self) -> NDArray[np.bool_]:
        """Pairs that are among the nearest of one of the two by their words."""
        words = self.alike[0]
        found = np.zeros(words.shape, dtype=bool)
        if min(words.shape) <= NEAREST_LEFT_OUT + 1:
            return found
        own = self.rows[:, None] == self.beside
        words = np.where(own, np.float16(-1), words)
        for axis in (1, 0):
            least = -np.partition(-words, NEAREST_LEFT_OUT - 1, axis=axis).take([NEAREST_LEFT_OUT - 1], axis=axis)
            found |= (words >= least) & (words > 0)
        return found


def drawn(count: int) -> tuple[Ints, Ints]:
    """Rows of an archive to compare, at equal distances: all with all as long as they are few."""
    # All with all costs twice what is kept of it.
    if count * count <= MOST_ROWS * MOST_BESIDE:
        every = np.arange(count)
        return every, every
    return tuple(np.linspace(0, count - 1, most).astype(np.int64) for most in (MOST_ROWS, MOST_BESIDE))  # type: ignore[return-value]


def _far(days: NDArray[np.float64], rows: Ints, beside: Ints) -> NDArray[np.bool_]:
    apart = np.abs(days[rows][:, None] - days[beside])
    known = apart[~np.isnan(apart)]
    if not len(known):
        return np.zeros(apart.shape, dtype=bool)
    least = np.clip(np.median(known), LEAST_FAR_DAYS, MOST_FAR_DAYS)
    return np.asarray(apart > least)


def _matrices(collection: "Collection", kind: int, rows: Ints, beside: Ints) -> tuple[Matrix, Matrix]:
    """Both in columns of their own, since the vocabulary is a large one."""
    held = [collection.alike.of_articles(articles).of_kinds([kind]) for articles in (rows, beside)]
    columns = np.unique(held[0].indices)
    found = []
    for each, articles in zip(held, (rows, beside), strict=True):
        places = np.searchsorted(columns, each.indices)
        places[places == len(columns)] = 0
        # What stands in none of the rows meets nothing.
        data = np.where(columns[places] == each.indices, each.data, np.float32(0)) if len(columns) else each.data[:0]
        data = np.where(np.repeat(collection.says[articles], each.lengths[:, 0]), data, np.float32(0))
        matrix = sparse.csr_array((data, places, each.indptr), shape=(len(articles), max(len(columns), 1)))
        matrix.eliminate_zeros()
        found.append(matrix)
    return found[0], found[1]


def _products(rows: Matrix, beside: Matrix) -> NDArray[np.float16]:
    found = np.zeros((rows.shape[0], beside.shape[0]), np.float16)
    turned = sparse.csr_array(beside.T)
    for start in range(0, rows.shape[0], _ROWS_AT_ONCE):
        found[start : start + _ROWS_AT_ONCE] = (rows[start : start + _ROWS_AT_ONCE] @ turned).toarray()
    return found
