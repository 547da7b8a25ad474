"""Compute the probabilities of all pairs of an archive in rounds.

Pairs in stories that earlier rounds found with certainty no longer count as chance pairs.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.chance import Chance, Decoys
from newsgroups.matching.model.classifier import Model
from newsgroups.matching.model.features import BY_CHANCE, FEATURE_NAMES, features, with_beginnings
from newsgroups.matching.retrieval.prefilter import NeighborScores, Pairs, Values, passes_prefilter
from newsgroups.matching.sparse.article_set import ArticleSet
from newsgroups.stories.core.clustering import group

from . import form_series

# More than three rounds change nothing. Among many articles about events, pairs within stories are too few to distort
# the measurement of chance, and the features of all pairs would not fit in memory.
ROUNDS, MAX_ARTICLES = 3, 4_000
# Groups held together by less still count as chance pairs. Removing wrong groups would make pairs like theirs look less
# like chance, and the rounds would reinforce themselves (on an hour of English news, F1 .76 instead of .82).
SURE_LINK = 0.6
# Pairs whose features are in memory at a time: those of about 15,000 articles.
_PAIRS_BATCH_SIZE = 250_000
_COPIED = FEATURE_NAMES.index("copied share")


@dataclass(frozen=True, eq=False)
class Judged:
    """Chance similarity in the archive, and the pairs examined closely.

    For these, it has their positions among all pairs, the same-story probability, and the copied share.
    """

    chance: Chance
    places: NDArray[np.int64]
    probability: NDArray[np.float64]
    copied: Values


def judge_pairs(
    collection: ArticleSet,
    pairs: Pairs,
    alike: Values,
    standing: NeighborScores,
    shares: NDArray[np.bool_],
    of_events: NDArray[np.bool_],
    model: Model,
) -> Judged:
    """Judge the pairs that stand out from their neighbors and from chance, and those that share text (`shares`).

    Chance is measured on articles about events (`of_events`): next to 5,000 coupons, any two reports would look much
    alike.
    """
    archive = _Archive.of(collection, pairs, alike, of_events)
    chance = archive.chance()
    in_rounds = int(of_events.sum()) <= MAX_ARTICLES
    close = passes_prefilter(pairs, alike, standing, collection.days)
    if not in_rounds:
        close[close] = chance.can_tell(alike[close], collection.days, pairs[close])
    places = np.flatnonzero(close | shares)
    probability, copied = np.empty(len(places)), np.empty(len(places), np.float32)
    values = begun = np.empty((0, len(FEATURE_NAMES)), np.float32)
    for start in range(0, len(places), _PAIRS_BATCH_SIZE):
        span = slice(start, start + _PAIRS_BATCH_SIZE)
        near = pairs[places[span]]
        begun = with_beginnings(collection, near, alike[places[span]])
        values = features(collection, near, alike=begun, standing=standing, chance=chance)
        probability[span] = form_series.probability(model, near, values)
        copied[span] = values[:, _COPIED]
    if not in_rounds or not 0 < len(places) <= _PAIRS_BATCH_SIZE:
        return Judged(chance, places, probability, copied)
    for _ in range(ROUNDS - 1):
        stories = _sure_stories(len(collection), pairs[places], probability)
        chance = archive.chance(stories)
        values[:, BY_CHANCE] = chance.values(begun, collection.days, pairs[places])
        probability = form_series.probability(model, pairs[places], values)
    return Judged(chance, places, probability, copied)


@dataclass(frozen=True, eq=False)
class _Archive:
    """What chance is measured on: articles about events, and the similarity of their pairs."""

    decoys: Decoys
    days: NDArray[np.float64]
    sources: NDArray[np.int64]
    pair_days: NDArray[np.float64]
    pairs: Pairs
    alike: Values

    @classmethod
    def of(cls, collection: ArticleSet, pairs: Pairs, alike: Values, of_events: NDArray[np.bool_]) -> "_Archive":
        rows = np.flatnonzero(of_events)
        words = alike[:, 0]
        if len(rows) < len(of_events):
            kept = of_events[pairs].all(axis=1)
            pairs, words = pairs[kept], words[kept]
        days, sources = collection.days[rows], collection.sources[rows]
        return cls(Decoys.of(collection, rows), days, sources, collection.days, pairs, words)

    def chance(self, stories: NDArray[np.int64] | None = None) -> Chance:
        """Measure chance similarity, given the stories known so far."""
        found = Chance.of(self.decoys, self.days, self.sources, stories)
        return found.with_surplus(self.alike, self.pair_days, self.pairs)


def _sure_stories(count: int, pairs: Pairs, probability: NDArray[np.float64]) -> NDArray[np.int64]:
    sure = probability >= SURE_LINK
    return group(count, pairs[sure], probability[sure], least_link=SURE_LINK)
