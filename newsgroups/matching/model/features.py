"""Features of a pair of articles, as numbers that a reader can interpret."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.chance import CHANCE_NAMES, KINDS, Chance, Decoys
from newsgroups.matching.retrieval.prefilter import (
    PAIRS_BATCH_SIZE,
    NeighborScores,
    Pairs,
    Values,
    contrast,
    cosines,
    days_apart,
    gap,
    has_enough_words,
    nearness,
    neighbor_scores,
)
from newsgroups.matching.sparse.article_set import COVERAGE_KINDS, OVERLAP_KINDS, RARE, ArticleSet
from newsgroups.matching.sparse.row_products import held_by, products, products_and_greatest

Column = NDArray[Any]
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
# Most features are monotonic: more of them never makes one story less likely. Features relative to other articles may
# go either way: the nearest neighbor of an isolated article need not be near, and two articles without a date (-1) are
# no stronger evidence than two with different dates (0). Forcing these to rise cost .01 on incidents.
# Chance features fall: the likelier a similarity is by chance, the weaker the evidence.
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
# Features known for any two articles, however short.
_KNOWN_OF_ANY = frozenset({"days apart", "a date is missing", "same outlet", "length", "difference in length"})
_DIRECT_NAMES = FEATURE_NAMES[: -len(CHANCE_NAMES)]
# The columns of `contrast` and `nearness`.
_RELATIVE_NAMES = _DIRECT_NAMES[
    _DIRECT_NAMES.index("more alike than their neighbours") : _DIRECT_NAMES.index("names nearest of both") + 1
]
_BY_WORDS = np.array([name not in _KNOWN_OF_ANY for name in _DIRECT_NAMES])
# The model would call two notices similar just because they name the same company or person. None of the labeled
# same-story pairs that it joins has so few words with so little in common; with twelve words, half of them are right.
NOTICE_WORDS, MIN_TITLES_ALIKE = 10, 0.3
# Articles of one outlet that begin alike, have different names, and copy little are written in one form, such as
# previews of matches. `stories.pairs.same_story.form_series` requires three of them.
FORM_BEGINNINGS, FORM_NAMES_ALIKE, FORM_COPIED = -8.0, 0.15, 0.3
# A text with at most this many words (stems), as feature "length" gives it, says little.
LENGTH_OF_FEW_WORDS = float(np.log(40 + 5))
# Without a name in common, two thirds of a short title in common may be one word of its subject ("windmill").
MIN_TITLES_ALIKE_UNNAMED = 0.6
# Columns that change as the archive learns more about chance.
BY_CHANCE = slice(len(_DIRECT_NAMES), len(FEATURE_NAMES))
DIRECTIONS = np.array([-1 if n in _FALLING else 0 if n in _FREE else 1 for n in FEATURE_NAMES], dtype=np.int8)


def features(
    collection: ArticleSet,
    pairs: Pairs,
    *,
    alike: Values | None = None,
    standing: NeighborScores | None = None,
    chance: Chance | None = None,
) -> Values:
    """Return the features (m, 41) of pairs (m, 2) of rows.

    `alike` holds the pairs' `cosines` (m, 3), or the result of `with_beginnings` (m, 4); `standing` holds the
    `neighbor_scores` of all rows; `chance` is the archive's. Omitted values are computed from the pairs and the
    collection, so pass all candidates of an article together.
    """
    if not len(pairs):
        return np.empty((0, len(FEATURE_NAMES)), dtype=np.float32)
    alike = cosines(collection, pairs) if alike is None else alike
    every = with_beginnings(collection, pairs, alike) if alike.shape[1] < KINDS else alike
    alike = every[:, : KINDS - 1]
    standing = neighbor_scores(len(collection), pairs, alike) if standing is None else standing
    chance = chance_of(collection, pairs, alike) if chance is None else chance
    relative = np.concatenate([contrast(pairs, alike, standing), nearness(pairs, alike, standing)], axis=1)
    found = _Found.of(collection, pairs)
    values = np.empty((len(pairs), len(FEATURE_NAMES)), np.float32)
    values[:, BY_CHANCE] = chance.values(every, collection.days, pairs)
    sources = chance.distinguishing_outlets(collection.sources)
    for start in range(0, len(pairs), PAIRS_BATCH_SIZE):
        span = slice(start, start + PAIRS_BATCH_SIZE)
        directly = _directly(collection, pairs[span], alike[span], relative[span], found.of_pairs(span), sources)
        values[span, : BY_CHANCE.start] = directly
    return values


def few_words_in_common(values: Values) -> NDArray[np.bool_]:
    """Return which pairs, by their features, involve a notice of at most ten words with too little in common.

    Such a pair shares at most one rare word, has dissimilar titles, and copies nothing.
    """
    column = dict(zip(FEATURE_NAMES, values.T, strict=True))
    least = np.where(column["names shared"] == 0, MIN_TITLES_ALIKE_UNNAMED, MIN_TITLES_ALIKE)
    return np.asarray(
        (column["length"] <= np.float32(np.log(NOTICE_WORDS + 5)))
        & (column["rare words shared"] < np.log1p(2 * RARE))
        & (column["titles alike"] < least)
        & (column["copied share"] == 0)
    )


def in_one_form(values: Values) -> NDArray[np.bool_]:
    """Return which pairs, by their features, are two articles of one outlet in one form, with other names."""
    column = dict(zip(FEATURE_NAMES, values.T, strict=True))
    return np.asarray(
        (column["same outlet"] > 0)
        & (column["length"] > LENGTH_OF_FEW_WORDS)
        & (column["beginnings as alike by chance"] < FORM_BEGINNINGS)
        & (column["names alike"] < FORM_NAMES_ALIKE)
        & (column["copied share"] < FORM_COPIED)
    )


def chance_of(collection: ArticleSet, pairs: Pairs, alike: Values) -> Chance:
    """Measure chance in a collection that is the whole archive; `pairs` are all of its candidate pairs."""
    chance = Chance.of(Decoys.of(collection), collection.days, collection.sources)
    return chance.with_surplus(alike[:, 0], collection.days, pairs)


def with_beginnings(collection: ArticleSet, pairs: Pairs, alike: Values) -> Values:
    """Return the similarity of pairs by words, names, first sentences, and beginnings (m, 4)."""
    left, right = pairs.T
    begun = collection.beginnings.alike(left, right) * has_enough_words(collection, left, right)
    return np.concatenate([alike, begun[:, None]], axis=1)


@dataclass(frozen=True, eq=False)
class _Found:
    """What pairs share.

    The shared weight and its maximum for each of `OVERLAP_KINDS` (m, 11); the share of common fingerprints (m,); and
    the shares of titles and of first sentences that occur in the other text, in both directions (2, m, 2).
    """

    shared: Values
    greatest: Values
    copied: Values
    coverage: Values

    @classmethod
    def of(cls, collection: ArticleSet, pairs: Pairs) -> "_Found":
        shared, greatest = products_and_greatest(collection.shared, *pairs.T)
        return cls(shared, greatest, copied_share(collection, pairs), _told(collection, *pairs.T))

    def of_pairs(self, span: slice) -> "_Found":
        return _Found(self.shared[span], self.greatest[span], self.copied[span], self.coverage[:, span])


def _directly(
    collection: ArticleSet, pairs: Pairs, alike: Values, relative: Values, found: _Found, sources: NDArray[np.int64]
) -> Values:
    left, right = pairs[:, 0], pairs[:, 1]
    columns = {
        **_of_texts(alike, found),
        **_of_mentions(collection, pairs, found),
        **dict(zip(_RELATIVE_NAMES, relative.T, strict=True)),
        **_of_frames(collection, pairs, sources),
    }
    values = np.stack([np.asarray(columns[name], dtype=np.float32) for name in _DIRECT_NAMES], axis=1)
    return np.where(has_enough_words(collection, left, right)[:, None] | ~_BY_WORDS, values, np.minimum(values, 0))


def _of_texts(alike: Values, found: _Found) -> dict[str, Column]:
    """Words, titles, and first sentences: how similar they are, and how much of one text the other has."""
    shared, rarest = _by_kind(found.shared), _by_kind(found.greatest)
    titles, leads = found.coverage[:, :, 0], found.coverage[:, :, 1]
    return {
        "words alike": alike[:, 0],
        "titles alike": shared["title"],
        "first sentences alike": alike[:, 2],
        "rare words shared": np.log1p(shared["stems"]),
        "rarest word shared": rarest["stems"],
        "copied share": found.copied,
        "title told in the other text": titles.max(axis=0),
        "each title told in the other text": titles.min(axis=0),
        "first sentences told in the other text": leads.max(axis=0),
        "first sentences of each told in the other text": leads.min(axis=0),
        "names alike": alike[:, 1],
        "names shared": np.log1p(shared["names"]),
        "rarest name shared": rarest["names"],
        "names in a row shared": np.log1p(shared["phrases"]),
    }


def _of_mentions(collection: ArticleSet, pairs: Pairs, found: _Found) -> dict[str, Column]:
    """Numbers, days, places, people, and ages that both name, or that differ although both name some."""
    shared = _by_kind(found.shared)
    held = _by_kind(collection.shared.lengths > 0)
    both = {name: held[name][pairs[:, 0]] & held[name][pairs[:, 1]] for name in ("places", "people", "ages", "days")}
    columns = {
        "numbers shared": np.log1p(shared["numbers"]),
        "amounts shared": np.log1p(shared["amounts"]),
        "days named by both": np.where(both["days"], shared["days"], -1),
        "who, where and when shared": np.log1p(shared["events"]),
    }
    for name in ("places", "people", "ages"):
        columns[f"{name} shared"] = np.log1p(shared[name])
        columns[f"{name} differ"] = both[name] & (shared[name] == 0)
    return columns


def _of_frames(collection: ArticleSet, pairs: Pairs, sources: NDArray[np.int64]) -> dict[str, Column]:
    """What is known of two articles besides their words: dates, outlets, and lengths."""
    left, right = pairs[:, 0], pairs[:, 1]
    lengths = np.log(np.stack([collection.words[left], collection.words[right]]) + 5)
    return {
        "days apart": np.log1p(days_apart(collection.days, pairs)),
        "a date is missing": np.isnan(gap(collection.days, pairs)),
        "same outlet": sources[left] == sources[right],
        "length": lengths.min(axis=0),
        "difference in length": np.abs(lengths[0] - lengths[1]),
    }


def _by_kind(values: NDArray[Any]) -> dict[str, Column]:
    return dict(zip(OVERLAP_KINDS, values.T, strict=True))


def copied_share(collection: ArticleSet, pairs: Pairs) -> Values:
    """Estimate, from fingerprints, the greater share of one article that occurs in the other.

    Damped by three, so that two one-sentence captions are not taken for copied articles.
    """
    left, right = pairs.T
    shared = products(collection.fingerprints, left, right)[:, 0]
    return np.asarray(
        shared / (np.minimum(collection.fingerprint_counts[left], collection.fingerprint_counts[right]) + 3),
        dtype=np.float32,
    )


def _told(collection: ArticleSet, left: Pairs, right: Pairs) -> Values:
    """Return the weighted share of words of titles and of first sentences that occur anywhere in the other text.

    Both directions (2, m, 2).
    """
    found = np.empty((2, len(left), len(COVERAGE_KINDS)), np.float32)
    found[0] = held_by(collection.alike, collection.coverage, left, right) / collection.coverage_weights[right]
    order = np.argsort(right, kind="stable")
    back = held_by(collection.alike, collection.coverage, right[order], left[order])
    found[1, order] = back / collection.coverage_weights[left[order]]
    return found
