"""Beginnings of articles as sets of character 4-grams, and how alike they are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from newsgroups.matching.sparse.sparse_rows import Ints, Matrix, reduced
from newsgroups.text.beginnings import BUCKETS, Grams

# An archive of two articles knows nothing of what is rare: it counts as if it had so many, among which each gram stood
# in half a one.
ARTICLES_UNSEEN, ARTICLES_WITH_ANY = 50.0, 0.5
_PAIRS_AT_ONCE = 2_000

Values = NDArray[np.float32]


def gram_rarity(frequencies: NDArray[np.floating], articles: float) -> Values:
    """The square of the weight of each gram, from in how many of the archive's articles it stands."""
    rarity = np.log((articles + ARTICLES_UNSEEN) / (np.minimum(frequencies, articles) + ARTICLES_WITH_ANY))
    return np.asarray(rarity * rarity, dtype=np.float32)


@dataclass(frozen=True, eq=False)
class Beginnings:
    """The grams of all articles one after the other, where those of each end, and how much each article's weigh.

    `rarity` is the square of the weight of each gram.
    """

    grams: Grams
    ends: Ints
    lengths: NDArray[np.float32]
    rarity: Values

    @classmethod
    def of(cls, grams: Grams, ends: Ints, rarity: Values) -> "Beginnings":
        """`ends` begins with 0, as in a sparse matrix."""
        sums = np.concatenate(
            [
                np.empty(0, np.float32),
                *(
                    reduced(np.add, rarity[grams[ends[first] : ends[last]]], ends[first : last + 1] - ends[first])
                    for first, last in _spans(len(ends) - 1, _PAIRS_AT_ONCE)
                ),
            ]
        )
        return cls(grams, ends, np.sqrt(sums), rarity)

    def alike(self, one: Ints, others: Ints) -> Values:
        """The cosine of each `one[i]` with `others[i]`. Pairs of one article should follow each other."""
        sums = [np.empty(0, np.float32)]
        held = np.zeros(BUCKETS, np.float32)
        for first, last in _spans(len(one), _PAIRS_AT_ONCE):
            sums.append(self._shared(held, one[first:last], others[first:last]))
        return self._scaled(np.concatenate(sums), one, others)

    def _shared(self, held: Values, one: Ints, others: Ints) -> Values:
        """The sum of the rarity of the grams of both; `held` is a vector of zeros."""
        cells, ends = self._cells(others)
        values = np.empty(len(cells), np.float32)
        firsts = np.flatnonzero(np.append(True, one[1:] != one[:-1]))
        bounds = ends[np.append(firsts, len(one))].tolist()
        starts, lasts = self.ends[one[firsts]].tolist(), self.ends[one[firsts] + 1].tolist()
        for place, (start, last) in enumerate(zip(starts, lasts, strict=True)):
            own = self.grams[start:last]
            held[own] = self.rarity[own]
            span = slice(bounds[place], bounds[place + 1])
            held.take(cells[span], out=values[span], mode="clip")
            held[own] = 0
        return np.asarray(reduced(np.add, values, ends.astype(np.int32)), dtype=np.float32)

    def matrix(self, articles: Ints) -> Matrix:
        """Rows of length 1 of some articles."""
        cells, ends = self._cells(articles)
        scale = 1 / np.maximum(self.lengths[articles], 1e-6)
        weights = np.sqrt(self.rarity[cells]) * np.repeat(scale, np.diff(ends)).astype(np.float32)
        return sparse.csr_array((weights, cells.astype(np.int32), ends), shape=(len(articles), BUCKETS))

    def _cells(self, articles: Ints) -> tuple[Grams, Ints]:
        """The grams of some articles one after the other, and where those of each end."""
        lengths = self.ends[articles + 1] - self.ends[articles]
        ends = np.append(0, np.cumsum(lengths))
        return self.grams[np.arange(ends[-1]) + np.repeat(self.ends[articles] - ends[:-1], lengths)], ends

    def _scaled(self, sums: Values, one: Ints, others: Ints) -> Values:
        both = self.lengths[one] * self.lengths[others]
        return np.asarray(np.divide(sums, both, out=np.zeros_like(sums), where=both > 0), dtype=np.float32)


def _spans(count: int, at_once: int) -> Sequence[tuple[int, int]]:
    return [(first, min(first + at_once, count)) for first in range(0, count, at_once)]
