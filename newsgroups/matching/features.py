"""What a pair of articles has in common, as numbers that a reader understands."""

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.collection import Collection
from newsgroups.matching.rows import Rows

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
_BITS = 0xFFFF
# From here one text is a copy of the other.
COPY = 0.8
# A text of fewer words says too little to be like any other.
LEAST_WORDS = 5
# What is undated may be of any day: like articles a week apart.
UNKNOWN_DAYS = 7.0
# How much words, names and first sentences count in a first look. Of labelled pairs of one story .995 promise as
# much as this (of those cut to 35 words, .95), of all candidates in a large archive two fifths.
_FIRST_LOOK = np.array([1.0, 0.5, 0.3], dtype=np.float32)
LEAST_PROMISE = -0.05
_PAIRS_AT_ONCE = 20_000
Pairs = NDArray[np.int64]
Values = NDArray[np.float32]
Standings = NDArray[np.float16]


def cosines(collection: Collection, pairs: Pairs) -> Values:
    """How alike words, names and first sentences of pairs are: (m, 3), each 0..1."""
    found = np.empty((len(pairs), 3), dtype=np.float32)
    for start in range(0, len(pairs), _PAIRS_AT_ONCE):
        left, right = pairs[start : start + _PAIRS_AT_ONCE].T
        says = _says(collection, left, right)
        for place, rows in enumerate((collection.body, collection.names, collection.lead)):
            found[start : start + _PAIRS_AT_ONCE, place] = _alike(rows, left, right) * says
    return found


def standings(count: int, pairs: Pairs, alike: Values) -> Standings:
    """Of each of `count` articles the 20 greatest of each cosine among its pairs, falling, 0 where it has fewer:
    (count, 3, 20), in half precision as they are stored. Copies are no background: a text that many outlets have would
    else stand out from nothing.
    """
    article = pairs.T.ravel() << 16
    found = np.zeros((count, alike.shape[1], NEIGHBOUR), dtype=np.float16)
    for column, values in enumerate(_background(alike).astype(np.float16).T):
        # Bits of numbers that are not negative have their order, and one key is sorted in a tenth of the time of two.
        keys = np.sort(article + (_BITS - np.tile(values, 2).view(np.uint16)))
        ordered, bits = keys >> 16, _BITS - (keys & _BITS)
        rank = np.arange(len(keys)) - np.searchsorted(ordered, np.arange(count))[ordered]
        kept = rank < NEIGHBOUR
        found[ordered[kept], column, rank[kept]] = bits[kept].astype(np.uint16).view(np.float16)
    return found


def with_neighbour(standing: Standings, alike: Values) -> Standings:
    """The standings (n, 3, 20) of articles that have each got a new neighbour as much alike (n, 3)."""
    both = np.concatenate([standing, _background(alike)[:, :, None].astype(np.float16)], axis=2)
    return -np.sort(-both, axis=2)[:, :, :NEIGHBOUR]


def _background(alike: Values) -> Values:
    return np.where(alike[:, :1] >= COPY, np.float32(0), alike)


def promising(pairs: Pairs, alike: Values, standing: Standings) -> NDArray[np.bool_]:
    """Which pairs stand out from their neighbours so much that a close look at them can tell something."""
    return np.asarray(_relative(pairs, alike, standing) @ _FIRST_LOOK > LEAST_PROMISE)


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
    spans = [slice(start, start + _PAIRS_AT_ONCE) for start in range(0, len(pairs), _PAIRS_AT_ONCE)]
    return np.concatenate([_directly(collection, pairs[span], alike[span], relative[span]) for span in spans])


def _directly(collection: Collection, pairs: Pairs, alike: Values, relative: Values) -> Values:
    left, right = pairs[:, 0], pairs[:, 1]
    gap = np.abs(collection.days[left] - collection.days[right])
    lengths = np.log(np.stack([collection.words[left], collection.words[right]]) + 5)
    titles = _told(collection, collection.title_weights, left, right)
    leads = _told(collection, collection.lead_weights, left, right)
    shared_names, rarest_name = _shared(collection.name_weights, left, right)
    shared_words, rarest_word = _shared(collection.rare_words, left, right)
    named_days, _, both_name_days = _shared_or_differ(collection.named_days, left, right)
    columns = {
        "words alike": alike[:, 0],
        "titles alike": _alike(collection.title, left, right),
        "first sentences alike": alike[:, 2],
        "names alike": alike[:, 1],
        "names shared": np.log1p(shared_names),
        "rarest name shared": rarest_name,
        "names in a row shared": np.log1p(_alike(collection.phrases, left, right)),
        "rare words shared": np.log1p(shared_words),
        "rarest word shared": rarest_word,
        "numbers shared": np.log1p(_alike(collection.numbers, left, right)),
        "amounts shared": np.log1p(_alike(collection.amounts, left, right)),
        "copied share": copied_share(collection, pairs),
        "title told in the other text": titles.max(axis=0),
        "each title told in the other text": titles.min(axis=0),
        "first sentences told in the other text": leads.max(axis=0),
        "first sentences of each told in the other text": leads.min(axis=0),
        "days named by both": np.where(both_name_days, named_days, -1),
        "who, where and when shared": np.log1p(_alike(collection.events, left, right)),
        "more alike than their neighbours": relative[:, 0],
        "names more alike than their neighbours'": relative[:, 1],
        "first sentences more alike than their neighbours'": relative[:, 2],
        "nearest of one": relative[:, 3],
        "nearest of both": relative[:, 4],
        "names nearest of one": relative[:, 5],
        "names nearest of both": relative[:, 6],
        "days apart": np.log1p(np.nan_to_num(gap, nan=UNKNOWN_DAYS)),
        "a date is missing": np.isnan(gap),
        "same outlet": collection.sources[left] == collection.sources[right],
        "length": lengths.min(axis=0),
        "difference in length": np.abs(lengths[0] - lengths[1]),
    }
    for name in ("places", "people", "ages"):
        shared, differ, _ = _shared_or_differ(getattr(collection, name), left, right)
        columns[f"{name} shared"], columns[f"{name} differ"] = np.log1p(shared), differ
    values = np.stack([np.asarray(columns[name], dtype=np.float32) for name in FEATURE_NAMES], axis=1)
    return np.where(_says(collection, left, right)[:, None] | ~_BY_WORDS, values, np.minimum(values, 0))


def _says(collection: Collection, left: Pairs, right: Pairs) -> NDArray[np.bool_]:
    return np.asarray(np.minimum(collection.words[left], collection.words[right]) >= LEAST_WORDS)


def copied_share(collection: Collection, pairs: Pairs) -> NDArray[np.float64]:
    """An estimate of the greater share of one article that stands in the other, from their fingerprints.

    Damped by three, so that two captions of one sentence are not taken for copies of articles.
    """
    held = collection.fingerprints
    lengths = held.lengths
    shared = _alike(held, pairs[:, 0], pairs[:, 1])
    return np.asarray(shared / (np.minimum(lengths[pairs[:, 0]], lengths[pairs[:, 1]]) + 3), dtype=np.float64)


def _told(collection: Collection, weights: Rows, left: Pairs, right: Pairs) -> NDArray[np.float64]:
    """The share of the weight of the one's words that stand anywhere in the other text, both ways (2, m)."""
    whole = np.add.reduceat(np.append(weights.data, 0), weights.indptr[:-1]) if len(weights.data) else 0
    whole = np.maximum(np.where(weights.lengths > 0, whole, 0), 1)
    both = [weights.dot(collection.presence, a, b) / whole[a] for a, b in ((left, right), (right, left))]
    return np.stack(both)


def _alike(rows: Rows, left: Pairs, right: Pairs) -> NDArray[np.float64]:
    return rows.dot(rows, left, right)


def _shared(weights: Rows, left: Pairs, right: Pairs) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Sum of how rare the terms that both hold are, and the rarest."""
    both = weights.common(weights, left, right)
    return both.sums(), both.greatest()


def _shared_or_differ(
    rows: Rows, left: Pairs, right: Pairs
) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.bool_]]:
    """How much is shared, whether both have some but share none, and whether both have some."""
    shared = _alike(rows, left, right)
    held = rows.lengths > 0
    both = held[left] & held[right]
    return shared, both & (shared == 0), both
