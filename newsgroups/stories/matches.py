"""Finds the pairs of every article that is pending: those that share its text or tell its story."""

from collections.abc import Iterator, Sequence

import numpy as np
from django.db import transaction
from django.db.models import Q
from numpy.typing import NDArray

from newsgroups.matching.candidates import candidates
from newsgroups.matching.classifier import Model
from newsgroups.matching.collection import Collection, Prints
from newsgroups.matching.features import cosines, features, promising, standings
from newsgroups.matching.statistics import Statistics
from newsgroups.matching.vocabulary import Terms
from newsgroups.models import Article, Pair, Sketch
from newsgroups.progress import Progress, silent
from newsgroups.stories import boilerplate, neighbourhoods
from newsgroups.stories.boilerplate import Held
from newsgroups.stories.copies import SharingPairs, sharing_text_of, sharing_text_within
from newsgroups.stories.model import current_model
from newsgroups.stories.pairing import LEAST_PROBABILITY, Likeness, NewPair, paired
from newsgroups.stories.same_story import Told, compared, day_of
from newsgroups.stories.sketches import unpacked
from newsgroups.stories.term_statistics import count_statistics, is_stale, store_statistics
from newsgroups.stories.texts import Texts
from newsgroups.text.terms import Document

# A single article costs some 30 ms by the posting tables; comparing all with all costs 2 ms for each
# article of the archive, pending or not. From this share of the archive on, all with all is faster.
BATCH_SHARE = 0.07
BATCH_FLOOR = 30
# Pending articles whose pairs are written in one transaction.
_AT_ONCE = 500
# The same where all are compared: a commit writes each page of the eight indexes of pairs that it has touched.
_WRITTEN_AT_ONCE = 2_000
# Pairs whose features are held at once: those of some 40,000 articles.
_PAIRS_AT_ONCE = 500_000


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
        _match_archive(pending, sharing, model, progress)
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
        _replace_pairs(hidden[start : start + _AT_ONCE], [])


def _match_each(pending: Sequence[int], model: Model, progress: Progress) -> None:
    if is_stale():
        count_statistics()
    advance = progress("Matches", len(pending))
    texts = Texts()
    for start in range(0, len(pending), _AT_ONCE):
        for told in Told.stored(pending[start : start + _AT_ONCE]):
            _match_one(told, told.article, texts, model)
            advance(1)


def _match_one(told: Told, article: int, texts: Texts, model: Model) -> None:
    sharing = sharing_text_of(told.fingerprints, article)
    found = compared(told, model, also=sharing.articles)
    beside = zip(found.articles.tolist(), found.probability.tolist(), strict=True)
    likenesses = [
        Likeness(*sorted((article, other)), probability, other in sharing.articles)
        for other, probability in beside
        if probability >= LEAST_PROBABILITY or other in sharing.articles
    ]
    pairs = list(paired(likenesses, texts, sharing.boilerplate))
    with transaction.atomic():
        _replace_pairs([article], pairs)
        moved = np.append(True, found.moved)
        neighbourhoods.store(np.append(article, found.articles)[moved].tolist(), found.standing[moved])


def _match_archive(pending: Sequence[int], sharing: SharingPairs, model: Model, progress: Progress) -> None:
    """Compares all articles with all and writes the pairs of those that are pending."""
    ids, collection = _load_collection()
    shared = _rows(ids, sharing.pairs)
    pairs = candidates(collection, also=shared)
    alike = cosines(collection, pairs)
    standing = standings(len(ids), pairs, alike)
    neighbourhoods.store(ids.tolist(), standing)
    shares = np.isin(pairs @ [len(ids), 1], shared @ [len(ids), 1])
    close = promising(pairs, alike, standing) | shares
    pairs, alike, shares = pairs[close], alike[close], shares[close]
    probability = np.empty(len(pairs))
    for start in range(0, len(pairs), _PAIRS_AT_ONCE):
        span = slice(start, start + _PAIRS_AT_ONCE)
        values = features(collection, pairs[span], alike=alike[span], standing=standing)
        probability[span] = model.probability(values)
    keep = (probability >= LEAST_PROBABILITY) | shares
    found = ids[pairs[keep]], probability[keep], shares[keep]
    del collection, pairs
    _write_archive(np.array(pending), found, sharing.boilerplate, progress)


def _rows(ids: NDArray[np.int64], pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """Pairs of articles as pairs of their rows; without those that have been hidden in between."""
    rows = np.minimum(np.searchsorted(ids, pairs), max(len(ids) - 1, 0))
    return rows[(ids[rows] == pairs).all(axis=1)] if len(ids) else rows[:0]


def _load_collection() -> tuple[NDArray[np.int64], Collection]:
    visible = Sketch.objects.filter(article__hidden=False).order_by("pk")
    columns = "pk", "article__published", "article__source_id", "document", "fingerprints"
    ids, days, sources, prints = [], [], [], Prints()

    def documents() -> Iterator[Document]:
        """One after the other, so that never all of them are held."""
        for pk, published, source, document, held in visible.values_list(*columns).iterator(chunk_size=1_000):
            ids.append(pk)
            days.append(day_of(published))
            sources.append(source)
            prints.add(unpacked(held))
            yield Document.from_bytes(bytes(document))

    terms = Terms.of(documents())
    statistics = store_statistics(Statistics.of(terms), len(ids))
    return np.array(ids, dtype=np.int64), Collection.of(
        terms, prints.rows(), np.array(days), np.array(sources, dtype=np.int64), statistics
    )


Found = tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.bool_]]


def _write_archive(pending: NDArray[np.int64], found: Found, common: frozenset[int], progress: Progress) -> None:
    """Writes pairs in chunks of pending articles; a pair of two goes with the later one, so that none is lost."""
    advance = progress("Matches", len(pending))
    texts = Texts()
    for articles, likenesses in _by_chunk(pending, found):
        _replace_pairs(articles, list(paired(likenesses, texts, common)))
        advance(len(articles))


def _by_chunk(pending: NDArray[np.int64], found: Found) -> Iterator[tuple[list[int], list[Likeness]]]:
    pairs, probability, shares = found
    place = _places(pending, pairs)
    order = np.argsort(place, kind="stable")
    for start in range(0, len(pending), _WRITTEN_AT_ONCE):
        first, last = np.searchsorted(place[order], [start, start + _WRITTEN_AT_ONCE])
        chosen = order[first:last]
        columns = pairs[chosen].tolist(), probability[chosen].tolist(), shares[chosen].tolist()
        yield (
            pending[start : start + _WRITTEN_AT_ONCE].tolist(),
            [Likeness(left, right, value, same) for (left, right), value, same in zip(*columns, strict=True)],
        )


def _places(pending: NDArray[np.int64], pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each pair the place of its later pending article, -1 if neither is pending."""
    places = np.minimum(np.searchsorted(pending, pairs), len(pending) - 1)
    return np.where(pending[places] == pairs, places, -1).max(axis=1, initial=-1)


@transaction.atomic
def _replace_pairs(articles: Sequence[int], pairs: Sequence[NewPair]) -> None:
    Pair.objects.filter(Q(left__among=articles) | Q(right__among=articles)).delete()
    Pair.objects.insert(pairs)
    Article.objects.filter(pk__among=articles).update(needs_match=False)
