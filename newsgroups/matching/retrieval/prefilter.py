"""Prefilter pairs: how similar they are, and whether they stand out from the neighbors of both articles."""

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.sparse.article_set import ArticleSet
from newsgroups.matching.sparse.row_products import products

# The background that a pair must stand out from: each article's similarity to its 20th-nearest neighbor.
NEIGHBOUR = 20
# All bits of a half-precision number.
_BITS = np.uint16(0xFFFF)
# From this similarity, one text is a copy of the other.
COPY = 0.8
# An undated article may be of any day, so it is treated as a week apart.
UNKNOWN_DAYS = 7.0
# Weights of words, names, and first sentences in the prefilter.
_FIRST_LOOK = np.array([1.0, 0.5, 0.3], dtype=np.float32)
# Minimum score of a pair. When a topic fills the news for days, no pair stands out, so nearly all pairs near in time
# pass: of 15 true pairs in a large archive that a single limit of -.05 rejected, 13 now pass. Pairs far apart in time
# that hardly stand out are almost never of one story.
NEAR_DAYS = 7.0
MIN_PROMISE_NEAR, MIN_PROMISE_FAR = -0.12, -0.03
# The values of this many pairs fit into the processor cache.
PAIRS_BATCH_SIZE = 10_000
Pairs = NDArray[np.int64]
Values = NDArray[np.float32]
NeighborScores = NDArray[np.float16]


def cosines(collection: ArticleSet, pairs: Pairs) -> Values:
    """Return the similarity of pairs by words, names, and first sentences: (m, 3), each 0..1.

    Fastest if pairs with the same left article are consecutive.
    """
    left, right = pairs.T
    return products(collection.alike, left, right) * has_enough_words(collection, left, right)[:, None]


def neighbor_scores(count: int, pairs: Pairs, alike: Values) -> NeighborScores:
    """Return the 20 greatest values of each cosine among each article's pairs, descending, padded with 0.

    The shape is (count, 3, 20), in half precision as stored. Copies do not count as background; otherwise a text that
    many outlets carry would stand out from nothing.
    """
    found = np.zeros((count, alike.shape[1], NEIGHBOUR), dtype=np.float16)
    # Both articles of each pair in one array for all columns, since a large archive has many millions of pairs.
    sides = np.empty((2, len(pairs)), np.int64)
    keys = sides.ravel()
    for column, values in enumerate(_background(alike).astype(np.float16).T):
        # Nonnegative floats sort like their bits, and sorting one key takes a tenth of the time of two.
        bits = _BITS - values.view(np.uint16)
        np.left_shift(pairs.T, 16, out=sides)
        sides |= bits
        keys.sort()
        starts = np.searchsorted(keys, np.arange(count + 1) << 16)
        places = starts[:-1, None] + np.arange(NEIGHBOUR)
        kept = places < starts[1:, None]
        found[:, column][kept] = (_BITS - keys[places[kept]].astype(np.uint16)).view(np.float16)
    return found


def with_neighbour(standing: NeighborScores, alike: Values) -> NeighborScores:
    """Return the standings (n, 3, 20) after each article gets a new neighbor with the given similarity (n, 3)."""
    both = np.concatenate([standing, _background(alike)[:, :, None].astype(np.float16)], axis=2)
    return -np.sort(-both, axis=2)[:, :, :NEIGHBOUR]


def _background(alike: Values) -> Values:
    return np.where(alike[:, :1] >= COPY, np.float32(0), alike)


def passes_prefilter(
    pairs: Pairs, alike: Values, standing: NeighborScores, days: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Return which pairs stand out enough from their neighbors to justify a full comparison.

    `days` are the dates of all articles.
    """
    found = np.empty(len(pairs), dtype=bool)
    for start in range(0, len(pairs), PAIRS_BATCH_SIZE):
        span = slice(start, start + PAIRS_BATCH_SIZE)
        near = days_apart(days, pairs[span]) <= NEAR_DAYS
        least = np.where(near, MIN_PROMISE_NEAR, MIN_PROMISE_FAR)
        found[span] = contrast(pairs[span], alike[span], standing) @ _FIRST_LOOK > least
    return found


def days_apart(days: NDArray[np.float64], pairs: Pairs) -> NDArray[np.float64]:
    """Return the days between the two articles of each pair; a week if either is undated."""
    return np.nan_to_num(gap(days, pairs), nan=UNKNOWN_DAYS)


def gap(days: NDArray[np.float64], pairs: Pairs) -> NDArray[np.float64]:
    """Return the days between the two articles of each pair; NaN if either is undated."""
    return np.asarray(np.abs(days[pairs[:, 0]] - days[pairs[:, 1]]))


def contrast(pairs: Pairs, alike: Values, standing: NeighborScores) -> Values:
    """Return how much the similarity (m, 3) of pairs (m, 2) exceeds the mean of both 20th-nearest neighbors."""
    level = standing[:, :, -1].astype(np.float32)
    return np.asarray(alike - (level[pairs[:, 0]] + level[pairs[:, 1]]) / 2, dtype=np.float32)


def nearness(pairs: Pairs, alike: Values, standing: NeighborScores) -> Values:
    """Return how close each pair is to each article's nearest neighbor (m, 4), by words and names; 1 is equal."""
    best = np.maximum(standing[:, :2, 0].astype(np.float32), 1e-3)
    shares = np.minimum(np.stack([alike[:, :2] / best[pairs[:, side]] for side in (0, 1)]), 1)
    return np.stack([shares[:, :, 0].max(0), shares[:, :, 0].min(0), shares[:, :, 1].max(0), shares[:, :, 1].min(0)], 1)


def has_enough_words(collection: ArticleSet, left: Pairs, right: Pairs) -> NDArray[np.bool_]:
    """Return whether both texts of each pair have enough words to compare."""
    return np.asarray(collection.has_enough_words[left] & collection.has_enough_words[right])
