"""Build the stored pair of two articles: aligned where they share text, with the same-story probability."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from django.db import transaction
from django.db.models import Q, QuerySet
from numpy.typing import NDArray

from newsgroups.matching.passages import Copied, copied_of_pairs, nothing_copied
from newsgroups.models import Article, Pair

from .text_cache import Published, Texts

# A less probable pair is of no use to readers or to the grouping, which starts at .41.
MIN_PROBABILITY = 0.05
# From this share on, a reader would call it a partial copy; below, it is a quotation that both articles use.
PARTIAL_COPY_SHARE = 0.10
# Improbable pairs are not aligned if they share less than this share of their fingerprints (`copied_share`). In an
# archive of 37,000 articles, this skips more than a quarter of all pairs that share text, and misses 14 of the 9,769
# that have at least a tenth in common. Most of those share only runs of words too short for a fingerprint.
MIN_FINGERPRINTS = 0.03
# One text under two mastheads is one story. The model was trained on archives without such copies and would let a few
# days between them decide.
NEAR_COPY_PROBABILITY = 0.95
# Weeks apart, the same text is mostly what a site shows instead of the article: a survey, a paywall, or a shop page.
COPIED_WITHIN_DAYS = 7.0


@dataclass(frozen=True, eq=False)
class CandidatePairs:
    """Distinct pairs of articles (n, 2), smaller id first, with the same-story probability (n,).

    A mask (n,) tells which of them share text.
    """

    pairs: NDArray[np.int64]
    probability: NDArray[np.float64]
    share_text: NDArray[np.bool_]

    def where(self, kept: NDArray[np.bool_] | NDArray[np.int64]) -> "CandidatePairs":
        """Return the pairs at some positions, or where a mask is set."""
        return CandidatePairs(self.pairs[kept], self.probability[kept], self.share_text[kept])

    def above_storage_threshold(self, copied_share: NDArray[np.float32]) -> "CandidatePairs":
        """Keep the probable pairs, and those that share enough text to be aligned. All others count as sharing none."""
        aligned = self.share_text & should_align(self.probability, copied_share)
        return replace(self, share_text=aligned).where((self.probability >= MIN_PROBABILITY) | aligned)


def should_align(probability: NDArray[np.float64], copied_share: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Return which of the pairs that share text are worth aligning."""
    return (probability >= MIN_PROBABILITY) | (copied_share >= MIN_FINGERPRINTS)


def build_pairs(likenesses: CandidatePairs, texts: Texts, boilerplate: AbstractSet[int]) -> dict[str, list[Any]]:
    """Build the pairs worth storing, in order, as columns of `Pair`, without storing them.

    `boilerplate` fingerprints count in no share.
    """
    likenesses = likenesses.where(np.lexsort(likenesses.pairs.T[::-1]))
    same = _compared(likenesses, texts, boilerplate)
    is_worth = (likenesses.probability >= MIN_PROBABILITY) | (same.share >= PARTIAL_COPY_SHARE)
    worth, same = likenesses.where(is_worth), Copied._make(column[is_worth] for column in same)
    published = texts.published(set(worth.pairs.ravel().tolist()))
    return {name: column.tolist() for name, column in _columns(worth, same, published).items()}


def _compared(wanted: CandidatePairs, texts: Texts, boilerplate: AbstractSet[int]) -> Copied:
    sharing = wanted.where(wanted.share_text)
    articles = set(sharing.pairs.ravel().tolist())
    texts.load(articles)
    ready = {article: texts[article] for article in articles}
    same = copied_of_pairs(
        [(ready[left], ready[right]) for left, right in sharing.pairs.tolist()],
        np.where(sharing.probability >= MIN_PROBABILITY, 0.0, PARTIAL_COPY_SHARE),
        boilerplate=boilerplate,
    )
    found = nothing_copied(len(wanted.pairs))
    for column, values in zip(found, same, strict=True):
        column[wanted.share_text] = values
    return found


def _columns(each: CandidatePairs, same: Copied, published: Mapping[int, Published]) -> dict[str, NDArray[Any]]:
    kind = _kinds(same)
    seconds, sources, outlets, latest = _told_of(each.pairs, published)
    days_apart = np.abs(seconds[:, 0] - seconds[:, 1]) / 86_400
    # One text under two mastheads is one story if, as far as is known, both were published within days.
    are_copies = np.isin(kind, Pair.COPIES) & (sources[:, 0] != sources[:, 1]) & ~(days_apart > COPIED_WITHIN_DAYS)
    probability = with_copies(each.probability, are_copies)
    return {
        "left_id": each.pairs[:, 0],
        "right_id": each.pairs[:, 1],
        "kind": kind,
        "probability": probability.round(4),
        "score": np.maximum(probability, same.share).round(4),
        "copied_left": same.of_query.round(4),
        "copied_right": same.of_article.round(4),
        "longest_run": same.longest_run,
        "boilerplate_words": same.boilerplate_words,
        "days_apart": np.where(np.isnan(days_apart), np.array(None), days_apart),
        "latest": latest,
        "same_source": outlets[:, 0] == outlets[:, 1],
        # `find_origins` processes them once the credits of both texts are known.
        "origin": np.full(len(kind), ""),
        "origin_name": np.full(len(kind), ""),
        "origin_confidence": np.zeros(len(kind)),
        "taken_left": np.zeros(len(kind)),
        "taken_right": np.zeros(len(kind)),
    }


def _told_of(
    pairs: NDArray[np.int64], published: Mapping[int, Published]
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64], NDArray[np.object_]]:
    """Return publication times in seconds (NaN if unknown), sources, and outlets of each pair, all (n, 2).

    The last array has the later of the two dates.
    """
    articles, places = np.unique(pairs, return_inverse=True)
    each = [published[article] for article in articles.tolist()]
    # Equal dates are the same object, which needs to be prepared for the database only once.
    dates = np.array([date for date, _, _ in each], dtype=object)
    seconds = np.array([date.timestamp() if date else np.nan for date, _, _ in each])
    places = places.reshape(-1, 2)
    later = np.nan_to_num(seconds, nan=-np.inf)[places].argmax(axis=1)
    sources = np.array([told[1:] for told in each], dtype=np.int64).reshape(-1, 2)[places]
    return seconds[places], sources[..., 0], sources[..., 1], dates[places[np.arange(len(places)), later]]


def with_copies(
    probability: NDArray[np.float64] | np.float64, are_copies: NDArray[np.bool_] | bool
) -> NDArray[np.float64]:
    """Return the same-story probability adjusted for copies between different outlets."""
    return np.where(are_copies, np.maximum(probability, NEAR_COPY_PROBABILITY), probability)


def _kinds(same: Copied) -> NDArray[np.str_]:
    others = np.where(same.share >= PARTIAL_COPY_SHARE, Pair.Kind.PARTIAL_COPY.value, Pair.Kind.SAME_STORY.value)
    return np.where(np.isin(same.kind, Pair.COPIES), same.kind, others)


@transaction.atomic
def replace_pairs(articles: Sequence[int], pairs: Mapping[str, Sequence[Any]]) -> None:
    """Replace all pairs of the articles with those given, in the form that `build_pairs` returns.

    The articles are no longer pending, except those that were changed or hidden in the meantime.
    """
    _pairs_of(articles).delete()
    Pair.objects.insert_columns(pairs)
    Article.objects.filter(pk__among=articles, hidden=False, needs_sketch=False).update(needs_match=False)


@transaction.atomic
def withdraw_pairs(hidden: Sequence[int]) -> None:
    """Delete the pairs of hidden articles. These are no longer pending, except those that have been restored."""
    _pairs_of(hidden).delete()
    Article.objects.filter(pk__among=hidden, hidden=True).update(needs_match=False)


def _pairs_of(articles: Sequence[int]) -> QuerySet[Pair]:
    return Pair.objects.filter(Q(left__among=articles) | Q(right__among=articles))
