"""Decide where a stretch begins and ends, with a small logistic model of the sentences at its edges."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .similarity import Floats, Likeness, Range, Side, Stretch

# Sentences outside a stretch that may still belong to it, and those of the other side that may be their source.
REACH = 4
_WINDOW = 2
# A sentence is kept from this probability; the edges are set so that most words are right.
MIN_PROBABILITY = 0.55


class Signs(NamedTuple):
    """The model's weights, one per sign that a sentence belongs to the stretch.

    Learned by `benchmarks/passage_models.py` on one half of the annotated pairs.
    """

    constant: float
    # Weighted shares (0..1) of the sentence's stems that occur in or near the other side's stretch, and inside it.
    near: float
    within: float
    # Cosine with the most similar sentence there.
    likest: float
    # Whether it is in the stretch that was joined from seeds; if not, how many sentences away it is (1..3).
    inside: float
    outside: float
    # Logarithm of its number of words.
    length: float
    # `near` of its neighbor on the side of the stretch.
    neighbour: float


WEIGHTS = Signs(-2.43, 6.94, -4.69, 5.76, 1.90, -0.27, -0.63, 1.62)


def bounded(both: Likeness, stretch: Stretch) -> Stretch:
    """Return the stretch with its edges moved to where sentences stop belonging to it."""
    for side in (0, 1):
        ranges = list(stretch)
        ranges[side] = _best_range(both, stretch, side)
        stretch = Stretch(*ranges)
    return stretch


def signs(both: Likeness, stretch: Stretch, side: int) -> tuple[Range, Floats]:
    """Return the sentences of one side that may belong to the stretch, and a row of `Signs` for each."""
    own, other = both.sides[side], both.sides[1 - side]
    core, theirs = stretch[side], stretch[1 - side]
    reach, window = _widened(core, REACH, own), _widened(theirs, _WINDOW, other)
    rows = own.shared[reach.first : reach.last + 1]
    totals = np.maximum(own.totals[reach.first : reach.last + 1], 1e-9)
    near, within = (rows @ _present(other, part) / totals for part in (window, theirs))
    cosine = both.cosine if side == 0 else both.cosine.T
    likest = cosine[reach.first : reach.last + 1, window.first : window.last + 1].max(axis=1)
    places = np.arange(reach.first, reach.last + 1)
    outside = np.maximum(np.maximum(core.first - places, places - core.last), 0)
    length = np.log(own.lengths[reach.first : reach.last + 1])
    columns = (near, within, likest, outside == 0, np.minimum(outside, 3), length, _towards(near, places, core))
    return reach, np.stack([np.ones(len(places)), *columns], axis=1)


def _best_range(both: Likeness, stretch: Stretch, side: int) -> Range:
    """Return the run of sentences whose words most probably belong to the stretch."""
    reach, rows = signs(both, stretch, side)
    probability = 1 / (1 + np.exp(-rows @ np.array(WEIGHTS)))
    lengths = both.sides[side].lengths[reach.first : reach.last + 1]
    first, last = _greatest_run((probability - MIN_PROBABILITY) * lengths)
    found = Range(reach.first + first, reach.first + last)
    core = stretch[side]
    return found if found.first <= core.last and core.first <= found.last else core


def _greatest_run(gains: Floats) -> tuple[int, int]:
    """Return the first and last index of the run with the greatest sum (Kadane's algorithm with prefix sums).

    For example, the gains -1, 2, 3, -4, 1 give (1, 2).
    """
    sums = np.concatenate(([0.0], np.cumsum(gains)))
    lowest = np.minimum.accumulate(sums[:-1])
    last = int(np.argmax(sums[1:] - lowest))
    return int(np.argmin(sums[: last + 1])), last


def _present(side: Side, part: Range) -> Floats:
    return np.asarray((side.shared[part.first : part.last + 1] > 0).any(axis=0), dtype=np.float64)


def _widened(part: Range, by: int, side: Side) -> Range:
    return Range(max(0, part.first - by), min(len(side) - 1, part.last + by))


def _towards(near: Floats, places: NDArray[np.int64], core: Range) -> Floats:
    before, after = np.concatenate(([0.0], near[:-1])), np.concatenate((near[1:], [0.0]))
    return np.where(places < core.first, after, np.where(places > core.last, before, (before + after) / 2))
