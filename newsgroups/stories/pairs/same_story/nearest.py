"""Find the articles that tell the same story as a text, through the posting tables and the same-story model."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.model.classifier import Model
from newsgroups.matching.model.features import copied_share, features
from newsgroups.matching.retrieval.candidates import common_limit, nearest
from newsgroups.matching.retrieval.heavy_terms import heavy_terms
from newsgroups.matching.retrieval.prefilter import (
    NeighborScores,
    Pairs,
    cosines,
    neighbor_scores,
    passes_prefilter,
    with_neighbour,
)
from newsgroups.matching.sparse.article_set import ArticleSet as ArticleSet
from newsgroups.matching.sparse.document_frequencies import Statistics
from newsgroups.matching.sparse.vocabulary import factorize
from newsgroups.models import Article, Sketch
from newsgroups.models.db.date_functions import Day
from newsgroups.models.db.prepared_queries import Prepared
from newsgroups.stories.derived import postings
from newsgroups.stories.derived.sketches import unpacked
from newsgroups.stories.derived.statistics.chance import archive_chance
from newsgroups.stories.derived.statistics.term_statistics import archive_statistics
from newsgroups.text.terms.extract import TermDocument

from . import form_series, neighborhoods
from .current_model import model_for_readers

# Below this cosine of their heaviest terms, two articles have next to nothing in common.
MIN_SIMILARITY = 0.03
# Number of articles, by similarity alone, whose dates are then read.
_FIRST_LOOK = 400

# Maximum number of postings read to find the nearest articles, rarest terms first. In a large archive, the more
# frequent terms make up most of the rows, and the others nearly always find the ten nearest.
MAX_POSTINGS = 10_000

_KEPT = Prepared(
    lambda articles: (
        Sketch.objects.filter(pk__among=articles, article__hidden=False)
        .order_by("pk")
        .values_list("document", "fingerprints", "article__published", "article__source_id", "pk")
    )
)
_DAYS = Prepared(
    lambda articles: (
        Article.objects.visible().filter(pk__among=articles).order_by().values_list("pk", Day("published"))
    ),
    plain=True,
)

Allowed = Callable[[Collection[int]], Collection[int]]


@dataclass(frozen=True, eq=False)
class QueryText:
    """A text whose story is sought. `source` is the id of its outlet, or -1 if it has none."""

    document: TermDocument
    fingerprints: NDArray[np.int64]
    published: datetime | None = None
    source: int = -1
    article: int | None = None

    @classmethod
    def stored(cls, articles: Collection[int]) -> "list[QueryText]":
        """Load the stored texts of those articles that are visible, in order of id."""
        return [cls(TermDocument.from_bytes(bytes(row[0])), unpacked(row[1]), *row[2:]) for row in _KEPT.rows(articles)]


@dataclass(frozen=True, eq=False)
class Comparison:
    """The nearest articles of a text by id, and the probability that each tells the same story.

    `standing` (1 + n, 3, 20) holds the neighbor scores of the text, and those of the articles with the text among their
    neighbors; `moved` marks those that differ from the stored ones. `pairs` join the text and each article in the
    `collection`.
    """

    articles: NDArray[np.int64]
    probability: NDArray[np.float64]
    standing: NeighborScores
    moved: NDArray[np.bool_]
    collection: ArticleSet
    pairs: Pairs

    @property
    def copied_share(self) -> NDArray[np.float32]:
        """Return the share of fingerprints that the text has in common with each article. Look-ups do not need it."""
        return copied_share(self.collection, self.pairs)


def same_story(told: QueryText, *, allowed: Allowed | None = None, also: Collection[int] = ()) -> dict[int, float]:
    """Return the probability (0..1) that each of the nearest articles tells the same story, most probable first.

    `allowed` filters a list of ids to those that may be shown; `also` lists additional ids to compare.
    """
    found = compared(told, model_for_readers(), allowed=allowed, also=also)
    pairs = zip(found.articles.tolist(), found.probability.tolist(), strict=True)
    return dict(sorted(pairs, key=lambda item: (-item[1], item[0])))


def compared(
    told: QueryText, model: Model, *, allowed: Allowed | None = None, also: Collection[int] = ()
) -> Comparison:
    """Compare the text with the nearest articles.

    A pair is scored by how far it stands out from the neighbors of both. The neighbors of the text are the articles
    found; those of the articles are stored.
    """
    statistics, chance = archive_statistics(), archive_chance()
    near = _nearest(told, statistics, allowed) | set(also) - {told.article}
    texts = [told, *QueryText.stored(near)]
    articles = np.array([each.article for each in texts[1:]], dtype=np.int64)
    collection = ArticleSet.build(
        [each.document for each in texts],
        [each.fingerprints for each in texts],
        np.array([day_of(each.published) for each in texts]),
        np.array([each.source for each in texts]),
        statistics,
    )
    pairs = np.stack([np.zeros(len(articles), np.int64), np.arange(1, len(texts))], axis=1)
    alike = cosines(collection, pairs)
    before = neighborhoods.neighbor_scores_of(articles)
    after = with_neighbour(before, alike)
    standing = np.concatenate([neighbor_scores(len(collection), pairs, alike)[:1], after])
    probability = np.zeros(len(articles))
    good = passes_prefilter(pairs, alike, standing, collection.days)
    close = features(collection, pairs[good], alike=alike[good], standing=standing, chance=chance)
    probability[good] = form_series.probability(model, pairs[good], close)
    return Comparison(articles, probability, standing, (after != before).any(axis=(1, 2)), collection, pairs)


def _nearest(told: QueryText, statistics: Statistics, allowed: Allowed | None) -> set[int]:
    articles, similarity = by_terms(told, statistics)
    if allowed:
        kept = np.isin(articles, np.fromiter(allowed(articles.tolist()), np.int64))
        articles, similarity = articles[kept], similarity[kept]
    first = np.lexsort((articles, -similarity))[:_FIRST_LOOK]
    articles, similarity = articles[first], similarity[first]
    days = dict(_DAYS.rows(articles.tolist()))
    shown = np.array([article in days for article in articles.tolist()], dtype=bool)
    articles, similarity = articles[shown], similarity[shown]
    gap = np.abs(np.array([days[article] for article in articles.tolist()], np.float64) - day_of(told.published))
    return set(articles[nearest(similarity, gap)].tolist())


def by_terms(told: QueryText, statistics: Statistics) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the articles that share some of the heaviest terms, hidden ones included, and the cosines over these."""
    terms, weights = heavy_terms(told.document)
    often = statistics.frequency(terms.astype(np.uint32))
    rarest = np.argsort(often, kind="stable")
    affordable = np.cumsum(often[rarest]) <= MAX_POSTINGS
    rare = rarest[affordable & (often[rarest] <= common_limit(statistics.documents))]
    found, articles, theirs = postings.term_postings(terms[rare])
    unique, place = factorize(articles)
    similarity = np.bincount(place, weights[np.searchsorted(terms, found)] * theirs, len(unique))
    good = (similarity > MIN_SIMILARITY) & (unique != (told.article or -1))
    return unique[good], similarity[good]


def day_of(moment: datetime | None) -> float:
    """Return fractional days since 1970, or NaN if unknown."""
    return moment.timestamp() / 86_400 if moment else np.nan
