"""Finds the pairs of every article that is pending: those that share its text or tell its story."""

from collections.abc import Iterator, Sequence

import numpy as np
from django.db import transaction
from django.db.models import Q
from numpy.typing import NDArray

from newsgroups.matching.candidates import SHARED_FINGERPRINTS, candidates
from newsgroups.matching.classifier import shipped_model
from newsgroups.matching.collection import Collection
from newsgroups.matching.features import features, shared_fingerprints
from newsgroups.models import Article, CommonFingerprint, Pair, Sketch
from newsgroups.progress import Progress, silent
from newsgroups.stories import postings
from newsgroups.stories.pairing import LEAST_PROBABILITY, Likeness, Texts, paired
from newsgroups.stories.same_story import Told, same_story
from newsgroups.stories.sketches import document_of, posted_fingerprints
from newsgroups.stories.term_statistics import count_statistics, is_stale, store_statistics

# A single article costs some 30 ms by the posting tables; comparing all with all costs 2 ms for each
# article of the archive, pending or not. From this share of the archive on, all with all is faster.
BATCH_SHARE = 0.07
BATCH_FLOOR = 30
# Articles that share text with one article and are aligned with it, those that share most first.
MOST_SHARING = 100
# Pending articles whose pairs are written in one transaction.
_AT_ONCE = 500


def match_pending(*, progress: Progress = silent) -> int:
    """Stores the pairs of every pending article in place of its old ones; returns how many articles that were.

    Each transaction takes some articles from pending to done, so that a crash leaves the others pending.
    """
    _withdraw_hidden()
    pending = list(Article.objects.visible().pending("match").filter(needs_sketch=False).values_list("pk", flat=True))
    if not pending:
        return 0
    archive = Article.objects.visible().count()
    postings.count_all_common(postings.common_limit(archive))
    if len(pending) > max(BATCH_FLOOR, BATCH_SHARE * archive):
        _match_archive(pending, progress)
    else:
        _match_each(pending, progress)
    return len(pending)


def _withdraw_hidden() -> None:
    """A hidden article has no pairs; the mark stays until then, so that a crash in between is made good."""
    hidden = list(Article.objects.filter(hidden=True).pending("match").values_list("pk", flat=True))
    for start in range(0, len(hidden), _AT_ONCE):
        _replace_pairs(hidden[start : start + _AT_ONCE], [])


def _match_each(pending: Sequence[int], progress: Progress) -> None:
    if is_stale():
        count_statistics()
    advance = progress("Matches", len(pending))
    texts = Texts()
    for article in Article.objects.filter(pk__in=pending).select_related("sketch").defer("text").order_by("pk"):
        likenesses, boilerplate = _likenesses_of(article)
        _replace_pairs([article.pk], list(paired(likenesses, texts, boilerplate)))
        advance(1)


def _likenesses_of(article: Article) -> tuple[list[Likeness], frozenset[int]]:
    told = Told.by_sketch(article.sketch, article.published, article.source_id)
    boilerplate = postings.common_among(told.fingerprints)
    uncommon = np.array([each for each in told.fingerprints.tolist() if each not in boilerplate], dtype=np.int64)
    sharing = {
        other
        for other, shared in postings.articles_sharing(uncommon).most_common(MOST_SHARING + 1)
        if shared >= SHARED_FINGERPRINTS and other != article.pk
    }
    return [
        Likeness(*sorted((article.pk, other)), probability, other in sharing)
        for other, probability in same_story(told, also=sharing).items()
        if probability >= LEAST_PROBABILITY or other in sharing
    ], boilerplate


def _match_archive(pending: Sequence[int], progress: Progress) -> None:
    """Compares all articles with all and writes the pairs of those that are pending."""
    ids, collection = _load_collection()
    limit = postings.common_limit(len(ids))
    pairs = candidates(collection, common_fingerprints=limit)
    probability = shipped_model().probability(features(collection, pairs))
    shares = shared_fingerprints(collection, pairs, limit) >= SHARED_FINGERPRINTS
    keep = (probability >= LEAST_PROBABILITY) | shares
    found = ids[pairs[keep]], probability[keep], shares[keep]
    del collection, pairs
    _write_archive(np.array(pending), found, progress)


def _load_collection() -> tuple[NDArray[np.int64], Collection]:
    sketches = Sketch.objects.filter(article__hidden=False).order_by("pk")
    rows = sketches.select_related("article").defer("article__text").iterator(chunk_size=1_000)
    ids, days, sources, documents, prints = [], [], [], [], []
    for sketch in rows:
        article = sketch.article
        ids.append(article.pk)
        days.append(article.published.timestamp() / 86_400 if article.published else np.nan)
        sources.append(article.source_id)
        documents.append(document_of(sketch))
        prints.append(posted_fingerprints(sketch))
    statistics = store_statistics(documents)
    return np.array(ids, dtype=np.int64), Collection.build(
        documents, prints, np.array(days), np.array(sources, dtype=np.int64), statistics
    )


Found = tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.bool_]]


def _write_archive(pending: NDArray[np.int64], found: Found, progress: Progress) -> None:
    """Writes pairs in chunks of pending articles; a pair of two goes with the later one, so that none is lost."""
    boilerplate = frozenset(CommonFingerprint.objects.values_list("hash", flat=True))
    advance = progress("Matches", len(pending))
    texts = Texts()
    for articles, likenesses in _by_chunk(pending, found):
        _replace_pairs(articles, list(paired(likenesses, texts, boilerplate)))
        advance(len(articles))


def _by_chunk(pending: NDArray[np.int64], found: Found) -> Iterator[tuple[list[int], list[Likeness]]]:
    pairs, probability, shares = found
    place = _places(pending, pairs)
    order = np.argsort(place, kind="stable")
    for start in range(0, len(pending), _AT_ONCE):
        first, last = np.searchsorted(place[order], [start, start + _AT_ONCE])
        chosen = order[first:last]
        columns = pairs[chosen].tolist(), probability[chosen].tolist(), shares[chosen].tolist()
        yield (
            pending[start : start + _AT_ONCE].tolist(),
            [Likeness(left, right, value, same) for (left, right), value, same in zip(*columns, strict=True)],
        )


def _places(pending: NDArray[np.int64], pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each pair the place of its later pending article, -1 if neither is pending."""
    places = np.minimum(np.searchsorted(pending, pairs), len(pending) - 1)
    return np.where(pending[places] == pairs, places, -1).max(axis=1, initial=-1)


@transaction.atomic
def _replace_pairs(articles: Sequence[int], pairs: Sequence[Pair]) -> None:
    Pair.objects.filter(Q(left__in=articles) | Q(right__in=articles)).delete()
    Pair.objects.bulk_create(pairs, batch_size=1_000)
    Article.objects.filter(pk__in=articles).update(needs_match=False)
