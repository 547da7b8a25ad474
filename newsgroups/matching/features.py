"""What a pair of articles has in common, as numbers that a reader understands."""

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.collection import Collection, Matrix

FEATURE_NAMES = (
    "words alike",
    "titles alike",
    "first sentences alike",
    "names alike",
    "numbers alike",
    "who, where and when alike",
    "title told in the other text",
    "each title told in the other text",
    "copied share",
    "more alike than their neighbours",
    "names more alike than their neighbours'",
    "days apart",
    "a date is missing",
    "same outlet",
    "length",
    "difference in length",
)
# The background against which a pair stands out: how alike each of the two is to its 20th-nearest article.
NEIGHBOUR = 20
_PAIRS_AT_ONCE = 50_000


def features(collection: Collection, pairs: NDArray[np.int64]) -> NDArray[np.float32]:
    """Features (m, 16) of pairs (m, 2) of rows. Give all candidates of an article at once: the level of its
    neighbours is taken from them.
    """
    if not len(pairs):
        return np.empty((0, len(FEATURE_NAMES)), dtype=np.float32)
    parts = [
        _directly(collection, pairs[start : start + _PAIRS_AT_ONCE]) for start in range(0, len(pairs), _PAIRS_AT_ONCE)
    ]
    found = np.concatenate(parts)
    for alike, relative in (
        ("words alike", "more alike than their neighbours"),
        ("names alike", "names more alike than their neighbours'"),
    ):
        value = found[:, FEATURE_NAMES.index(alike)]
        level = _level(len(collection), pairs, value)
        found[:, FEATURE_NAMES.index(relative)] = value - (level[pairs[:, 0]] + level[pairs[:, 1]]) / 2
    return found


def _directly(collection: Collection, pairs: NDArray[np.int64]) -> NDArray[np.float32]:
    left, right = pairs[:, 0], pairs[:, 1]
    told = np.stack([_told(collection, left, right), _told(collection, right, left)])
    gap = np.abs(collection.days[left] - collection.days[right])
    lengths = np.log(np.stack([collection.words[left], collection.words[right]]) + 5)
    columns = {
        "words alike": _dot(collection.body, collection.body, left, right),
        "titles alike": _dot(collection.title, collection.title, left, right),
        "first sentences alike": _dot(collection.lead, collection.lead, left, right),
        "names alike": _dot(collection.names, collection.names, left, right),
        "numbers alike": _dot(collection.numbers, collection.numbers, left, right),
        "who, where and when alike": _dot(collection.events, collection.events, left, right),
        "title told in the other text": told.max(axis=0),
        "each title told in the other text": told.min(axis=0),
        "copied share": copied_share(collection, pairs),
        "days apart": np.log1p(np.nan_to_num(gap)),
        "a date is missing": np.isnan(gap),
        "same outlet": collection.sources[left] == collection.sources[right],
        "length": lengths.min(axis=0),
        "difference in length": np.abs(lengths[0] - lengths[1]),
    }
    zero = np.zeros(len(pairs))
    return np.stack([np.asarray(columns.get(name, zero), dtype=np.float32) for name in FEATURE_NAMES], axis=1)


def copied_share(collection: Collection, pairs: NDArray[np.int64]) -> NDArray[np.float64]:
    """An estimate of the greater share of one article that stands in the other, from their fingerprints.

    Damped by three, so that two captions of one sentence are not taken for copies of articles.
    """
    held = collection.fingerprints
    lengths = np.diff(held.indptr)
    shared = _dot(held, held, pairs[:, 0], pairs[:, 1])
    return np.asarray(shared / (np.minimum(lengths[pairs[:, 0]], lengths[pairs[:, 1]]) + 3), dtype=np.float64)


def _told(collection: Collection, title: NDArray[np.int64], text: NDArray[np.int64]) -> NDArray[np.float64]:
    """The share of the title's weight that stands anywhere in the other text."""
    whole = np.asarray(collection.title_weights[title].sum(axis=1)).ravel()
    told = _dot(collection.title_weights, collection.presence, title, text)
    return np.asarray(told / np.maximum(whole, 1), dtype=np.float64)


def _dot(a: Matrix, b: Matrix, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.asarray(a[left].multiply(b[right]).sum(axis=1), dtype=np.float64).ravel()


def _level(count: int, pairs: NDArray[np.int64], value: NDArray[np.float32]) -> NDArray[np.float32]:
    """Of each article the 20th-greatest value among its pairs; 0 where it has fewer."""
    article, both = pairs.T.ravel(), np.concatenate([value, value])
    order = np.lexsort((-both, article))
    starts = np.searchsorted(article[order], np.arange(count + 1))
    place = starts[:-1] + NEIGHBOUR - 1
    level = np.zeros(count, dtype=np.float32)
    has = place < starts[1:]
    level[has] = both[order][place[has]]
    return level
