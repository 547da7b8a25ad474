"""Labelled articles as pairs to learn from and to be measured on, in views that differ in length and dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.chance import Chance, Decoys
from newsgroups.matching.chance.crowd import LEAST_DAYS
from newsgroups.matching.retrieval.candidates import candidates
from newsgroups.matching.retrieval.prefilter import Values, cosines, promising, standings
from newsgroups.matching.sparse.article_set import Collection
from newsgroups.matching.sparse.inverted_index import InvertedIndex, sharing_text

from .features import BY_CHANCE, FEATURE_NAMES, features, with_beginnings

FOLDS = 4
# A feed item is as long as this.
SHORT_WORDS = 35
# Articles of more than a month apart that copy nothing tell two stories, however alike they are. Told to be some days
# apart, they teach what a dense archive is full of. Those of one season are the hardest: of the others only some are
# taken.
FAR_DAYS, SEASON_DAYS, NEARBY_DAYS = 30.0, 90.0, 3.0
SHARE_BEYOND_SEASON = 0.4
# The archive that they are told to be of has come together within so many days.
ARCHIVE_DAYS = 28.0
MOST_COPIED = 0.1

_DAYS = FEATURE_NAMES.index("days apart")
_COPIED = FEATURE_NAMES.index("copied share")


@dataclass(frozen=True, eq=False)
class Labelled:
    """The pairs (m, 2) of a set of articles that deserve a close look, with their features. `stories` gives each
    article's true story; None are not labelled and are of no known story. `others` are those of another reader, if two
    have read the set.

    `as_if_near` looks at pairs as if they were near in time, which is what `hard_negatives` are told to be.
    """

    name: str
    stories: Sequence[str | None]
    days: NDArray[np.float64]
    pairs: NDArray[np.int64]
    features: Values
    alike: Values
    chance: Chance
    others: Sequence[str | None] | None = None

    @classmethod
    def of(
        cls,
        name: str,
        stories: Sequence[str | None],
        collection: Collection,
        fingerprints: Sequence[NDArray[np.int64]],
        *,
        as_if_near: bool = False,
        others: Sequence[str | None] | None = None,
        of_events: NDArray[np.bool_] | None = None,
    ) -> "Labelled":
        """`of_events` are the articles that chance is measured of; all, if not given."""
        rows = np.arange(len(stories)) if of_events is None else np.flatnonzero(of_events)
        pairs = candidates(collection, also=sharing_text(InvertedIndex.build(fingerprints)))
        alike = cosines(collection, pairs)
        standing = standings(len(collection), pairs, alike)
        close = promising(pairs, alike, standing, np.zeros(len(stories)) if as_if_near else collection.days)
        _, labels = np.unique(_told_apart(stories), return_inverse=True)
        # What a finished archive knows of its stories is what it takes out of its decoys.
        decoys = Decoys.of(collection, rows)
        chance = Chance.of(decoys, collection.days[rows], collection.sources[rows], labels)
        both = np.isin(pairs, rows).all(axis=1)
        chance = chance.with_surplus(alike[both, 0], collection.days, pairs[both])
        pairs, alike = pairs[close], alike[close]
        alike = with_beginnings(collection, pairs, alike)
        found = features(collection, pairs, alike=alike, standing=standing, chance=chance)
        return cls(name, stories, collection.days, pairs, found, alike, chance, others)

    @property
    def same(self) -> NDArray[np.bool_]:
        return self._together(self.stories)

    @property
    def agreed(self) -> NDArray[np.bool_]:
        """Of which pairs all readers say the same."""
        if self.others is None:
            return np.ones(len(self.pairs), dtype=bool)
        return np.asarray(self.same == self._together(self.others))

    def _together(self, stories: Sequence[str | None]) -> NDArray[np.bool_]:
        names = _told_apart(stories)
        return np.asarray(names[self.pairs[:, 0]] == names[self.pairs[:, 1]])

    @property
    def folds(self) -> NDArray[np.int64]:
        """A fold for each article by its story, so that no story is in training and in test."""
        return np.array(
            [
                crc32((each or str(place)).encode("utf-8", "surrogatepass")) % FOLDS
                for place, each in enumerate(self.stories)
            ]
        )

    def hard_negatives(self) -> Values:
        """Features of pairs that are alike but far apart in time, told to be near: two stories all the same."""
        random = np.random.default_rng(1)
        gap = np.abs(self.days[self.pairs[:, 0]] - self.days[self.pairs[:, 1]])
        taken = (gap <= SEASON_DAYS) | (random.random(len(gap)) < SHARE_BEYOND_SEASON)
        taken &= (gap > FAR_DAYS) & (self.features[:, _COPIED] < MOST_COPIED)
        found = self.features[taken].copy()
        apart = random.exponential(NEARBY_DAYS, len(found))
        found[:, _DAYS] = np.log1p(apart)
        near = len(self.days) * np.minimum(2 * np.maximum(apart, LEAST_DAYS) / ARCHIVE_DAYS, 1)
        found[:, BY_CHANCE] = self.chance.values_among(self.alike[taken], near)
        return found


def _told_apart(stories: Sequence[str | None]) -> NDArray[np.str_]:
    """Those of no story each under a name of its own."""
    return np.array([each or f"alone {place}" for place, each in enumerate(stories)])


def calibration_error(probabilities: NDArray[np.float64], same: NDArray[np.bool_], bins: int = 10) -> float:
    """Expected calibration error: mean difference of probability and frequency over bins (Guo and others 2017)."""
    place = np.minimum((probabilities * bins).astype(int), bins - 1)
    parts = [place == each for each in range(bins)]
    gaps = [abs(probabilities[p].mean() - same[p].mean()) * p.mean() for p in parts if p.any()]
    return float(sum(gaps))
