"""Labeled articles as pairs for training and evaluation, in views that differ in length and dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.chance import Chance, Decoys
from newsgroups.matching.chance.crowd import MIN_DAYS
from newsgroups.matching.retrieval.candidates import candidates
from newsgroups.matching.retrieval.prefilter import Values, cosines, neighbor_scores, passes_prefilter
from newsgroups.matching.sparse.article_set import ArticleSet
from newsgroups.matching.sparse.inverted_index import InvertedIndex, sharing_text

from .features import BY_CHANCE, FEATURE_NAMES, features, with_beginnings

FOLDS = 4
# Length of a feed item.
SHORT_WORDS = 35
# Articles more than a month apart that copy nothing cover two stories, however similar they are. Presented as if they
# were days apart, they teach the model about dense archives. Pairs from one season are the hardest; the others are
# sampled.
FAR_DAYS, SEASON_DAYS, NEARBY_DAYS = 30.0, 90.0, 3.0
SHARE_BEYOND_SEASON = 0.4
# Time span of the archive that the articles are presented as part of.
ARCHIVE_DAYS = 28.0
MAX_COPIED = 0.1

_DAYS = FEATURE_NAMES.index("days apart")
_COPIED = FEATURE_NAMES.index("copied share")


@dataclass(frozen=True, eq=False)
class Labelled:
    """The candidate pairs (m, 2) of a set of articles, with their features.

    `stories` gives each article's true story; None means not labeled, hence no known story. `others` are the labels of
    a second reader, if there are two. `as_if_near` computes features as if the articles of a pair were near in time, as
    `hard_negatives` require.
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
        collection: ArticleSet,
        fingerprints: Sequence[NDArray[np.int64]],
        *,
        as_if_near: bool = False,
        others: Sequence[str | None] | None = None,
        of_events: NDArray[np.bool_] | None = None,
    ) -> "Labelled":
        """Build the pairs. `of_events` are the articles that chance is measured on; by default, all of them."""
        rows = np.arange(len(stories)) if of_events is None else np.flatnonzero(of_events)
        pairs = candidates(collection, also=sharing_text(InvertedIndex.build(fingerprints)))
        alike = cosines(collection, pairs)
        standing = neighbor_scores(len(collection), pairs, alike)
        close = passes_prefilter(pairs, alike, standing, np.zeros(len(stories)) if as_if_near else collection.days)
        _, labels = np.unique(_told_apart(stories), return_inverse=True)
        # A finished archive excludes pairs of known stories from its decoys.
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
        """Return the pairs on which all readers agree."""
        if self.others is None:
            return np.ones(len(self.pairs), dtype=bool)
        return np.asarray(self.same == self._together(self.others))

    def _together(self, stories: Sequence[str | None]) -> NDArray[np.bool_]:
        names = _told_apart(stories)
        return np.asarray(names[self.pairs[:, 0]] == names[self.pairs[:, 1]])

    @property
    def folds(self) -> NDArray[np.int64]:
        """Return a fold for each article by its story, so that no story is in both training and test."""
        return np.array(
            [
                crc32((each or str(place)).encode("utf-8", "surrogatepass")) % FOLDS
                for place, each in enumerate(self.stories)
            ]
        )

    def hard_negatives(self) -> Values:
        """Return features, computed as if near in time, of pairs that are similar but far apart: two stories."""
        random = np.random.default_rng(1)
        gap = np.abs(self.days[self.pairs[:, 0]] - self.days[self.pairs[:, 1]])
        taken = (gap <= SEASON_DAYS) | (random.random(len(gap)) < SHARE_BEYOND_SEASON)
        taken &= (gap > FAR_DAYS) & (self.features[:, _COPIED] < MAX_COPIED)
        found = self.features[taken].copy()
        apart = random.exponential(NEARBY_DAYS, len(found))
        found[:, _DAYS] = np.log1p(apart)
        near = len(self.days) * np.minimum(2 * np.maximum(apart, MIN_DAYS) / ARCHIVE_DAYS, 1)
        found[:, BY_CHANCE] = self.chance.values_among(self.alike[taken], near)
        return found


def _told_apart(stories: Sequence[str | None]) -> NDArray[np.str_]:
    """Give each article without a story a unique label."""
    return np.array([each or f"alone {place}" for place, each in enumerate(stories)])


def weighted_calibration_error(probabilities: NDArray[np.float64], same: NDArray[np.bool_], bins: int = 10) -> float:
    """Return the expected calibration error (Guo and others 2017).

    This is the mean gap between probability and frequency, over bins weighted by their number of pairs. For example,
    if one of two pairs at 0.9 is of one story and none of two at 0.1 is, it is (0.4 + 0.1) / 2 = 0.25.
    """
    place = np.minimum((probabilities * bins).astype(int), bins - 1)
    parts = [place == each for each in range(bins)]
    gaps = [abs(probabilities[p].mean() - same[p].mean()) * p.mean() for p in parts if p.any()]
    return float(sum(gaps))
