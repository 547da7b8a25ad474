"""The share of chance pairs that are at least as similar, with an exponential tail beyond the observed values."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# The tail is fitted to the greatest values: 2% of them, at least 10 and at most 100.
TAIL_SHARE, TAIL_LEAST, TAIL_MOST = 0.02, 10, 100
# Number of points kept of the distribution, evenly spaced in the logarithm of the rank.
POINTS = 160
# Similarities that agree to this value count as equal.
_MIN_EXCESS = 0.002

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Tail:
    """The distribution of chance similarity.

    Holds ascending `values`, the logarithm of the share of chance pairs that reach each, and the mean excess of the
    pairs above the last value.
    """

    values: Floats
    log_shares: Floats
    excess: float

    @classmethod
    def of(cls, seen: NDArray[np.floating]) -> "Tail":
        """Fit to the similarities of chance pairs, at least one."""
        falling = -np.sort(-seen.astype(np.float64))
        count = len(falling)
        beyond = int(np.clip(TAIL_SHARE * count, min(TAIL_LEAST, count), TAIL_MOST))
        ranks = np.unique(np.geomspace(beyond, count, POINTS).astype(np.int64))[::-1]
        values = np.unique(falling[ranks - 1])
        # Among equal values, the greatest rank counts how many pairs reach the value.
        shares = np.log(np.searchsorted(-falling, -values, "right") / count)
        excess = float(falling[:beyond].mean() - falling[beyond - 1])
        return cls(values, shares, max(excess, _MIN_EXCESS))

    def log_share(self, values: NDArray[np.floating]) -> Floats:
        """Return the logarithm of the share of chance pairs that are at least as similar; 0 if all are."""
        beyond = np.maximum(values - self.values[-1], 0) / self.excess
        within = np.interp(values, self.values, self.log_shares)
        # Below the smallest observed value, every chance pair is at least as similar.
        return np.asarray(np.where(values < self.values[0], 0.0, within) - beyond, dtype=np.float64)
