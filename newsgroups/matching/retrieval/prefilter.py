"""A first look at pairs: how alike they are, and whether they stand out from the neighbours of the two."""

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.sparse.article_set import Collection
from newsgroups.matching.sparse.row_products import products

# The background against which a pair stands out: how alike each of the two is to its 20th-nearest article.
NEIGHBOUR = 20
# All bits of a number in half precision.
_BITS = np.uint16(0xFFFF)
# From here one text is a copy of the other.
COPY = 0.8
# What is undated may be of any day: like articles a week apart.
UNKNOWN_DAYS = 7.0
# How much words, names and first sentences count in a first look.
_FIRST_LOOK = np.array([1.0, 0.5, 0.3], dtype=np.float32)
# What a pair has to promise. In a topic that fills the news for days no pair stands out, so that of articles near in
# time nearly all get a close look: 13 of 15 true pairs of a large archive that had got none from a single limit of
# -.05 do. Far from each other, pairs that hardly stand out are nearly never of one story.
NEAR_DAYS = 7.0
LEAST_PROMISE_NEAR, LEAST_PROMISE_FAR = -0.12, -0.03
# The values of so many pairs fit into the processor's cache.
PAIRS_AT_ONCE = 10_000
Pairs = NDArray[np.int64]
Values = NDArray[np.float32]
Standings = NDArray[np.float16]


def cosines(collection: Collection, pairs: Pairs) -> Values:
    """How alike words, names and first sentences of pairs are: (m, 3), each 0..1. Pairs of one left article should
    follow each other.
    """
    left, right = pairs.T
    return products(collection.alike, left, right) * says(collection, left, right)[:, None]


def standings(count: int, pairs: Pairs, alike: Values) -> Standings:
    """Of each of `count` articles the 20 greatest of each cosine among its pairs, falling, 0 where it has fewer:
    (count, 3, 20), in half precision as they are stored. Copies are no background: a text that many outlets have would
    else stand out from nothing.
    """
    found = np.zeros((count, alike.shape[1], NEIGHBOUR), dtype=np.float16)
    # Both articles of each pair, of which a large archive has many millions, in one array for all columns.
    sides = np.empty((2, len(pairs)), np.int64)
    keys = sides.ravel()
    for column, values in enumerate(_background(alike).astype(np.float16).T):
        # Bits of numbers that are not negative have their order, and one key is sorted in a tenth of the time of two.
        bits = _BITS - values.view(np.uint16)
        np.left_shift(pairs.T, 16, out=sides)
        sides |= bits
        keys.sort()
        starts = np.searchsorted(keys, np.arange(count + 1) << 16)
        places = starts[:-1, None] + np.arange(NEIGHBOUR)
        kept = places < starts[1:, None]
        found[:, column][kept] = (_BITS - keys[places[kept]].astype(np.uint16)).view(np.float16)
    return found


def with_neighbour(standing: Standings, alike: Values) -> Standings:
    """The standings (n, 3, 20) of articles that have each got a new neighbour as much alike (n, 3)."""
    both = np.concatenate([standing, _background(alike)[:, :, None].astype(np.float16)], axis=2)
    return -np.sort(-both, axis=2)[:, :, :NEIGHBOUR]


def _background(alike: Values) -> Values:
    return np.where(alike[:, :1] >= COPY, np.float32(0), alike)


def promising(pairs: Pairs, alike: Values, standing: Standings, days: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which pairs stand out from their neighbours so much that a close look at them can tell something. `days` are
    those of all articles.
    """
    found = np.empty(len(pairs), dtype=bool)
    for start in range(0, len(pairs), PAIRS_AT_ONCE):
        span = slice(start, start + PAIRS_AT_ONCE)
        near = days_apart(days, pairs[span]) <= NEAR_DAYS
        least = np.where(near, LEAST_PROMISE_NEAR, LEAST_PROMISE_FAR)
        found[span] = standing_out(pairs[span], alike[span], standing) @ _FIRST_LOOK > least
    return found


def days_apart(days: NDArray[np.float64], pairs: Pairs) -> NDArray[np.float64]:
    """Days between the two of each pair; what is undated may be of any day, and is taken for a week apart."""
    return np.nan_to_num(gap(days, pairs), nan=UNKNOWN_DAYS)


def gap(days: NDArray[np.float64], pairs: Pairs) -> NDArray[np.float64]:
    """Days between the two of each pair, NaN where one is undated."""
    return np.asarray(np.abs(days[pairs[:, 0]] - days[pairs[:, 1]]))


def standing_out(pairs: Pairs, alike: Values, standing: Standings) -> Values:
    """By how much pairs (m, 2) are more alike (m, 3) than the 20th-nearest of the two, on the mean."""
    level = standing[:, :, -1].astype(np.float32)
    return np.asarray(alike - (level[pairs[:, 0]] + level[pairs[:, 1]]) / 2, dtype=np.float32)


def nearness(pairs: Pairs, alike: Values, standing: Standings) -> Values:
    """How near the pair is to the nearest that each of the two has (m, 4), by words and by names: 1 if it is that."""
    best = np.maximum(standing[:, :2, 0].astype(np.float32), 1e-3)
    shares = np.minimum(np.stack([alike[:, :2] / best[pairs[:, side]] for side in (0, 1)]), 1)
    return np.stack([shares[:, :, 0].max(0), shares[:, :, 0].min(0), shares[:, :, 1].max(0), shares[:, :, 1].min(0)], 1)


def says(collection: Collection, left: Pairs, right: Pairs) -> NDArray[np.bool_]:
    """Whether both texts of each pair say enough to be like another."""
    return np.asarray(collection.says[left] & collection.says[right])
