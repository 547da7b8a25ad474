"""Estimate how accurate the site is from judged pairs, drawn at random from strata of probability.

Each judged pair is weighted by the size of its stratum over the number of pairs judged in it (post-stratification:
Horvitz and Thompson 1952). Shares have a Wilson interval (1927) at the effective sample size (Kish 1965); F1 has the
percentile interval of a stratified bootstrap (Efron 1979).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# From this probability on, the model says "same story".
SAME_FROM = 0.5
# Of 100 pairs, about half are called "same story", and a share of 90% of fifty has an interval 17 points wide. Fewer
# pairs say nothing.
MIN_JUDGED = 100
# The 97.5th percentile of the standard normal distribution, for a two-sided 95% interval.
_Z = 1.959964
_RESAMPLES = 1_000
_BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair drawn from `layer`, which had `layer_size` pairs: the verdict, and what the site had said."""

    same: bool
    probability: float
    together: bool
    layer: int
    layer_size: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share with the bounds of its 95% interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Measured:
    """Precision, recall, and F1. A measure is None if there was nothing to count."""

    precision: Estimate | None
    recall: Estimate | None
    f1: Estimate | None


@dataclass(frozen=True, slots=True)
class Bin:
    """Pairs with a probability in [first, before): the mean predicted and the true share."""

    first: float
    before: float
    pairs: int
    predicted: float
    true: Estimate


def weights(judged: Sequence[Judged]) -> NDArray[np.float64]:
    """Return how many pairs of the archive each judged pair stands for. The latest size of a stratum counts."""
    layers = np.array([each.layer for each in judged], dtype=np.int64)
    sizes = {each.layer: each.layer_size for each in judged}
    count = np.bincount(layers) if len(layers) else np.zeros(1)
    return np.array([sizes[each.layer] / count[each.layer] for each in judged], dtype=np.float64)


def measured(judged: Sequence[Judged], *, groups: bool) -> Measured:
    """Return precision, recall, and F1 of the model's answers on pairs or, with `groups`, of the grouping."""
    same = np.array([each.same for each in judged], dtype=bool)
    said = np.array([each.together if groups else each.probability >= SAME_FROM for each in judged], dtype=bool)
    weight = weights(judged)
    return Measured(
        precision=wilson(same[said], weight[said]),
        recall=wilson(said[same], weight[same]),
        f1=_f1_interval(same, said, weight, np.array([each.layer for each in judged])),
    )


def wilson(right: NDArray[np.bool_], weight: NDArray[np.float64]) -> Estimate | None:
    """Return the weighted share that is right, with its Wilson interval, or None if there are no pairs."""
    if not len(right) or not weight.sum():
        return None
    share = float(weight[right].sum() / weight.sum())
    number = float(weight.sum() ** 2 / (weight**2).sum())
    middle = (share + _Z**2 / (2 * number)) / (1 + _Z**2 / number)
    half = _Z / (1 + _Z**2 / number) * np.sqrt(share * (1 - share) / number + _Z**2 / (4 * number**2))
    return Estimate(share, max(0.0, float(middle - half)), min(1.0, float(middle + half)))


def _f1_interval(
    same: NDArray[np.bool_], said: NDArray[np.bool_], weight: NDArray[np.float64], layers: NDArray[np.int64]
) -> Estimate | None:
    """Bootstrap the interval of F1. A fixed seed gives the same verdicts the same interval on every page view."""
    if not (same | said).any():
        return None
    random = np.random.default_rng(1)
    rows = [np.flatnonzero(layers == layer) for layer in np.unique(layers)]
    draws = [np.concatenate([random.choice(each, len(each)) for each in rows]) for _ in range(_RESAMPLES)]
    values = [value for chosen in draws if (value := _f1(same[chosen], said[chosen], weight[chosen])) is not None]
    low, high = np.percentile(values, [2.5, 97.5])
    return Estimate(_f1(same, said, weight) or 0.0, float(low), float(high))


def _f1(same: NDArray[np.bool_], said: NDArray[np.bool_], weight: NDArray[np.float64]) -> float | None:
    total = weight[same].sum() + weight[said].sum()
    return float(2 * weight[same & said].sum() / total) if total else None


def calibration(judged: Sequence[Judged]) -> list[Bin]:
    """Return ten bins of probability with the true share in each. Empty bins are omitted."""
    weight = weights(judged)
    said = np.array([each.probability for each in judged], dtype=np.float64)
    same = np.array([each.same for each in judged], dtype=bool)
    step = np.minimum((said * _BINS).astype(np.int64), _BINS - 1)
    found = []
    for place in np.unique(step).tolist():
        inside = step == place
        true = wilson(same[inside], weight[inside])
        if true:
            mean = float(np.average(said[inside], weights=weight[inside]))
            found.append(Bin(place / _BINS, (place + 1) / _BINS, int(inside.sum()), mean, true))
    return found


def calibration_error(judged: Sequence[Judged]) -> float:
    """Return the expected calibration error: the mean distance between predicted and true share over all pairs."""
    weight = weights(judged)
    step = np.array([min(int(each.probability * _BINS), _BINS - 1) for each in judged])
    total = weight.sum()
    shares = {place: float(weight[step == place].sum() / total) for place in np.unique(step).tolist()}
    return sum(
        abs(each.predicted - each.true.value) * shares[round(each.first * _BINS)] for each in calibration(judged)
    )
