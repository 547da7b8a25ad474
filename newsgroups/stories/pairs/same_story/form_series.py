"""Recognize series: articles of one outlet written in one form about different things, such as previews of matches.

They begin so much alike that a model takes them for one story. Two such articles may still be one story, told twice by
an outlet; three or more are a form that the outlet fills in.
"""

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.model.classifier import Model
from newsgroups.matching.model.features import in_one_form
from newsgroups.matching.retrieval.prefilter import Pairs, Values

MIN_ARTICLES = 3
# Maximum probability of two articles of a series: below what a story requires.
MAX_PROBABILITY = 0.3


def probability(model: Model, pairs: Pairs, values: Values) -> NDArray[np.float64]:
    """Return the same-story probability (m,) of pairs (m, 2) with the given features, low within a series."""
    found = model.probability(values)
    return np.where(in_series(pairs, values), np.minimum(found, MAX_PROBABILITY), found)


def in_series(pairs: Pairs, values: Values) -> NDArray[np.bool_]:
    """Return which pairs are in one form, if one of their articles has other pairs in that form as well."""
    found = in_one_form(values)
    others = np.bincount(pairs[found].ravel(), minlength=int(pairs.max(initial=-1)) + 1)
    return np.asarray(found & (others[pairs] >= MIN_ARTICLES - 1).any(axis=1))
