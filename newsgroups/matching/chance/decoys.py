"""Decoys: pairs of articles that almost certainly cover two stories. Their similarity is similarity by chance."""

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
    from newsgroups.matching.sparse.article_set import ArticleSet

# A pair covers two stories if its articles are further apart than half of all pairs, within 2.5 to 30 days.
MIN_FAR_DAYS, MAX_FAR_DAYS = 2.5, 30.0
# If too few pairs are that far apart, or articles have no dates, use all pairs except the nearest ones of each
# article; later, exclude the pairs found to be of one story instead.
MIN_FAR_SHARE, NEAREST_LEFT_OUT = 0.02, 3
# Larger archives are sampled evenly: two million pairs are enough to estimate the top hundredth.
MAX_ROWS, MAX_BESIDE = 800, 2_000
_ROWS_BATCH_SIZE = 250

Values = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Decoys:
    """Similarities of sampled pairs by words, names, first sentences, and beginnings (4, rows, beside).

    A mask says which pairs count: those whose articles are far apart, or any two (`of_any`).
    """

    rows: Ints
    beside: Ints
    alike: NDArray[np.float16]
    counting: NDArray[np.bool_]
    of_any: bool

    @classmethod
    def of(cls, collection: "ArticleSet", among: Ints | None = None) -> "Decoys":
        """Sample decoys from all articles, or from the given rows."""
        every = np.arange(len(collection)) if among is None else among
        rows, beside = sample_rows(len(every))
        return cls.between(collection, every[rows], every[beside])

    @classmethod
    def between(cls, collection: "ArticleSet", rows: Ints, beside: Ints) -> "Decoys":
        """Measure the pairs of some articles with others."""
        parts = [*(_matrices(collection, kind, rows, beside) for kind in range(collection.alike.kinds))]
        parts.append((collection.beginnings.matrix(rows), collection.beginnings.matrix(beside)))
        alike = np.stack([_products(*part) for part in parts])
        once = rows[:, None] < beside if np.array_equal(rows, beside) else rows[:, None] != beside
        far = _far(collection.days, rows, beside) & once
        of_any = far.sum() < max(MIN_FAR_SHARE * once.sum(), 1)
        return cls(rows, beside, alike, once if of_any else far, of_any)

    def tails(self, labels: Ints | None = None) -> list[Tail]:
        """Return the decoys' tail for each kind of similarity.

        `labels` give the story of each article as far as it is known; pairs with equal labels are excluded.
        """
        kept = self.counting
        if labels is not None:
            kept = kept & (labels[self.rows][:, None] != labels[self.beside])
        elif self.of_any:
            kept = kept & ~self._nearest
        return [Tail.of(np.concatenate([each[kept], unseen])) for each, unseen in zip(self.alike, UNSEEN, strict=True)]

    @cached_property
    def _nearest(self) -> NDArray[np.bool_]:
        """Return the pairs that are among the nearest neighbors, by words, of either article."""
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


def sample_rows(count: int) -> tuple[Ints, Ints]:
    """Return evenly spaced rows of an archive to compare; in a small archive, every row with every other."""
    # Comparing all with all costs twice what is kept.
    if count * count <= MAX_ROWS * MAX_BESIDE:
        every = np.arange(count)
        return every, every
    rows, beside = (np.linspace(0, count - 1, most).astype(np.int64) for most in (MAX_ROWS, MAX_BESIDE))
    return rows, beside


def _far(days: NDArray[np.float64], rows: Ints, beside: Ints) -> NDArray[np.bool_]:
    apart = np.abs(days[rows][:, None] - days[beside])
    known = apart[~np.isnan(apart)]
    if not len(known):
        return np.zeros(apart.shape, dtype=bool)
    least = np.clip(np.median(known), MIN_FAR_DAYS, MAX_FAR_DAYS)
    return np.asarray(apart > least)


def _matrices(collection: "ArticleSet", kind: int, rows: Ints, beside: Ints) -> tuple[Matrix, Matrix]:
    """Return both matrices restricted to their own columns, since the vocabulary is large."""
    held = [collection.alike.of_articles(articles).of_kinds([kind]) for articles in (rows, beside)]
    columns = np.unique(held[0].indices)
    found = []
    for each, articles in zip(held, (rows, beside), strict=True):
        places = np.searchsorted(columns, each.indices)
        places[places == len(columns)] = 0
        # Terms that occur in none of the rows cannot match.
        data = np.where(columns[places] == each.indices, each.data, np.float32(0)) if len(columns) else each.data[:0]
        data = np.where(np.repeat(collection.has_enough_words[articles], each.lengths[:, 0]), data, np.float32(0))
        matrix = sparse.csr_array((data, places, each.indptr), shape=(len(articles), max(len(columns), 1)))
        matrix.eliminate_zeros()
        found.append(matrix)
    return found[0], found[1]


def _products(rows: Matrix, beside: Matrix) -> NDArray[np.float16]:
    found = np.zeros((rows.shape[0], beside.shape[0]), np.float16)
    transposed = sparse.csr_array(beside.T)
    for start in range(0, rows.shape[0], _ROWS_BATCH_SIZE):
        found[start : start + _ROWS_BATCH_SIZE] = (rows[start : start + _ROWS_BATCH_SIZE] @ transposed).toarray()
    return found
