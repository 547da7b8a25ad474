"""Labelled articles as pairs to learn from and to be measured on, in views that differ in length and dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.candidates import candidates
from newsgroups.matching.collection import Collection
from newsgroups.matching.copies import InvertedIndex, sharing_text
from newsgroups.matching.features import FEATURE_NAMES, Values, cosines, features, promising, standings

FOLDS = 4
# A feed item is as long as this.
SHORT_WORDS = 35
# Articles of more than a quarter apart that copy nothing tell two stories, however alike they are. Told to be some
# days apart, they teach what a dense archive is full of.
FAR_DAYS, NEARBY_DAYS = 90.0, 4.0
MOST_COPIED = 0.1

_DAYS = FEATURE_NAMES.index("days apart")
_COPIED = FEATURE_NAMES.index("copied share")


@dataclass(frozen=True, eq=False)
class Labelled:
    """The pairs (m, 2) of a set of articles that deserve a close look, with their features. `stories` gives each
    article's true story; None are not labelled and are of no known story.
    """

    name: str
    stories: Sequence[str | None]
    days: NDArray[np.float64]
    pairs: NDArray[np.int64]
    features: Values

    @classmethod
    def of(
        cls,
        name: str,
        stories: Sequence[str | None],
        collection: Collection,
        fingerprints: Sequence[NDArray[np.int64]],
    ) -> "Labelled":
        pairs = candidates(collection, also=sharing_text(InvertedIndex.build(fingerprints)))
        alike = cosines(collection, pairs)
        standing = standings(len(collection), pairs, alike)
        close = promising(pairs, alike, standing)
        found = features(collection, pairs[close], alike=alike[close], standing=standing)
        return cls(name, stories, collection.days, pairs[close], found)

    @property
    def same(self) -> NDArray[np.bool_]:
        names = np.array([each or f"alone {place}" for place, each in enumerate(self.stories)])
        return np.asarray(names[self.pairs[:, 0]] == names[self.pairs[:, 1]])

    @property
    def folds(self) -> NDArray[np.int64]:
        """A fold for each article by its story, so that no story is in training and in test."""
        return np.array([crc32((each or str(place)).encode()) % FOLDS for place, each in enumerate(self.stories)])

    def hard_negatives(self) -> Values:
        """Features of pairs that are alike but far apart in time, told to be near: two stories all the same."""
        gap = np.abs(self.days[self.pairs[:, 0]] - self.days[self.pairs[:, 1]])
        found = self.features[(gap > FAR_DAYS) & (self.features[:, _COPIED] < MOST_COPIED)].copy()
        found[:, _DAYS] = np.log1p(np.random.default_rng(1).exponential(NEARBY_DAYS, len(found)))
        return found


def calibration_error(probabilities: NDArray[np.float64], same: NDArray[np.bool_], bins: int = 10) -> float:
    """Expected calibration error: mean difference of probability and frequency over bins (Guo and others 2017)."""
    place = np.minimum((probabilities * bins).astype(int), bins - 1)
    parts = [place == each for each in range(bins)]
    gaps = [abs(probabilities[p].mean() - same[p].mean()) * p.mean() for p in parts if p.any()]
    return float(sum(gaps))
