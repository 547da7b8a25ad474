"""Gradient boosting of symmetric trees, with monotonic constraints.

Each tree asks the same few questions of every pair (as in CatBoost: Prokhorenkova and others 2018), which makes it
readable and fast. Leaf values come from the gradient and its rate of change (XGBoost: Chen and Guestrin 2016). Rows
that are already predicted well are sampled (LightGBM's GOSS: Ke and others 2017).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from .trees import Tree

# More bins find no better thresholds in features that are shares.
BINS = 64
# Rows of each tree: this share with the greatest errors, plus a sample of the rest, weighted to stand for all of it.
WORST_SHARE, SAMPLED_SHARE = 0.1, 0.15


@dataclass(frozen=True)
class Options:
    """Training options: number of trees, questions per tree, learning rate, and the evidence a leaf needs."""

    trees: int = 300
    depth: int = 5
    rate: float = 0.12
    ridge: float = 5.0
    features_share: float = 0.7
    seed: int = 1


def boost(
    values: NDArray[np.float32],
    same: NDArray[np.bool_],
    importance: NDArray[np.float64],
    directions: NDArray[np.int8],
    options: Options,
) -> tuple[float, list[Tree]]:
    """Return the intercept and the trees whose sum is the log odds of `same`.

    `directions` are 1 for a feature with which the odds may only rise, -1 for one with which they may only fall, and
    0 for the others. The same data and seed give bit-identical trees.
    """
    edges = [_edges(column) for column in values.T]
    binned = np.stack([np.searchsorted(e, c, "left") for e, c in zip(edges, values.T, strict=True)]).astype(np.uint8)
    random = np.random.default_rng(options.seed)
    target = same.astype(np.float64)
    rate = float(np.clip(np.average(target, weights=importance), 1e-6, 1 - 1e-6))
    intercept = float(np.log(rate / (1 - rate)))
    score = np.full(len(same), intercept)
    trees: list[Tree] = []
    for _ in range(options.trees):
        probability = expit(score)
        gradient = importance * (probability - target)
        curvature = importance * probability * (1 - probability)
        rows, scale = _sampled(gradient, random)
        features = np.sort(random.permutation(len(edges))[: max(1, round(options.features_share * len(edges)))])
        features = features[[len(edges[each]) > 0 for each in features]]
        grown = _grow(binned, rows, gradient[rows] * scale, curvature[rows] * scale, features, directions, options)
        leaves = np.zeros(len(same), dtype=np.intp)
        for place, (feature, bin_) in enumerate(grown.splits):
            leaves |= (binned[feature] > bin_).astype(np.intp) << place
        score += grown.values[leaves]
        thresholds = [float(edges[feature][bin_]) for feature, bin_ in grown.splits]
        trees.append(Tree([feature for feature, _ in grown.splits], thresholds, grown.values.tolist()))
    return intercept, trees


def _edges(column: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return thresholds between bins of about equal size, each halfway between two values."""
    unique = np.unique(column)
    if len(unique) > BINS:
        unique = np.unique(np.quantile(column, np.linspace(0, 1, BINS + 1), method="nearest"))
        # Extreme values are few but informative, so add bins of equal width.
        spread = np.linspace(unique[0], unique[-1], BINS + 1)
        unique = np.unique(np.concatenate([unique, spread]).astype(np.float32))
    return ((unique[1:] + unique[:-1]) / 2).astype(np.float32)


def _sampled(
    gradient: NDArray[np.float64], random: np.random.Generator
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Return the rows to fit a tree to, and the weight of each."""
    count = len(gradient)
    worst, others = round(WORST_SHARE * count), round(SAMPLED_SHARE * count)
    if worst + others < 2_000:
        return np.arange(count), np.ones(count)
    is_worst = greatest(np.abs(gradient), worst)
    drawn = random.choice(count - worst, others, replace=False)
    rows = np.concatenate([np.flatnonzero(is_worst), np.flatnonzero(~is_worst)[drawn]])
    return rows, np.concatenate([np.ones(worst), np.full(others, (count - worst) / others)])


def greatest(values: NDArray[np.float64], count: int) -> NDArray[np.bool_]:
    """Return a mask of the `count` greatest values; among equal values, the first ones.

    The positions that NumPy's partition returns differ between processors; the values do not.
    """
    least = np.partition(values, len(values) - count)[len(values) - count]
    chosen: NDArray[np.bool_] = values > least
    equal = np.flatnonzero(values == least)
    chosen[equal[: count - int(chosen.sum())]] = True
    return chosen


@dataclass(frozen=True)
class _Grown:
    splits: list[tuple[int, int]]
    values: NDArray[np.float64]


def _grow(
    binned: NDArray[np.uint8],
    rows: NDArray[np.intp],
    gradient: NDArray[np.float64],
    curvature: NDArray[np.float64],
    features: NDArray[np.intp],
    directions: NDArray[np.int8],
    options: Options,
) -> _Grown:
    """Grow one tree, level by level, with the question that gains most over all leaves."""
    leaf = np.zeros(len(rows), dtype=np.intp)
    columns = {int(feature): binned[feature][rows].astype(np.intp) for feature in features}
    splits: list[tuple[int, int]] = []
    for level in range(options.depth):
        best: tuple[float, int, int] = (1e-9, -1, -1)
        for feature, column in columns.items():
            gain, bin_ = _best_split(leaf, column, 1 << level, gradient, curvature, int(directions[feature]), options)
            if gain > best[0]:
                best = (gain, feature, bin_)
        _, feature, bin_ = best
        if feature < 0:
            break
        splits.append((feature, bin_))
        leaf |= (columns[feature] > bin_).astype(np.intp) << level
    count = 1 << len(splits)
    slope, bend = np.bincount(leaf, gradient, count), np.bincount(leaf, curvature, count)
    values: NDArray[np.float64] = -options.rate * slope.astype(np.float64) / (bend + options.ridge)
    return _Grown(
        splits,
        _one_way(values, np.asarray(bend + 1e-9, np.float64), [int(directions[feature]) for feature, _ in splits]),
    )


def _best_split(
    leaf: NDArray[np.intp],
    column: NDArray[np.intp],
    leaves: int,
    gradient: NDArray[np.float64],
    curvature: NDArray[np.float64],
    direction: int,
    options: Options,
) -> tuple[float, int]:
    """Return the greatest gain from splitting every leaf at one bin of the feature, and that bin."""
    width = int(column.max()) + 1
    place = leaf * width + column
    slope = np.bincount(place, gradient, leaves * width).reshape(leaves, width)
    bend = np.bincount(place, curvature, leaves * width).reshape(leaves, width)
    low, low_bend = slope.cumsum(axis=1), bend.cumsum(axis=1)
    whole, whole_bend = low[:, -1:], low_bend[:, -1:]
    high, high_bend = whole - low, whole_bend - low_bend
    ridge = options.ridge
    gain = low * low / (low_bend + ridge) + high * high / (high_bend + ridge) - whole * whole / (whole_bend + ridge)
    if direction:
        wrong = direction * (high / (high_bend + ridge) - low / (low_bend + ridge)) > 0
        gain = np.where(wrong, 0.0, gain)
    total = gain.sum(axis=0)[:-1]
    if not len(total):
        return 0.0, -1
    best = int(total.argmax())
    return float(total[best]), best


def _one_way(values: NDArray[np.float64], weights: NDArray[np.float64], directions: list[int]) -> NDArray[np.float64]:
    """Return the leaf values, averaging those that would violate a monotonic constraint."""
    values = values.copy()
    places = np.arange(len(values))
    for _ in range(100):
        moved = False
        for bit, direction in enumerate(directions):
            if not direction:
                continue
            low = places[(places >> bit) & 1 == 0]
            high = low | (1 << bit)
            wrong = direction * (values[low] - values[high]) > 1e-12
            if wrong.any():
                low, high = low[wrong], high[wrong]
                mean = (values[low] * weights[low] + values[high] * weights[high]) / (weights[low] + weights[high])
                values[low] = values[high] = mean
                moved = True
        if not moved:
            break
    return values
