"""How close two stories are in what they say, whenever they happened."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.chance import KINDS, Chance
from newsgroups.matching.model.features import with_beginnings
from newsgroups.matching.retrieval.prefilter import cosines
from newsgroups.matching.sparse.article_set import OVERLAP_KINDS
from newsgroups.matching.sparse.article_set import ArticleSet as ArticleSet
from newsgroups.matching.sparse.row_products import products

# Chance is counted among the articles that lie between the two, or within two months, since a follow-up may take that
# long.
WINDOW_DAYS = 60.0
# Weights of names that both have, by the logarithm of their summed rarity. Fitted by logistic regression on follow-ups
# and reactions in whole hours of news in six languages, and in the demo.
_NAMES = "names", "phrases"
_WEIGHTS = np.array([1.0, 3.0])


@dataclass(frozen=True)
class Comparison:
    """Rows, in one collection, of the articles of a story and of those of another story or of one article."""

    ours: Sequence[int]
    theirs: Sequence[int]


def closeness(collection: ArticleSet, chance: Chance, compared: Sequence[Comparison]) -> NDArray[np.float64]:
    """Return how close each two are (n,): about 0 as any two of this archive, 6 and more as related ones.

    Every article of one side is compared with every one of the other by words, names, first sentences, and beginnings.
    For each of these, chance tells how many articles would be as similar; the sum of the four logarithms, negated, is
    averaged over the pairs, and names that both have add to it, most of all names of several words. Up to two months,
    days apart do not count: what follows an event comes later. Beyond, the more articles lie between, the more chance.
    """
    if not compared:
        return np.empty(0)
    pairs = np.array([(one, other) for each in compared for one in each.ours for other in each.theirs], dtype=np.int64)
    lengths = [len(each.ours) * len(each.theirs) for each in compared]
    starts = np.cumsum([0, *lengths[:-1]])
    columns = np.column_stack([_by_chance(collection, chance, pairs), _shared(collection, pairs)])
    means = np.add.reduceat(columns, starts) / np.array(lengths)[:, None]
    return np.asarray(-means[:, 0] + np.log1p(means[:, 1:]) @ _WEIGHTS)


def _by_chance(collection: ArticleSet, chance: Chance, pairs: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the sum of the logarithms of how many articles would be as similar by chance (m,)."""
    alike = with_beginnings(collection, pairs, cosines(collection, pairs))
    days = collection.days
    window = np.fmax(np.abs(days[pairs[:, 0]] - days[pairs[:, 1]]), WINDOW_DAYS)
    one, other = (chance.crowd.articles_near(days[side], window) for side in pairs.T)
    values = chance.values_among(alike, np.sqrt(one * other))[:, :KINDS]
    sums: NDArray[np.float64] = values.sum(axis=1, dtype=np.float64)
    return sums


def _shared(collection: ArticleSet, pairs: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the summed rarity of the names, and of the names of several words, that both have (m, 2)."""
    shared = products(collection.shared, pairs[:, 0], pairs[:, 1])
    return shared[:, [OVERLAP_KINDS.index(kind) for kind in _NAMES]].astype(np.float64)
