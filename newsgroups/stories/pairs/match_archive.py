"""Find the pairs of a whole archive by comparing all articles with each other."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from newsgroups.common.progress import Progress
from newsgroups.matching.model.classifier import Model
from newsgroups.matching.retrieval.candidates import candidates
from newsgroups.matching.retrieval.prefilter import cosines, neighbor_scores
from newsgroups.matching.sparse.article_set import ArticleSet
from newsgroups.matching.sparse.document_frequencies import Statistics
from newsgroups.matching.sparse.vocabulary import Terms
from newsgroups.models import NoEvent, Sketch
from newsgroups.stories.core.row_lookup import rows_of
from newsgroups.stories.derived.statistics.chance import store_chance
from newsgroups.stories.derived.statistics.term_statistics import store_statistics
from newsgroups.stories.pairs.same_story.nearest import day_of
from newsgroups.stories.pairs.same_story.rounds import judge_pairs
from newsgroups.text.terms.extract import TermDocument

from .build import CandidatePairs, build_pairs, replace_pairs
from .same_story import neighborhoods
from .shared_text import SharedTextPairs
from .text_cache import Texts

# Pending articles whose pairs are written in one transaction. A commit writes every touched page of the eight indexes
# of pairs.
_BATCH_SIZE = 8_000


def match_archive(pending: Sequence[int], sharing: SharedTextPairs, model: Model, progress: Progress) -> None:
    """Compare all articles with each other, and write the pairs of those that are pending and have been loaded."""
    no_events = np.fromiter(NoEvent.objects.values_list("pk", flat=True), np.int64)
    ids, collection = _load_collection(sharing, no_events)
    shared = _rows(ids, sharing.pairs)
    pairs = candidates(collection, also=shared)
    alike = cosines(collection, pairs)
    standing = neighbor_scores(len(ids), pairs, alike)
    neighborhoods.store(ids.tolist(), standing)
    # All of them are among the candidates, which are sorted.
    shares = np.zeros(len(pairs), dtype=bool)
    shares[np.searchsorted(pairs @ [len(ids), 1], shared @ [len(ids), 1])] = True
    told = judge_pairs(collection, pairs, alike, standing, shares, ~np.isin(ids, no_events), model)
    store_chance(told.chance, int(ids.max(initial=0)))
    likely = CandidatePairs(pairs[told.places], told.probability, shares[told.places])
    found = likely.above_storage_threshold(told.copied)
    found = replace(found, pairs=ids[found.pairs])
    del collection, pairs, alike
    read = np.intersect1d(pending, ids)
    if len(read):
        _write_archive(read, found, sharing.boilerplate, progress)


def _rows(ids: NDArray[np.int64], pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return pairs of articles as pairs of their rows, without those hidden in the meantime."""
    rows, held = rows_of(ids, pairs)
    return rows[held.all(axis=1)]


def _load_collection(sharing: SharedTextPairs, no_events: NDArray[np.int64]) -> tuple[NDArray[np.int64], ArticleSet]:
    """Load the articles whose fingerprints have been read. Articles added since stay pending until the next run."""
    known = frozenset(sharing.ids.tolist())
    visible = Sketch.objects.filter(article__hidden=False).order_by("pk")
    columns = "pk", "article__published", "article__source_id", "document"
    ids, days, sources = [], [], []

    def documents() -> Iterator[TermDocument]:
        """Yield documents one at a time, so that they are never all in memory."""
        for pk, published, source, document in visible.values_list(*columns).iterator(chunk_size=1_000):
            if pk not in known:
                continue
            ids.append(pk)
            days.append(day_of(published))
            sources.append(source)
            yield TermDocument.from_bytes(bytes(document))

    terms = Terms.of(documents())
    articles = np.array(ids, dtype=np.int64)
    statistics = store_statistics(Statistics.of(terms, ~np.isin(articles, no_events)), len(ids))
    prints = sharing.fingerprints.of_articles(np.searchsorted(sharing.ids, articles))
    return articles, ArticleSet.of(terms, prints, np.array(days), np.array(sources, dtype=np.int64), statistics)


def _write_archive(
    pending: NDArray[np.int64], found: CandidatePairs, common: frozenset[int], progress: Progress
) -> None:
    """Write pairs in chunks of pending articles.

    A pair of two pending articles goes with the later one, so that none is lost.
    """
    advance = progress("Matches", len(pending))
    texts = Texts()
    for articles, likenesses in _by_chunk(pending, found):
        replace_pairs(articles, build_pairs(likenesses, texts, common))
        advance(len(articles))


def _by_chunk(pending: NDArray[np.int64], found: CandidatePairs) -> Iterator[tuple[list[int], CandidatePairs]]:
    place = _places(pending, found.pairs)
    order = np.argsort(place, kind="stable")
    for start in range(0, len(pending), _BATCH_SIZE):
        first, last = np.searchsorted(place[order], [start, start + _BATCH_SIZE])
        yield pending[start : start + _BATCH_SIZE].tolist(), found.where(order[first:last])


def _places(pending: NDArray[np.int64], pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return, for each pair, the position of its later pending article, or -1 if neither is pending."""
    places, held = rows_of(pending, pairs)
    latest: NDArray[np.int64] = np.where(held, places, -1).max(axis=1, initial=-1)
    return latest
