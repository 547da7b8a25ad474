"""Chance similarity in this archive.

It is measured occasionally and stored, so that one new article needs no measurement.
"""

import struct
from collections.abc import Collection
from functools import lru_cache

import numpy as np
from django.db.models import QuerySet
from numpy.typing import NDArray

from newsgroups.matching.chance import Chance, Decoys
from newsgroups.matching.chance.decoys import sample_rows
from newsgroups.matching.sparse.article_set import ArticleSet as ArticleSet
from newsgroups.matching.sparse.document_frequencies import Statistics
from newsgroups.models import ArchiveSnapshot, Article, Sketch
from newsgroups.models.db.date_functions import Day
from newsgroups.models.db.prepared_queries import Prepared
from newsgroups.stories.derived.sketches import VERSION
from newsgroups.text.terms.extract import TermDocument

_NAME = "chance"
# The greatest id among the counted articles, stored in front of the measured values.
_NEWEST = struct.Struct("<q")
_DRAWN = Prepared(
    lambda articles: (
        Sketch.objects.filter(pk__among=articles, version=VERSION)
        .order_by("pk")
        .values_list("document", Day("article__published"), "article__source_id", "article__story_id", "pk")
    )
)


def archive_chance() -> Chance:
    """Return the stored measurement; for an archive without articles, that of news in general."""
    counted_at = ArchiveSnapshot.objects.counted_at(_NAME)
    return _loaded(counted_at)[1] if counted_at else nothing_known()


def nothing_known() -> Chance:
    """Return the chance similarity to assume before any article has been seen."""
    none = ArticleSet.build([], [], np.empty(0), np.empty(0, np.int64))
    return Chance.of(Decoys.of(none), none.days, none.sources)


def store_chance(chance: Chance, newest: int) -> Chance:
    """Store what was measured on the articles up to the `newest` id."""
    data = _NEWEST.pack(newest) + chance.to_bytes()
    ArchiveSnapshot.objects.update_or_create(name=_NAME, defaults={"data": data, "articles": chance.crowd.articles})
    return chance


def count_new_articles() -> None:
    """Add the publication dates of articles that have arrived since.

    Their pairs are not examined, but among more articles, two are more likely to be similar by chance.
    """
    counted_at = ArchiveSnapshot.objects.counted_at(_NAME)
    newest, chance = _loaded(counted_at) if counted_at else (0, nothing_known())
    new = _of_events().filter(pk__gt=newest).values_list("pk", Day("published"))
    if rows := list(new):
        days = np.array([day for _, day in rows], dtype=np.float64)
        store_chance(chance.with_articles(days), rows[-1][0])


def measure_chance(statistics: Statistics) -> Chance:
    """Measure chance similarity again on evenly spaced articles, which takes as long as comparing a hundred.

    The number of pairs beyond chance keeps the value found when all articles were last compared with each other.
    """
    visible = _of_events().filter(needs_sketch=False)
    ids = np.fromiter(visible.values_list("pk", flat=True), np.int64)
    rows, beside = sample_rows(len(ids))
    chosen = ids[np.union1d(rows, beside)]
    decoys, stories = _decoys(chosen.tolist(), ids[rows], ids[beside], statistics)
    every = np.array(list(visible.values_list(Day("published"), "source_id")), dtype=np.float64).reshape(-1, 2)
    found = Chance.of(decoys, every[:, 0], every[:, 1].astype(np.int64), stories)
    return store_chance(found.with_surplus_of(archive_chance()), int(ids.max(initial=0)))


def _of_events() -> QuerySet[Article]:
    """Return the articles that may cover an event, in order."""
    return Article.objects.visible().filter(no_event=None).order_by("pk")


def _decoys(
    chosen: Collection[int], rows: NDArray[np.int64], beside: NDArray[np.int64], statistics: Statistics
) -> tuple[Decoys, NDArray[np.int64]]:
    """Return decoys from the chosen articles, with the story of each; an article without a story counts as its own."""
    held = _DRAWN.rows(chosen)
    articles = np.array([row[-1] for row in held], dtype=np.int64)
    collection = ArticleSet.build(
        [TermDocument.from_bytes(bytes(row[0])) for row in held],
        [np.empty(0, np.int64)] * len(held),
        np.array([row[1] for row in held], dtype=np.float64),
        np.array([row[2] for row in held], dtype=np.int64),
        statistics,
    )
    places = [np.flatnonzero(np.isin(articles, each)) for each in (rows, beside)]
    stories = np.array([row[3] or -row[4] for row in held], dtype=np.int64)
    return Decoys.between(collection, *places), stories


@lru_cache(maxsize=1)
def _loaded(counted_at: str) -> tuple[int, Chance]:
    """Load the stored values.

    The cache key is the time of measurement, so that those of other processes are noticed.
    """
    data = bytes(ArchiveSnapshot.objects.get(name=_NAME).data)
    return _NEWEST.unpack_from(data)[0], Chance.from_bytes(data[_NEWEST.size :])
