"""A few sentences that sum up what the other text tells at length.

Sentence after sentence has its like in the other text, in the same order, but far apart there.
"""

from itertools import pairwise

import numpy as np

from .similarity import Likeness, Range, Stretch
from .stretches import Seeds

# Fewer sentences are a coincidence, and so are less alike ones (mean cosine) or ones in another order.
LEAST_SENTENCES = 3
LEAST_COSINE = 0.5
LEAST_ORDERED = 0.6
# Sentences of the summary without a like between two that have one, and what share of all must have one.
WIDEST_GAP = 1
LEAST_FOUND = 0.5
# Likes of neighbours lie at least so many sentences apart, in most cases: else they are told again, not summed up.
LEAST_JUMP = 3
LEAST_JUMPS = 0.5
# The other side is this many times as long.
LEAST_RATIO = 3
# What takes in half of a text sums up the whole of it.
WHOLE = 0.5
# A stretch is told again sentence by sentence while neither side is longer than this many times the other.
BALANCED = 2.5


def summaries(both: Likeness, seeds: Seeds, told_again: list[Stretch]) -> list[Stretch]:
    """Summaries on either side, but for those that are `told_again` for the most part."""
    found = [each for side in (0, 1) for group in _groups(both, seeds, side) if (each := _summary(both, group, side))]
    balanced = [each for each in told_again if _ratio(both, each) < BALANCED and 1 / _ratio(both, each) < BALANCED]
    return [each for each in found if not any(_mostly(both, each, other) for other in balanced)]


def _groups(both: Likeness, seeds: Seeds, side: int) -> list[list[tuple[int, int, float]]]:
    """Runs of sentences of one side, each with its likest sentence on the other side and their cosine."""
    likest: dict[int, tuple[float, int]] = {}
    for pair in seeds.tolist():
        cosine = float(both.cosine[pair[0], pair[1]])
        likest[pair[side]] = max(likest.get(pair[side], (0.0, 0)), (cosine, pair[1 - side]))
    groups: list[list[tuple[int, int, float]]] = []
    for place, (cosine, other) in sorted(likest.items()):
        if not groups or place - groups[-1][-1][0] > WIDEST_GAP + 1:
            groups.append([])
        groups[-1].append((place, other, cosine))
    return groups


def _summary(both: Likeness, group: list[tuple[int, int, float]], side: int) -> Stretch | None:
    places, others, cosines = zip(*group, strict=True)
    own, theirs = Range(places[0], places[-1]), Range(min(others), max(others))
    if len(group) < LEAST_SENTENCES or np.mean(cosines) < LEAST_COSINE or len(group) < LEAST_FOUND * own.sentences:
        return None
    steps = [after - before for before, after in pairwise(others)]
    jumps, ordered = np.mean([abs(step) >= LEAST_JUMP for step in steps]), np.mean([step > 0 for step in steps])
    if jumps < LEAST_JUMPS or ordered < LEAST_ORDERED:
        return None
    other = both.sides[1 - side]
    if other.lengths[theirs.first : theirs.last + 1].sum() >= WHOLE * other.lengths.sum():
        theirs = Range(0, len(other) - 1)
    stretch = Stretch(own, theirs) if side == 0 else Stretch(theirs, own)
    ratio = _ratio(both, stretch)
    return stretch if (1 / ratio if side == 0 else ratio) >= LEAST_RATIO else None


def _ratio(both: Likeness, stretch: Stretch) -> float:
    """How many times as long the query's side is, in words."""
    (start, end), (other_start, other_end) = both.query.words(stretch.query), both.article.words(stretch.article)
    return (end - start) / (other_end - other_start)


def _mostly(both: Likeness, summary: Stretch, told: Stretch) -> bool:
    """Whether the stretch covers half of the summary itself, its shorter side."""
    side = 0 if _ratio(both, summary) < 1 else 1
    (start, end), (other_start, other_end) = (both.sides[side].words(each[side]) for each in (summary, told))
    return min(end, other_end) - max(start, other_start) >= WHOLE * (end - start)
