"""How many articles are about a day: among many, two are sooner alike by chance."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

# Articles are counted by half days, and two at one moment have the day about them in common.
BINS_A_DAY = 2
LEAST_DAYS = 0.5

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Crowd:
    """The numbers of the half days (since 1970) on which articles were published, ascending, how many came out on each,
    and how many articles there are, dated or not.
    """

    bins: NDArray[np.int64]
    counts: NDArray[np.int64]
    articles: int

    @classmethod
    def of(cls, days: Floats) -> "Crowd":
        bins, counts = np.unique(_bins(days[~np.isnan(days)]), return_counts=True)
        return cls(bins, counts.astype(np.int64), len(days))

    def with_articles(self, days: Floats) -> "Crowd":
        """With further articles."""
        more = Crowd.of(days)
        bins, places = np.unique(np.concatenate([self.bins, more.bins]), return_inverse=True)
        counts = np.bincount(places, np.concatenate([self.counts, more.counts]), len(bins))
        return Crowd(bins, counts.astype(np.int64), self.articles + more.articles)

    def near(self, days: Floats, apart: Floats) -> Floats:
        """How many articles are at most so many days from each day; all where either is unknown, and at least one."""
        reach = np.maximum(apart, LEAST_DAYS)
        found = self._before(days + reach) - self._before(days - reach)
        return np.maximum(np.where(np.isnan(found), self.articles, found), 1.0)

    @cached_property
    def chances(self) -> float:
        """The mean over articles of the sum over all others of one through the number of articles as near.

        Of the articles at one moment each is as near as all of them, and the k-th of those beyond is the k-th nearest.
        """
        if not self.articles:
            return 1.0
        near = self.near((self.bins + 0.5) / BINS_A_DAY, np.zeros(len(self.bins)))
        beyond = np.log(np.maximum(self.articles / near, 1))
        return 1 + float((beyond * self.counts).sum()) / self.articles

    def _before(self, days: Floats) -> Floats:
        """How many articles were published before a day, as if those of a half day came evenly."""
        if not len(self.bins):
            return np.where(np.isnan(days), np.nan, 0.0)
        starts, ends = self._edges
        return np.interp(days * BINS_A_DAY, starts, ends)

    @cached_property
    def _edges(self) -> tuple[Floats, Floats]:
        """Places where the number of articles begins or ceases to grow, and the number there."""
        after = np.cumsum(self.counts)
        places = np.stack([self.bins, self.bins + 1], axis=1).ravel().astype(np.float64)
        return places, np.stack([after - self.counts, after], axis=1).ravel().astype(np.float64)


def _bins(days: Floats) -> NDArray[np.int64]:
    return np.floor(days * BINS_A_DAY).astype(np.int64)
