"""Beginnings of articles as sets of character 4-grams, and their similarity."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from newsgroups.matching.sparse.sparse_rows import Ints, Matrix, segment_reduce
from newsgroups.text.fingerprints.beginnings import BUCKETS, Grams

# An archive of two articles cannot tell what is rare, so counts start as if there were this many more articles, with
# each gram in half of one.
ARTICLES_UNSEEN, ARTICLES_WITH_ANY = 50.0, 0.5
_PAIRS_BATCH_SIZE = 2_000

Values = NDArray[np.float32]


def gram_rarity(frequencies: NDArray[np.floating], articles: float) -> Values:
    """Return the squared weight of each gram, from its document frequency in the archive."""
    rarity = np.log((articles + ARTICLES_UNSEEN) / (np.minimum(frequencies, articles) + ARTICLES_WITH_ANY))
    return np.asarray(rarity * rarity, dtype=np.float32)


@dataclass(frozen=True, eq=False)
class Beginnings:
    """The grams of all articles, concatenated, with the offsets and norms of the articles.

    `rarity` is the squared weight of each gram.
    """

    grams: Grams
    ends: Ints
    lengths: NDArray[np.float32]
    rarity: Values

    @classmethod
    def of(cls, grams: Grams, ends: Ints, rarity: Values) -> "Beginnings":
        """Build from concatenated grams; `ends` begins with 0, like the `indptr` of a sparse matrix."""
        sums = np.concatenate(
            [
                np.empty(0, np.float32),
                *(
                    segment_reduce(
                        np.add, rarity[grams[ends[first] : ends[last]]], ends[first : last + 1] - ends[first]
                    )
                    for first, last in _spans(len(ends) - 1, _PAIRS_BATCH_SIZE)
                ),
            ]
        )
        return cls(grams, ends, np.sqrt(sums), rarity)

    def alike(self, one: Ints, others: Ints) -> Values:
        """Return the cosine of each `one[i]` with `others[i]`. Fastest if pairs of one article are consecutive."""
        sums = [np.empty(0, np.float32)]
        held = np.zeros(BUCKETS, np.float32)
        for first, last in _spans(len(one), _PAIRS_BATCH_SIZE):
            sums.append(self._shared(held, one[first:last], others[first:last]))
        return self._scaled(np.concatenate(sums), one, others)

    def _shared(self, held: Values, one: Ints, others: Ints) -> Values:
        """Return the summed rarity of the grams in both; `held` is a scratch vector of zeros."""
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
        return np.asarray(segment_reduce(np.add, values, ends.astype(np.int32)), dtype=np.float32)

    def matrix(self, articles: Ints) -> Matrix:
        """Return some articles as rows of length 1."""
        cells, ends = self._cells(articles)
        scale = 1 / np.maximum(self.lengths[articles], 1e-6)
        weights = np.sqrt(self.rarity[cells]) * np.repeat(scale, np.diff(ends)).astype(np.float32)
        return sparse.csr_array((weights, cells.astype(np.int32), ends), shape=(len(articles), BUCKETS))

    def _cells(self, articles: Ints) -> tuple[Grams, Ints]:
        """Return the concatenated grams of some articles and the offsets of the articles."""
        lengths = self.ends[articles + 1] - self.ends[articles]
        ends = np.append(0, np.cumsum(lengths))
        return self.grams[np.arange(ends[-1]) + np.repeat(self.ends[articles] - ends[:-1], lengths)], ends

    def _scaled(self, sums: Values, one: Ints, others: Ints) -> Values:
        both = self.lengths[one] * self.lengths[others]
        return np.asarray(np.divide(sums, both, out=np.zeros_like(sums), where=both > 0), dtype=np.float32)


def _spans(count: int, no_wait: int) -> Sequence[tuple[int, int]]:
    return [(first, min(first + no_wait, count)) for first in range(0, count, no_wait)]
