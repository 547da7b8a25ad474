"""Which articles of the archive tell the same story as a text, by the posting tables and the same-story model."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.classifier import shipped_model
from newsgroups.matching.collection import Collection as ArticleSet
from newsgroups.matching.features import features
from newsgroups.matching.heavy_terms import heavy_terms
from newsgroups.models import Article, Sketch
from newsgroups.stories import postings
from newsgroups.stories.sketches import document_of, posted_fingerprints
from newsgroups.stories.term_statistics import archive_statistics
from newsgroups.text.fingerprint import fingerprints
from newsgroups.text.terms import Document, extract
from newsgroups.text.tokens import tokenize

# Nearest articles that get a close look. The level of the neighbours is taken from them, too.
NEAREST = 60
# A term in more than this share of the archive says nothing of one story, but a small archive needs its few terms.
COMMON_SHARE, COMMON_FLOOR = 0.03, 50
# Below this two articles share next to nothing (cosine of the heaviest terms).
LEAST_SIMILARITY = 0.03
# After a week two articles of the same words are only a quarter as likely to tell the same story.
TIME_SCALE_DAYS = 7.0
# Articles by similarity alone whose dates are then looked at.
_FIRST_LOOK = 400

Allowed = Callable[[Collection[int]], Collection[int]]


@dataclass(frozen=True, eq=False)
class Told:
    """A text to find the story of; `source` is the id of its outlet, -1 where it has none."""

    document: Document
    fingerprints: NDArray[np.int64]
    published: datetime | None = None
    source: int = -1
    article: int | None = None

    @classmethod
    def by_text(cls, text: str, *, title: str = "", published: datetime | None = None) -> "Told":
        return cls(extract(title, text, published), fingerprints(tokenize(text)), published)

    @classmethod
    def by_sketch(cls, sketch: Sketch, published: datetime | None, source: int) -> "Told":
        return cls(document_of(sketch), posted_fingerprints(sketch), published, source, sketch.article_id)


def same_story(told: Told, *, allowed: Allowed | None = None, also: Collection[int] = ()) -> dict[int, float]:
    """Probability (0..1) that each of the nearest articles tells the same story, most probable first.

    `allowed` leaves only those of some ids that may be shown; `also` are ids to look at besides.
    """
    near = _nearest(told, allowed) | set(also) - {told.article}
    shown = Sketch.objects.filter(pk__in=near, article__hidden=False)
    sketches = list(shown.select_related("article").defer("article__text").order_by("pk"))
    if not sketches:
        return {}
    probability = _probabilities(told, sketches)
    found = {sketch.article_id: float(value) for sketch, value in zip(sketches, probability, strict=True)}
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _nearest(told: Told, allowed: Allowed | None) -> set[int]:
    similar = _by_terms(told)
    if allowed:
        kept = allowed(list(similar))
        similar = {article: similar[article] for article in kept}
    first = sorted(similar, key=lambda article: (-similar[article], article))[:_FIRST_LOOK]
    dates = dict(Article.objects.visible().filter(pk__in=first).values_list("pk", "published"))
    first = [article for article in first if article in dates]
    near = sorted(first, key=lambda article: (-similar[article] * _fading(told.published, dates[article]), article))
    return set(first[:NEAREST]) | set(near[:NEAREST])


def _by_terms(told: Told) -> dict[int, float]:
    """Cosine of the heaviest terms with each article that shares some."""
    terms, weights = heavy_terms(told.document)
    found, articles, theirs = postings.term_postings(terms)
    limit = max(COMMON_FLOOR, COMMON_SHARE * archive_statistics().documents)
    _, place, often = np.unique(found, return_inverse=True, return_counts=True)
    rare = often[place] <= limit if len(found) else np.empty(0, dtype=bool)
    products = weights[np.searchsorted(terms, found[rare])] * theirs[rare]
    unique, place = np.unique(articles[rare], return_inverse=True)
    similarity = np.bincount(place, products, len(unique))
    good = (similarity > LEAST_SIMILARITY) & (unique != (told.article or -1))
    return dict(zip(unique[good].tolist(), similarity[good].tolist(), strict=True))


def _fading(one: datetime | None, other: datetime | None) -> float:
    if one is None or other is None:
        return 0.5
    days = abs((one - other).total_seconds()) / 86_400
    return float(0.25 + 0.75 * np.exp(-days / TIME_SCALE_DAYS))


def _probabilities(told: Told, sketches: list[Sketch]) -> NDArray[np.float64]:
    """Of the text with each article. All pairs among them are compared, since a pair is told by how far it
    stands out from its neighbours.
    """
    collection = ArticleSet.build(
        [told.document, *map(document_of, sketches)],
        [told.fingerprints, *map(posted_fingerprints, sketches)],
        np.array([_day(told.published), *(_day(sketch.article.published) for sketch in sketches)]),
        np.array([told.source, *(sketch.article.source_id for sketch in sketches)]),
        archive_statistics(),
    )
    pairs = np.stack(np.triu_indices(len(collection), 1), axis=1)
    return shipped_model().probability(features(collection, pairs))[: len(sketches)]


def _day(moment: datetime | None) -> float:
    return moment.timestamp() / 86_400 if moment else np.nan
