"""Decide whether the sides of a stretch share enough for one to reword the other, with a small logistic model."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from newsgroups.matching.passages.base.types import SharedRun

from .similarity import Floats, Likeness, Stretch

# A stretch is accepted from this probability. On annotated pairs, this keeps as many true ones as a threshold on the
# cosine alone and admits two thirds of the false ones.
MIN_PROBABILITY = 0.6
# Words in a row that suggest copying.
MIN_RUN = 5


class Signs(NamedTuple):
    """The model's weights, one per sign that both sides have the same content.

    Learned by `benchmarks/passage_models.py` on one half of the annotated pairs.
    """

    constant: float
    # Cosine of the two sides as a whole.
    alike: float
    # Logarithms of the characters of the shorter side and of the number of stems in both.
    characters: float
    shared: float
    # Weighted share of the query's stems that occur on the article's side.
    within: float
    # Logarithm of the number of shared runs of at least five words.
    runs: float
    # Logarithm of the ratio of the lengths.
    unequal: float
    # Whether the query's side, and the article's, is a single sentence.
    one_sentence: float
    one_sentence_there: float


WEIGHTS = Signs(-2.31, 0.48, -1.05, 3.22, 1.27, 1.54, -1.34, -1.40, -0.76)


def is_believed(both: Likeness, stretch: Stretch, runs: Sequence[SharedRun]) -> bool:
    return float(1 / (1 + np.exp(-signs(both, stretch, runs) @ np.array(WEIGHTS)))) >= MIN_PROBABILITY


def signs(both: Likeness, stretch: Stretch, runs: Sequence[SharedRun]) -> Floats:
    """Return the values that `Signs` weighs."""
    sides = list(zip(both.sides, stretch, strict=True))
    rows = [side.shared[part.first : part.last + 1] for side, part in sides]
    words = [side.words(part) for side, part in sides]
    sums, has = rows[0].sum(axis=0), [(each > 0).any(axis=0) for each in rows]
    total = both.query.totals[stretch.query.first : stretch.query.last + 1].sum()
    lengths = [end - start for start, end in words]
    values = (
        1.0,
        both.alike(stretch),
        np.log(min(side.characters(part) for side, part in sides)),
        np.log1p((has[0] & has[1]).sum()),
        (sums * has[1]).sum() / max(total, 1e-9),
        np.log1p(sum(_lies_in(run, words) for run in runs)),
        abs(np.log(lengths[0] / lengths[1])),
        stretch.query.sentences == 1,
        stretch.article.sentences == 1,
    )
    return np.array(values, dtype=np.float64)


def _lies_in(run: SharedRun, words: Sequence[tuple[int, int]]) -> bool:
    places = zip((run.query, run.article), words, strict=True)
    return run.length >= MIN_RUN and all(start <= place < end for place, (start, end) in places)
