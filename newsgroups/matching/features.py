"""What a pair of articles has in common, as numbers that a reader understands."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.collection import SHARED, TOLD, Collection
from newsgroups.matching.products import held_by, products, products_and_greatest

FEATURE_NAMES = (
    "words alike",
    "titles alike",
    "first sentences alike",
    "names alike",
    "names shared",
    "rarest name shared",
    "names in a row shared",
    "rare words shared",
    "rarest word shared",
    "places shared",
    "places differ",
    "people shared",
    "people differ",
    "ages shared",
    "ages differ",
    "numbers shared",
    "amounts shared",
    "copied share",
    "title told in the other text",
    "each title told in the other text",
    "first sentences told in the other text",
    "first sentences of each told in the other text",
    "days named by both",
    "who, where and when shared",
    "more alike than their neighbours",
    "names more alike than their neighbours'",
    "first sentences more alike than their neighbours'",
    "nearest of one",
    "nearest of both",
    "names nearest of one",
    "names nearest of both",
    "days apart",
    "a date is missing",
    "same outlet",
    "length",
    "difference in length",
)
# With more of most features two articles are never less probably of one story. What is told in relation to others may
# go either way: the nearest of a lonely article need not be near, and that neither names a day says more for one story
# than that each names another (-1 and 0). Bound to rise, these cost .01 of incidents.
_FALLING = frozenset({"places differ", "people differ", "ages differ", "days apart"})
_FREE = frozenset(
    {
        "days named by both",
        "who, where and when shared",
        "nearest of one",
        "nearest of both",
        "names nearest of one",
        "names nearest of both",
        "a date is missing",
        "same outlet",
        "length",
        "difference in length",
    }
)
# What is known of any two articles, however little they say.
_KNOWN_OF_ANY = frozenset({"days apart", "a date is missing", "same outlet", "length", "difference in length"})
_BY_WORDS = np.array([name not in _KNOWN_OF_ANY for name in FEATURE_NAMES])
DIRECTIONS = np.array([-1 if n in _FALLING else 0 if n in _FREE else 1 for n in FEATURE_NAMES], dtype=np.int8)

# The background against which a pair stands out: how alike each of the two is to its 20th-nearest article.
NEIGHBOUR = 20
# All bits of a number in half precision.
_BITS = np.uint16(0xFFFF)
# From here one text is a copy of the other.
COPY = 0.8
# A text of fewer words says too little to be like any other.
LEAST_WORDS = 5
# What is undated may be of any day: like articles a week apart.
UNKNOWN_DAYS = 7.0
# How much words, names and first sentences count in a first look.
_FIRST_LOOK = np.array([1.0, 0.5, 0.3], dtype=np.float32)
# What a pair has to promise. In a topic that fills the news for days no pair stands out, so that of articles near in
# time nearly all get a close look: 13 of 15 true pairs of a large archive that had got none from a single limit of
# -.05 do. Far from each other, pairs that hardly stand out are nearly never of one story.
NEAR_DAYS = 7.0
LEAST_PROMISE_NEAR, LEAST_PROMISE_FAR = -0.12, -0.03
# The values of so many pairs fit into the processor's cache.
_PAIRS_AT_ONCE = 10_000
Pairs = NDArray[np.int64]
Values = NDArray[np.float32]
Standings = NDArray[np.float16]


def cosines(collection: Collection, pairs: Pairs) -> Values:
    """How alike words, names and first sentences of pairs are: (m, 3), each 0..1. Pairs of one left article should
    follow each other.
    """
    left, right = pairs.T
    return products(collection.alike, left, right) * _says(collection, left, right)[:, None]


def standings(count: int, pairs: Pairs, alike: Values) -> Standings:
    """Of each of `count` articles the 20 greatest of each cosine among its pairs, falling, 0 where it has fewer:
    (count, 3, 20), in half precision as they are stored. Copies are no background: a text that many outlets have would
    else stand out from nothing.
    """
    found = np.zeros((count, alike.shape[1], NEIGHBOUR), dtype=np.float16)
    for column, values in enumerate(_background(alike).astype(np.float16).T):
        # Bits of numbers that are not negative have their order, and one key is sorted in a tenth of the time of two.
        bits = _BITS - values.view(np.uint16)
        keys = np.concatenate([article << 16 | bits for article in pairs.T])
        keys.sort()
        starts = np.searchsorted(keys, np.arange(count + 1) << 16)
        places = starts[:-1, None] + np.arange(NEIGHBOUR)
        kept = places < starts[1:, None]
        found[:, column][kept] = (_BITS - keys[places[kept]].astype(np.uint16)).view(np.float16)
    return found


def with_neighbour(standing: Standings, alike: Values) -> Standings:
    """The standings (n, 3, 20) of articles that have each got a new neighbour as much alike (n, 3)."""
    both = np.concatenate([standing, _background(alike)[:, :, None].astype(np.float16)], axis=2)
    return -np.sort(-both, axis=2)[:, :, :NEIGHBOUR]


def _background(alike: Values) -> Values:
    return np.where(alike[:, :1] >= COPY, np.float32(0), alike)


def promising(pairs: Pairs, alike: Values, standing: Standings, days: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which pairs stand out from their neighbours so much that a close look at them can tell something. `days` are
    those of all articles.
    """
    found = np.empty(len(pairs), dtype=bool)
    for start in range(0, len(pairs), _PAIRS_AT_ONCE):
        span = slice(start, start + _PAIRS_AT_ONCE)
        near = days_apart(days, pairs[span]) <= NEAR_DAYS
        least = np.where(near, LEAST_PROMISE_NEAR, LEAST_PROMISE_FAR)
        found[span] = _relative(pairs[span], alike[span], standing) @ _FIRST_LOOK > least
    return found


def days_apart(days: NDArray[np.float64], pairs: Pairs) -> NDArray[np.float64]:
    """Days between the two of each pair; what is undated may be of any day, and is taken for a week apart."""
    return np.nan_to_num(_gap(days, pairs), nan=UNKNOWN_DAYS)


def _gap(days: NDArray[np.float64], pairs: Pairs) -> NDArray[np.float64]:
    return np.asarray(np.abs(days[pairs[:, 0]] - days[pairs[:, 1]]))


def _relative(pairs: Pairs, alike: Values, standing: Standings) -> Values:
    level = standing[:, :, -1].astype(np.float32)
    return np.asarray(alike - (level[pairs[:, 0]] + level[pairs[:, 1]]) / 2, dtype=np.float32)


def _nearness(pairs: Pairs, alike: Values, standing: Standings) -> Values:
    """How near the pair is to the nearest that each of the two has (m, 4), by words and by names: 1 if it is that."""
    best = np.maximum(standing[:, :2, 0].astype(np.float32), 1e-3)
    shares = np.minimum(np.stack([alike[:, :2] / best[pairs[:, side]] for side in (0, 1)]), 1)
    return np.stack([shares[:, :, 0].max(0), shares[:, :, 0].min(0), shares[:, :, 1].max(0), shares[:, :, 1].min(0)], 1)


def features(
    collection: Collection, pairs: Pairs, *, alike: Values | None = None, standing: Standings | None = None
) -> Values:
    """Features (m, 36) of pairs (m, 2) of rows.

    `alike` are the pairs' `cosines`, and `standing` the `standings` of all rows; without these they are taken from
    the pairs, so give all candidates of an article at once.
    """
    if not len(pairs):
        return np.empty((0, len(FEATURE_NAMES)), dtype=np.float32)
    alike = cosines(collection, pairs) if alike is None else alike
    standing = standings(len(collection), pairs, alike) if standing is None else standing
    relative = np.concatenate([_relative(pairs, alike, standing), _nearness(pairs, alike, standing)], axis=1)
    found = _Found.of(collection, pairs)
    values = np.empty((len(pairs), len(FEATURE_NAMES)), np.float32)
    for start in range(0, len(pairs), _PAIRS_AT_ONCE):
        span = slice(start, start + _PAIRS_AT_ONCE)
        values[span] = _directly(collection, pairs[span], alike[span], relative[span], found.of_pairs(span))
    return values


@dataclass(frozen=True, eq=False)
class _Found:
    """What pairs share in each of `SHARED` and the greatest of it (m, 11), the share of their fingerprints (m,), and
    the shares that are told in the other text, of titles and of first sentences, both ways (2, m, 2).
    """

    shared: Values
    greatest: Values
    copied: Values
    told: Values

    @classmethod
    def of(cls, collection: Collection, pairs: Pairs) -> "_Found":
        shared, greatest = products_and_greatest(collection.shared, *pairs.T)
        return cls(shared, greatest, copied_share(collection, pairs), _told(collection, *pairs.T))

    def of_pairs(self, span: slice) -> "_Found":
        return _Found(self.shared[span], self.greatest[span], self.copied[span], self.told[:, span])


def _directly(collection: Collection, pairs: Pairs, alike: Values, relative: Values, found: _Found) -> Values:
    left, right = pairs[:, 0], pairs[:, 1]
    lengths = np.log(np.stack([collection.words[left], collection.words[right]]) + 5)
    told = found.told
    shared, rarest = (dict(zip(SHARED, each.T, strict=True)) for each in (found.shared, found.greatest))
    held = dict(zip(SHARED, (collection.shared.lengths > 0).T, strict=True))
    both = {name: held[name][left] & held[name][right] for name in ("places", "people", "ages", "days")}
    columns = {
        "words alike": alike[:, 0],
        "titles alike": shared["title"],
        "first sentences alike": alike[:, 2],
        "names alike": alike[:, 1],
        "names shared": np.log1p(shared["names"]),
        "rarest name shared": rarest["names"],
        "names in a row shared": np.log1p(shared["phrases"]),
        "rare words shared": np.log1p(shared["stems"]),
        "rarest word shared": rarest["stems"],
        "numbers shared": np.log1p(shared["numbers"]),
        "amounts shared": np.log1p(shared["amounts"]),
        "copied share": found.copied,
        "title told in the other text": told[:, :, 0].max(axis=0),
        "each title told in the other text": told[:, :, 0].min(axis=0),
        "first sentences told in the other text": told[:, :, 1].max(axis=0),
        "first sentences of each told in the other text": told[:, :, 1].min(axis=0),
        "days named by both": np.where(both["days"], shared["days"], -1),
        "who, where and when shared": np.log1p(shared["events"]),
        "more alike than their neighbours": relative[:, 0],
        "names more alike than their neighbours'": relative[:, 1],
        "first sentences more alike than their neighbours'": relative[:, 2],
        "nearest of one": relative[:, 3],
        "nearest of both": relative[:, 4],
        "names nearest of one": relative[:, 5],
        "names nearest of both": relative[:, 6],
        "days apart": np.log1p(days_apart(collection.days, pairs)),
        "a date is missing": np.isnan(_gap(collection.days, pairs)),
        "same outlet": collection.sources[left] == collection.sources[right],
        "length": lengths.min(axis=0),
        "difference in length": np.abs(lengths[0] - lengths[1]),
    }
    for name in ("places", "people", "ages"):
        columns[f"{name} shared"] = np.log1p(shared[name])
        columns[f"{name} differ"] = both[name] & (shared[name] == 0)
    values = np.stack([np.asarray(columns[name], dtype=np.float32) for name in FEATURE_NAMES], axis=1)
    return np.where(_says(collection, left, right)[:, None] | ~_BY_WORDS, values, np.minimum(values, 0))


def _says(collection: Collection, left: Pairs, right: Pairs) -> NDArray[np.bool_]:
    return np.asarray(np.minimum(collection.words[left], collection.words[right]) >= LEAST_WORDS)


def copied_share(collection: Collection, pairs: Pairs) -> Values:
    """An estimate of the greater share of one article that stands in the other, from their fingerprints.

    Damped by three, so that two captions of one sentence are not taken for copies of articles.
    """
    left, right = pairs.T
    shared = products(collection.fingerprints, left, right)[:, 0]
    return np.asarray(shared / (np.minimum(collection.prints[left], collection.prints[right]) + 3), dtype=np.float32)


def _told(collection: Collection, left: Pairs, right: Pairs) -> Values:
    """The share of the weight of the one's words that stand anywhere in the other text, of titles and of first
    sentences, both ways (2, m, 2).
    """
    found = np.empty((2, len(left), len(TOLD)), np.float32)
    found[0] = held_by(collection.alike, collection.told, left, right) / collection.weight_to_tell[right]
    order = np.argsort(right, kind="stable")
    back = held_by(collection.alike, collection.told, right[order], left[order])
    found[1, order] = back / collection.weight_to_tell[left[order]]
    return found
