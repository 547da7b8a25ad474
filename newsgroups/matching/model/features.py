"""What a pair of articles has in common, as numbers that a reader understands."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.chance import CHANCE_NAMES, KINDS, Chance, Decoys
from newsgroups.matching.retrieval.prefilter import (
    PAIRS_AT_ONCE,
    Pairs,
    Standings,
    Values,
    cosines,
    days_apart,
    gap,
    nearness,
    says,
    standing_out,
    standings,
)
from newsgroups.matching.sparse.article_set import RARE, SHARED, TOLD, Collection
from newsgroups.matching.sparse.row_products import held_by, products, products_and_greatest

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
    *CHANCE_NAMES,
)
# With more of most features two articles are never less probably of one story. What is told in relation to others may
# go either way: the nearest of a lonely article need not be near, and that neither names a day says more for one story
# than that each names another (-1 and 0). Bound to rise, these cost .01 of incidents.
# Less alike than by chance is what falls.
_FALLING = frozenset({"places differ", "people differ", "ages differ", "days apart", *CHANCE_NAMES[:-1]})
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
_DIRECT_NAMES = FEATURE_NAMES[: -len(CHANCE_NAMES)]
_BY_WORDS = np.array([name not in _KNOWN_OF_ANY for name in _DIRECT_NAMES])
# Two notices that name one company or person would be alike to the model by that name. Of the labelled pairs of one
# story that it puts together none is of so few words with so little in common; of twelve words half of them are right.
NOTICE_WORDS, LEAST_TITLES_ALIKE = 10, 0.3
# The columns that change when the archive learns more about chance.
BY_CHANCE = slice(len(_DIRECT_NAMES), len(FEATURE_NAMES))
DIRECTIONS = np.array([-1 if n in _FALLING else 0 if n in _FREE else 1 for n in FEATURE_NAMES], dtype=np.int8)


def features(
    collection: Collection,
    pairs: Pairs,
    *,
    alike: Values | None = None,
    standing: Standings | None = None,
    chance: Chance | None = None,
) -> Values:
    """Features (m, 41) of pairs (m, 2) of rows.

    `alike` are the pairs' `cosines` (m, 3), or these `with_beginnings` (m, 4), `standing` the `standings` of all rows,
    and `chance` that of the archive; without these they are taken from the pairs and the collection, so give all
    candidates of an article at once.
    """
    if not len(pairs):
        return np.empty((0, len(FEATURE_NAMES)), dtype=np.float32)
    alike = cosines(collection, pairs) if alike is None else alike
    every = with_beginnings(collection, pairs, alike) if alike.shape[1] < KINDS else alike
    alike = every[:, : KINDS - 1]
    standing = standings(len(collection), pairs, alike) if standing is None else standing
    chance = chance_of(collection, pairs, alike) if chance is None else chance
    relative = np.concatenate([standing_out(pairs, alike, standing), nearness(pairs, alike, standing)], axis=1)
    found = _Found.of(collection, pairs)
    values = np.empty((len(pairs), len(FEATURE_NAMES)), np.float32)
    values[:, BY_CHANCE] = chance.values(every, collection.days, pairs)
    sources = chance.telling(collection.sources)
    for start in range(0, len(pairs), PAIRS_AT_ONCE):
        span = slice(start, start + PAIRS_AT_ONCE)
        directly = _directly(collection, pairs[span], alike[span], relative[span], found.of_pairs(span), sources)
        values[span, : BY_CHANCE.start] = directly
    return values


def few_words_in_common(values: Values) -> NDArray[np.bool_]:
    """Which pairs, by their features, are of a notice of ten words that has no more than one rare word in common with
    the other text, in no title, and copies nothing.
    """
    column = dict(zip(FEATURE_NAMES, values.T, strict=True))
    return np.asarray(
        (column["length"] <= np.log(NOTICE_WORDS + 5))
        & (column["rare words shared"] < np.log1p(2 * RARE))
        & (column["titles alike"] < LEAST_TITLES_ALIKE)
        & (column["copied share"] == 0)
    )


def chance_of(collection: Collection, pairs: Pairs, alike: Values) -> Chance:
    """Of a collection that is the whole archive, whose stories are not known; `pairs` are all that are worth a look."""
    chance = Chance.of(Decoys.of(collection), collection.days, collection.sources)
    return chance.with_surplus(alike[:, 0], collection.days, pairs)


def with_beginnings(collection: Collection, pairs: Pairs, alike: Values) -> Values:
    """How alike words, names, first sentences and beginnings of pairs are (m, 4)."""
    left, right = pairs.T
    begun = collection.beginnings.alike(left, right) * says(collection, left, right)
    return np.concatenate([alike, begun[:, None]], axis=1)


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


def _directly(
    collection: Collection, pairs: Pairs, alike: Values, relative: Values, found: _Found, sources: NDArray[np.int64]
) -> Values:
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
        "a date is missing": np.isnan(gap(collection.days, pairs)),
        "same outlet": sources[left] == sources[right],
        "length": lengths.min(axis=0),
        "difference in length": np.abs(lengths[0] - lengths[1]),
    }
    for name in ("places", "people", "ages"):
        columns[f"{name} shared"] = np.log1p(shared[name])
        columns[f"{name} differ"] = both[name] & (shared[name] == 0)
    values = np.stack([np.asarray(columns[name], dtype=np.float32) for name in _DIRECT_NAMES], axis=1)
    return np.where(says(collection, left, right)[:, None] | ~_BY_WORDS, values, np.minimum(values, 0))


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
