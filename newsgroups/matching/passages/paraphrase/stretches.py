"""Join similar sentences into stretches on both sides."""

import numpy as np
from numpy.typing import NDArray

from .similarity import Likeness, Range, Stretch

# Like all thresholds for reworded passages, chosen on one half of the annotated pairs and scored on the other
# (benchmarks/reuse_passages.py).
MIN_COSINE = 0.3
MIN_DICE = 0.3
# Minimum similarity of the two sides of a stretch as a whole, once its seeds are joined.
MIN_ALIKE = 0.33
# Maximum number of sentences between two seeds of a stretch, tried in this order until the sides are similar.
GAPS = (2, 1, 0)
# Two stretches with at most this many sentences between them on both sides merge if the result is similar.
MERGED_GAP = 1
MERGED_ALIKE = 0.3

Seeds = NDArray[np.int64]


def seeds(both: Likeness) -> Seeds:
    """Return pairs (query sentence, article sentence) that are similar by weight and by number of stems."""
    return np.argwhere((both.cosine > MIN_COSINE) & (both.dice > MIN_DICE))


def stretches(
    both: Likeness, found: Seeds, *, min_alike: float = MIN_ALIKE, gaps: tuple[int, ...] = GAPS
) -> list[Stretch]:
    """Join seeds across the first of the gaps; stretches that are not similar as a whole are retried with the next."""
    kept = []
    for cluster in _clusters(found, gaps[0]) if len(found) else []:
        (query, article), (query_last, article_last) = cluster.min(axis=0).tolist(), cluster.max(axis=0).tolist()
        stretch = Stretch(Range(query, query_last), Range(article, article_last))
        if both.alike(stretch) >= min_alike:
            kept.append(stretch)
        elif len(gaps) > 1:
            kept += stretches(both, cluster, min_alike=min_alike, gaps=gaps[1:])
    return kept


def merged(both: Likeness, parts: list[Stretch]) -> list[Stretch]:
    """Merge stretches that are adjacent on both sides, in any order."""
    done: list[Stretch] = []
    for part in sorted(parts):
        near = next((each for each in done if _may_merge(both, each, part)), None)
        if near:
            done.remove(near)
            part = bounding_stretch(near, part)
        done.append(part)
    return done if len(done) == len(parts) else merged(both, done)


def bounding_stretch(one: Stretch, other: Stretch) -> Stretch:
    ranges = [Range(min(a.first, b.first), max(a.last, b.last)) for a, b in zip(one, other, strict=True)]
    return Stretch(*ranges)


def _may_merge(both: Likeness, one: Stretch, other: Stretch) -> bool:
    gaps = [max(a.first, b.first) - min(a.last, b.last) - 1 for a, b in zip(one, other, strict=True)]
    return max(gaps) <= MERGED_GAP and both.alike(bounding_stretch(one, other)) >= MERGED_ALIKE


def _clusters(found: Seeds, gap: int) -> list[Seeds]:
    """Return clusters of seeds with at most `gap` sentences between neighbors on either side."""
    open_, done = [found], []
    while open_:
        cluster = open_.pop()
        for side in (0, 1):
            ordered = cluster[np.argsort(cluster[:, side], kind="stable")]
            breaks = np.flatnonzero(np.diff(ordered[:, side]) > gap + 1) + 1
            if len(breaks):
                open_ += np.split(ordered, breaks)
                break
        else:
            done.append(cluster)
    return done
