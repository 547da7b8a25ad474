"""Count the articles published near a date: the more there are, the likelier is similarity by chance."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

# Articles are counted by half days; two articles at the same moment share the surrounding day.
BINS_A_DAY = 2
MIN_DAYS = 0.5

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Crowd:
    """Article counts by half day.

    Holds the half days (numbered since 1970, ascending) on which articles were published, how many were published in
    each, and the total number of articles, dated or not.
    """

    bins: NDArray[np.int64]
    counts: NDArray[np.int64]
    articles: int

    @classmethod
    def of(cls, days: Floats) -> "Crowd":
        bins, counts = np.unique(_bins(days[~np.isnan(days)]), return_counts=True)
        return cls(bins, counts.astype(np.int64), len(days))

    def with_articles(self, days: Floats) -> "Crowd":
        """Return a copy that counts further articles."""
        more = Crowd.of(days)
        bins, places = np.unique(np.concatenate([self.bins, more.bins]), return_inverse=True)
        counts = np.bincount(places, np.concatenate([self.counts, more.counts]), len(bins))
        return Crowd(bins, counts.astype(np.int64), self.articles + more.articles)

    def articles_near(self, days: Floats, apart: Floats) -> Floats:
        """Return how many articles are within `apart` days of each day: all if either is unknown, and at least one."""
        reach = np.maximum(apart, MIN_DAYS)
        found = self._before(days + reach) - self._before(days - reach)
        return np.maximum(np.where(np.isnan(found), self.articles, found), 1.0)

    @cached_property
    def chances(self) -> float:
        """Return the mean over articles of the sum, over all others, of 1 / (number of articles at least as near).

        Articles at the same moment all count as equally near; beyond them, the k-th article is the k-th nearest.
        """
        if not self.articles:
            return 1.0
        near = self.articles_near((self.bins + 0.5) / BINS_A_DAY, np.zeros(len(self.bins)))
        beyond = np.log(np.maximum(self.articles / near, 1))
        return 1 + float((beyond * self.counts).sum()) / self.articles

    def _before(self, days: Floats) -> Floats:
        """Return how many articles were published before a day, assuming an even rate within each half day."""
        if not len(self.bins):
            return np.where(np.isnan(days), np.nan, 0.0)
        starts, ends = self._edges
        return np.interp(days * BINS_A_DAY, starts, ends)

    @cached_property
    def _edges(self) -> tuple[Floats, Floats]:
        """Return the points where the cumulative count starts or stops growing, and the count at each."""
        after = np.cumsum(self.counts)
        places = np.stack([self.bins, self.bins + 1], axis=1).ravel().astype(np.float64)
        return places, np.stack([after - self.counts, after], axis=1).ravel().astype(np.float64)


def _bins(days: Floats) -> NDArray[np.int64]:
    return np.floor(days * BINS_A_DAY).astype(np.int64)
