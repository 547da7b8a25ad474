"""The probabilities of all pairs of an archive, in rounds: stories that were found surely are no chance pairs."""

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.chance import Chance, Decoys
from newsgroups.matching.model.classifier import Model
from newsgroups.matching.model.features import BY_CHANCE, FEATURE_NAMES, features, with_beginnings
from newsgroups.matching.retrieval.prefilter import Pairs, Standings, Values
from newsgroups.matching.sparse.article_set import Collection
from newsgroups.stories.core.clustering import group

# More than three rounds change nothing. In a large archive the pairs of stories are too few to pass for chance, and the
# features of all pairs are too many to be held.
ROUNDS, MOST_ARTICLES = 3, 5_000
# Groups that are held together by less stay among what chance brings: wrong ones that are taken out make the like of
# them look less by chance, and rounds would feed themselves (an hour of English news: F1 .76 for .82).
SURE_LINK = 0.6
# Pairs whose features are held at once: those of some 15,000 articles.
_PAIRS_AT_ONCE = 250_000
_COPIED = FEATURE_NAMES.index("copied share")


def judged(
    collection: Collection, pairs: Pairs, alike: Values, standing: Standings, close: NDArray[np.bool_], model: Model
) -> tuple[Chance, NDArray[np.float64], Values]:
    """What chance brings in the archive, and of the `close` ones among its pairs the probability that both tell one
    story, and the share that was copied.
    """
    decoys = Decoys.of(collection)
    chance = _chance(decoys, collection, pairs, alike)
    near, near_alike = pairs[close], alike[close]
    probability, copied = np.empty(len(near)), np.empty(len(near), np.float32)
    values = np.empty((0, len(FEATURE_NAMES)), np.float32)
    for start in range(0, len(near), _PAIRS_AT_ONCE):
        span = slice(start, start + _PAIRS_AT_ONCE)
        values = features(collection, near[span], alike=near_alike[span], standing=standing, chance=chance)
        probability[span] = model.probability(values)
        copied[span] = values[:, _COPIED]
    if not len(near) or len(near) > _PAIRS_AT_ONCE or len(collection) > MOST_ARTICLES:
        return chance, probability, copied
    begun = with_beginnings(collection, near, near_alike)
    for _ in range(ROUNDS - 1):
        stories = _sure_stories(len(collection), near, probability)
        chance = _chance(decoys, collection, pairs, alike, stories)
        values[:, BY_CHANCE] = chance.values(begun, collection.days, near)
        probability = model.probability(values)
    return chance, probability, copied


def _chance(
    decoys: Decoys, collection: Collection, pairs: Pairs, alike: Values, stories: NDArray[np.int64] | None = None
) -> Chance:
    found = Chance.of(decoys, collection.days, collection.sources, stories)
    return found.with_surplus(alike[:, 0], collection.days, pairs)


def _sure_stories(count: int, pairs: Pairs, probability: NDArray[np.float64]) -> NDArray[np.int64]:
    sure = probability >= SURE_LINK
    return group(count, pairs[sure], probability[sure], least_link=SURE_LINK)
