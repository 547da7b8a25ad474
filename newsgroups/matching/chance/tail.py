"""The share of chance pairs that are as much alike, with an exponential tail beyond those that were seen."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# The tail is fitted to so many of the greatest values: a fiftieth of them, at least ten.
TAIL_SHARE, TAIL_LEAST, TAIL_MOST = 0.02, 10, 100
# Values that are kept of the distribution, at equal distances of the logarithm of their rank.
POINTS = 160
# Two pairs that are alike to the third digit are alike.
_LEAST_EXCESS = 0.002

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Tail:
    """Rising `values` with the logarithm of the share of chance pairs that reach each, and the mean excess of those
    beyond the last one.
    """

    values: Floats
    log_shares: Floats
    excess: float

    @classmethod
    def of(cls, seen: NDArray[np.floating]) -> "Tail":
        """From the values of chance pairs, at least one."""
        falling = -np.sort(-seen.astype(np.float64))
        count = len(falling)
        beyond = int(np.clip(TAIL_SHARE * count, min(TAIL_LEAST, count), TAIL_MOST))
        ranks = np.unique(np.geomspace(beyond, count, POINTS).astype(np.int64))[::-1]
        values = np.unique(falling[ranks - 1])
        # Of equal values the greatest rank tells how many reach it.
        shares = np.log(np.searchsorted(-falling, -values, "right") / count)
        excess = float(falling[:beyond].mean() - falling[beyond - 1])
        return cls(values, shares, max(excess, _LEAST_EXCESS))

    def log_share(self, values: NDArray[np.floating]) -> Floats:
        """The logarithm of the share of chance pairs that are at least as much alike; 0 where all are."""
        beyond = np.maximum(values - self.values[-1], 0) / self.excess
        within = np.interp(values, self.values, self.log_shares)
        # Below the least value seen there is nothing to tell.
        return np.asarray(np.where(values < self.values[0], 0.0, within) - beyond, dtype=np.float64)
