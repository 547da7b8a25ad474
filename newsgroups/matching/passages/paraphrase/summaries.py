"""Find summaries: a few sentences that condense a long part of the other text.

Each sentence has a counterpart in the other text, in the same order but far apart.
"""

from itertools import pairwise

import numpy as np

from .similarity import Likeness, Range, Stretch
from .stretches import Seeds

# Fewer sentences are a coincidence, as are less similar ones (mean cosine) and ones in a different order.
MIN_SENTENCES = 3
MIN_COSINE = 0.5
MIN_ORDERED = 0.6
# Maximum number of unmatched summary sentences between matched ones, and the minimum matched share of all.
WIDEST_GAP = 1
MIN_FOUND = 0.5
# Counterparts of neighbors are mostly at least this many sentences apart; otherwise it is a rewording.
MIN_JUMP = 3
MIN_JUMPS = 0.5
# The other side is at least this many times as long.
MIN_RATIO = 3
# A match that covers half of a text summarizes all of it.
WHOLE = 0.5
# A stretch is a rewording, sentence by sentence, if neither side is longer than this many times the other.
BALANCED = 2.5


def summaries(both: Likeness, seeds: Seeds, told_again: list[Stretch]) -> list[Stretch]:
    """Return summaries on either side, except those that are mostly in `told_again`."""
    found = [each for side in (0, 1) for group in _groups(both, seeds, side) if (each := _summary(both, group, side))]
    balanced = [each for each in told_again if _ratio(both, each) < BALANCED and 1 / _ratio(both, each) < BALANCED]
    return [each for each in found if not any(_mostly(both, each, other) for other in balanced)]


def _groups(both: Likeness, seeds: Seeds, side: int) -> list[list[tuple[int, int, float]]]:
    """Return runs of sentences of one side, each with its most similar sentence on the other and their cosine."""
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
    if len(group) < MIN_SENTENCES or np.mean(cosines) < MIN_COSINE or len(group) < MIN_FOUND * own.sentences:
        return None
    steps = [after - before for before, after in pairwise(others)]
    jumps, ordered = np.mean([abs(step) >= MIN_JUMP for step in steps]), np.mean([step > 0 for step in steps])
    if jumps < MIN_JUMPS or ordered < MIN_ORDERED:
        return None
    other = both.sides[1 - side]
    if other.lengths[theirs.first : theirs.last + 1].sum() >= WHOLE * other.lengths.sum():
        theirs = Range(0, len(other) - 1)
    stretch = Stretch(own, theirs) if side == 0 else Stretch(theirs, own)
    ratio = _ratio(both, stretch)
    return stretch if (1 / ratio if side == 0 else ratio) >= MIN_RATIO else None


def _ratio(both: Likeness, stretch: Stretch) -> float:
    """Return the ratio of the query's side to the article's, in words."""
    (start, end), (other_start, other_end) = both.query.words(stretch.query), both.article.words(stretch.article)
    return (end - start) / (other_end - other_start)


def _mostly(both: Likeness, summary: Stretch, told: Stretch) -> bool:
    """Return whether the stretch covers half of the summary's own, shorter side."""
    side = 0 if _ratio(both, summary) < 1 else 1
    (start, end), (other_start, other_end) = (both.sides[side].words(each[side]) for each in (summary, told))
    return min(end, other_end) - max(start, other_start) >= WHOLE * (end - start)
