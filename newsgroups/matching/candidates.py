"""Which pairs of articles are worth a close look: those that share rare words and names near in time."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from newsgroups.matching.collection import Collection, Matrix

# What tells stories apart stands in the heaviest words; more of them cost time and find nothing.
HEAVY_STEMS, HEAVY_NAMES, HEAVY_EVENTS = 50, 30, 30
# A term in more than 3 % of the articles says nothing of one story, but a small archive needs its few terms.
COMMON_SHARE, COMMON_FLOOR = 0.03, 50
# Neighbours kept of each article by similarity, and as many by similarity weighted by nearness in time.
NEAREST = 40
# Below this two articles share next to nothing.
LEAST_SIMILARITY = 0.04
# After a week two articles of the same words are only a quarter as likely to tell the same story.
TIME_SCALE_DAYS = 7.0
_ROWS_AT_ONCE = 500


def candidates(
    collection: Collection,
    *,
    rows: NDArray[np.int64] | None = None,
    window_days: float = 45.0,
    also: NDArray[np.int64] | None = None,
) -> NDArray[np.int64]:
    """Pairs (m, 2) of rows, i < j, each once; only pairs with one of `rows` if given.

    Articles further apart than the window are compared only if `also`, pairs of rows that share text, says so;
    undated ones with all.
    """
    wanted = np.arange(len(collection)) if rows is None else np.asarray(rows, dtype=np.int64)
    found = [*_alike(collection, wanted, window_days), also if also is not None else np.empty((0, 2), np.int64)]
    pairs = np.concatenate(found)
    pairs = np.sort(pairs[pairs[:, 0] != pairs[:, 1]], axis=1)
    keys = np.unique(pairs[:, 0] * len(collection) + pairs[:, 1])
    return np.stack([keys // len(collection), keys % len(collection)], axis=1) if len(keys) else pairs[:0]


def _alike(collection: Collection, wanted: NDArray[np.int64], window: float) -> Iterator[NDArray[np.int64]]:
    """Nearest neighbours in blocks of rows near in time, so that each block meets only its window."""
    profile = _profile(collection)
    days = collection.days
    by_day = np.argsort(days, kind="stable")
    dated = int(np.count_nonzero(~np.isnan(days)))
    undated, ordered = by_day[dated:], days[by_day[:dated]]
    wanted = wanted[np.argsort(days[wanted], kind="stable")]
    for start in range(0, len(wanted), _ROWS_AT_ONCE):
        block = wanted[start : start + _ROWS_AT_ONCE]
        if np.isnan(days[block]).any():
            others = by_day
        else:
            first, last = np.searchsorted(ordered, [days[block[0]] - window, days[block[-1]] + window], "left")
            others = np.concatenate([by_day[first:last], undated])
        yield _nearest(profile, days, block, others, window)


def _nearest(
    profile: Matrix, days: NDArray[np.float64], block: NDArray[np.int64], others: NDArray[np.int64], window: float
) -> NDArray[np.int64]:
    similar = sparse.csr_array(profile[block] @ profile[others].T)
    pairs = [np.empty((0, 2), np.int64)]
    for place, row in enumerate(block.tolist()):
        start, end = similar.indptr[place], similar.indptr[place + 1]
        near, value = others[similar.indices[start:end]], similar.data[start:end]
        gap = np.abs(days[near] - days[row])
        good = (value > LEAST_SIMILARITY) & (near != row) & ~(gap > window)
        near, value, gap = near[good], value[good], gap[good]
        if len(near) > NEAREST:
            faded = value * np.where(np.isnan(gap), 0.5, 0.25 + 0.75 * np.exp(-gap / TIME_SCALE_DAYS))
            best = [np.argpartition(-each, NEAREST)[:NEAREST] for each in (value, faded)]
            near = near[np.unique(np.concatenate(best))]
        pairs.append(np.stack([np.full(len(near), row), near], axis=1))
    return np.concatenate(pairs)


def _profile(collection: Collection) -> Matrix:
    """The heaviest stems, names and events of each article beside each other, without common columns."""
    limit = max(COMMON_FLOOR, COMMON_SHARE * len(collection))
    parts = [
        _heaviest(collection.body, HEAVY_STEMS) * 0.7,
        _heaviest(collection.names, HEAVY_NAMES) * 0.5,
        _heaviest(collection.events, HEAVY_EVENTS) * 0.4,
    ]
    profile = sparse.csr_array(sparse.hstack(parts))
    often = np.bincount(profile.indices, minlength=profile.shape[1])
    profile.data[(often[profile.indices] > limit) | (often[profile.indices] < 2)] = 0
    profile.eliminate_zeros()
    used = np.unique(profile.indices)
    return sparse.csr_array(
        (profile.data, np.searchsorted(used, profile.indices), profile.indptr), (profile.shape[0], len(used))
    )


def _heaviest(matrix: Matrix, count: int) -> Matrix:
    """Each row's `count` largest values."""
    lengths = np.diff(matrix.indptr)
    rows = np.repeat(np.arange(matrix.shape[0]), lengths)
    order = np.lexsort((matrix.indices, -matrix.data, rows))
    rank = np.arange(len(order)) - np.repeat(matrix.indptr[:-1], lengths)
    kept = np.sort(order[rank < count])
    ends = np.concatenate([[0], np.cumsum(np.minimum(lengths, count))])
    return sparse.csr_array((matrix.data[kept], matrix.indices[kept], ends), shape=matrix.shape)
