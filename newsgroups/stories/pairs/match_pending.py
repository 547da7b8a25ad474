"""Finds the pairs of every article that is pending: those that share its text or tell its story."""

from collections.abc import Sequence

import numpy as np
from django.db import transaction

from newsgroups.common.progress import Progress, silent
from newsgroups.matching.model.classifier import Model
from newsgroups.models import Article
from newsgroups.stories.derived import boilerplate
from newsgroups.stories.derived.boilerplate import Held
from newsgroups.stories.derived.chance import count_new_articles, measure_chance
from newsgroups.stories.derived.term_statistics import count_statistics, is_stale

from . import neighbourhoods
from .build import Likenesses, paired, replace_pairs, withdraw_pairs
from .match_archive import match_archive
from .model import current_model
from .nearest import Told, compared
from .shared_text import sharing_text_of, sharing_text_within
from .text_cache import Texts

# A single article costs some 25 ms by the posting tables; comparing all with all costs 1.7 ms for each
# article of the archive, pending or not. From this share of the archive on, all with all is faster.
BATCH_SHARE = 0.07
BATCH_FLOOR = 0
# Pending articles whose pairs are written in one transaction.
_AT_ONCE = 500


def match_pending(*, progress: Progress = silent) -> int:
    """Stores the pairs of every pending article in place of its old ones; returns how many articles that were.

    Each transaction takes some articles from pending to done, so that a crash leaves the others pending.
    """
    hidden, pending = _pending()
    _withdraw(hidden)
    if not pending:
        return 0
    model = current_model()
    held = Held.load() if _are_many(pending) or boilerplate.is_stale() else None
    if held:
        boilerplate.find_boilerplate(held)
        # Pairs that share what has become boilerplate are made anew.
        _, pending = _pending()
    if held and _are_many(pending):
        sharing = sharing_text_within(held)
        # Of a large archive this is hundreds of megabytes, which what follows takes.
        del held
        match_archive(pending, sharing, model, progress)
    else:
        _match_each(pending, model, progress)
    return len(pending)


def _pending() -> tuple[list[int], list[int]]:
    """Ids of the pending articles that are hidden, and of those to be seen that are sketched."""
    rows = list(Article.objects.pending("match").values_list("pk", "hidden", "needs_sketch"))
    return [pk for pk, hidden, _ in rows if hidden], [pk for pk, hidden, new in rows if not hidden and not new]


def _are_many(pending: Sequence[int]) -> bool:
    return len(pending) > BATCH_FLOOR and len(pending) > BATCH_SHARE * Article.objects.visible().count()


def _withdraw(hidden: Sequence[int]) -> None:
    """A hidden article has no pairs; the mark stays until then, so that a crash in between is made good."""
    for start in range(0, len(hidden), _AT_ONCE):
        withdraw_pairs(hidden[start : start + _AT_ONCE])


def _match_each(pending: Sequence[int], model: Model, progress: Progress) -> None:
    if is_stale():
        measure_chance(count_statistics())
    else:
        count_new_articles()
    advance = progress("Matches", len(pending))
    texts = Texts()
    for start in range(0, len(pending), _AT_ONCE):
        for told in Told.stored(pending[start : start + _AT_ONCE]):
            _match_one(told, told.article, texts, model)
            advance(1)


def _match_one(told: Told, article: int, texts: Texts, model: Model) -> None:
    sharing = sharing_text_of(told.fingerprints, article)
    found = compared(told, model, also=sharing.articles)
    shares = np.isin(found.articles, list(sharing.articles))
    beside = np.sort(np.stack([np.full(len(found.articles), article), found.articles], axis=1), axis=1)
    likenesses = Likenesses(beside, found.probability, shares).worth_a_look(found.copied_share)
    pairs = paired(likenesses, texts, sharing.boilerplate)
    with transaction.atomic():
        replace_pairs([article], pairs)
        moved = np.append(True, found.moved)
        neighbourhoods.store(np.append(article, found.articles)[moved].tolist(), found.standing[moved])
