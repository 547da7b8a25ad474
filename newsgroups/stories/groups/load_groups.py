"""Load the input of grouping: articles with their stories, and the probabilities of their pairs, by row."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np
from django.db.models import Q, QuerySet
from numpy.typing import NDArray

from newsgroups.models import Article, NoEvent, Pair
from newsgroups.models.articles.article import OUTLET_ID
from newsgroups.models.db.prepared_queries import Prepared
from newsgroups.stories.core.row_lookup import rows_of


@dataclass
class Archive:
    """The input of grouping by row. The row of an article is its position among the visible ones in order of id."""

    ids: NDArray[np.int64]
    sources: list[int]
    published: list[datetime | None]
    pairs: NDArray[np.int64]
    probabilities: NDArray[np.float64]
    stories: dict[int, set[int]] = field(default_factory=dict)

    def rows(self, ids: Collection[int]) -> list[int]:
        """Return the rows of those articles that are visible."""
        rows, held = rows_of(self.ids, np.array(sorted(ids), dtype=np.int64))
        visible: list[int] = rows[held].tolist()
        return visible


def _articles() -> QuerySet[Article, tuple[Any, ...]]:
    return Article.objects.visible().order_by("id").values_list("id", OUTLET_ID, "published", "story_id")


def _pairs() -> QuerySet[Pair, tuple[Any, ...]]:
    """Return the pairs to group by: all except those with an article that covers no event.

    If such articles are copies of each other at different outlets, they stay together. At one outlet, copies are items
    of one template.
    """
    none = NoEvent.objects.order_by().values("pk")
    of_no_event = Q(left__in=none) | Q(right__in=none)
    apart = Q(same_source=True) | ~Q(kind__in=Pair.COPIES)
    return Pair.objects.exclude(of_no_event, apart).values_list("left_id", "right_id", "probability")


_ARTICLES = Prepared(lambda ids: _articles().filter(pk__among=ids))
_PAIRS = Prepared(lambda ids: _pairs().filter(left__among=ids, right__among=ids), plain=True)


def load_archive(among: Collection[int] | None = None) -> Archive:
    """Load all visible articles and their pairs, or only those among the given ones."""
    rows = _ARTICLES.rows(among) if among is not None else list(_articles().iterator())
    ids = np.array([row[0] for row in rows], dtype=np.int64)
    pairs, probabilities = _links(ids, _PAIRS.rows(ids.tolist()) if among is not None else _pairs().iterator())
    archive = Archive(
        ids=ids,
        sources=[row[1] for row in rows],
        published=[row[2] for row in rows],
        pairs=pairs,
        probabilities=probabilities,
    )
    for row, (_, _, _, story) in enumerate(rows):
        if story is not None:
            archive.stories.setdefault(story, set()).add(row)
    return archive


def _links(
    ids: NDArray[np.int64], pairs: Iterable[tuple[int, int, float]]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return pairs of articles as pairs of rows, with their probabilities.

    Pairs of hidden articles are dropped here, because the database would have to look up both articles of each pair.
    """
    links = np.array(list(pairs), dtype=np.float64).reshape(-1, 3)
    rows, held = rows_of(ids, links[:, :2].astype(np.int64))
    both = held.all(axis=1)
    return rows[both], links[both, 2]
