"""Find the pairs of every pending article: articles that share its text or tell its story."""

from collections.abc import Sequence

import numpy as np
from django.db import transaction

from newsgroups.common.progress import Progress, silent
from newsgroups.matching.model.classifier import Model
from newsgroups.models import Article
from newsgroups.stories.derived import boilerplate
from newsgroups.stories.derived.boilerplate import FingerprintIndex
from newsgroups.stories.derived.statistics.chance import count_new_articles, measure_chance
from newsgroups.stories.derived.statistics.term_statistics import count_statistics, is_stale
from newsgroups.stories.pairs.same_story.current_model import current_model
from newsgroups.stories.pairs.same_story.nearest import QueryText, compared

from .build import CandidatePairs, build_pairs, replace_pairs, withdraw_pairs
from .match_archive import match_archive
from .same_story import neighborhoods
from .shared_text import sharing_text_of, sharing_text_within
from .text_cache import Texts

# A single article costs about 25 ms through the posting tables; comparing all with all costs 1.7 ms for each article of
# the archive, pending or not. From this share of pending articles on, comparing all is faster.
BATCH_SHARE = 0.07
BATCH_FLOOR = 0
# Pending articles whose pairs are written in one transaction.
_BATCH_SIZE = 500


def match_pending(*, progress: Progress = silent) -> int:
    """Replace the pairs of every pending article. Return the number of articles processed.

    Each transaction takes some articles from pending to done, so that the others stay pending after a crash.
    """
    hidden, pending = _pending()
    _withdraw(hidden)
    if not pending:
        return 0
    model = current_model()
    held = FingerprintIndex.load() if _are_many(pending) or boilerplate.is_stale() else None
    if held:
        boilerplate.find_boilerplate(held)
        # Finding boilerplate marks the articles whose pairs have to be rebuilt.
        _, pending = _pending()
    if held and _are_many(pending):
        sharing = sharing_text_within(held)
        # In a large archive, this frees hundreds of megabytes for the next step.
        del held
        match_archive(pending, sharing, model, progress)
    else:
        _match_each(pending, model, progress)
    return len(pending)


def _pending() -> tuple[list[int], list[int]]:
    """Return the ids of pending articles that are hidden, and of those that are visible and have a sketch."""
    rows = list(Article.objects.pending("match").values_list("pk", "hidden", "needs_sketch"))
    return [pk for pk, hidden, _ in rows if hidden], [pk for pk, hidden, new in rows if not hidden and not new]


def _are_many(pending: Sequence[int]) -> bool:
    return len(pending) > BATCH_FLOOR and len(pending) > BATCH_SHARE * Article.objects.visible().count()


def _withdraw(hidden: Sequence[int]) -> None:
    """Delete the pairs of hidden articles. They stay marked until then, so that a crash is recovered from."""
    for start in range(0, len(hidden), _BATCH_SIZE):
        withdraw_pairs(hidden[start : start + _BATCH_SIZE])


def _match_each(pending: Sequence[int], model: Model, progress: Progress) -> None:
    if is_stale():
        measure_chance(count_statistics())
    else:
        count_new_articles()
    advance = progress("Matches", len(pending))
    texts = Texts()
    for start in range(0, len(pending), _BATCH_SIZE):
        for told in QueryText.stored(pending[start : start + _BATCH_SIZE]):
            if told.article is not None:
                _match_one(told, told.article, texts, model)
            advance(1)


def _match_one(told: QueryText, article: int, texts: Texts, model: Model) -> None:
    sharing = sharing_text_of(told.fingerprints, article)
    found = compared(told, model, also=sharing.articles)
    shares = np.isin(found.articles, list(sharing.articles))
    beside = np.sort(np.stack([np.full(len(found.articles), article), found.articles], axis=1), axis=1)
    likenesses = CandidatePairs(beside, found.probability, shares).above_storage_threshold(found.copied_share)
    pairs = build_pairs(likenesses, texts, sharing.boilerplate)
    with transaction.atomic():
        replace_pairs([article], pairs)
        moved = np.append(True, found.moved)
        neighborhoods.store(np.append(article, found.articles)[moved].tolist(), found.standing[moved])
