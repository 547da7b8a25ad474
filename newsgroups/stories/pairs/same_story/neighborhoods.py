"""How similar the nearest neighbors of each article are: the background against which a pair stands out."""

from collections.abc import Iterable

import numpy as np
from django.db import connection, transaction
from numpy.typing import NDArray

from newsgroups.matching.retrieval.prefilter import NEIGHBOUR, NeighborScores
from newsgroups.models import Neighbourhood
from newsgroups.models.db.prepared_queries import Prepared

_NEAREST = Prepared(
    lambda articles: Neighbourhood.objects.filter(pk__among=articles).values_list("pk", "nearest"), plain=True
)


def neighbor_scores_of(articles: NDArray[np.int64]) -> NeighborScores:
    """Return the neighbor scores (n, 3, 20) of articles by id; zeros for those without any."""
    found = np.zeros((len(articles), 3, NEIGHBOUR), dtype=np.float16)
    place = {pk: place for place, pk in enumerate(articles.tolist())}
    for pk, packed in _NEAREST.rows(articles.tolist()):
        found[place[pk]] = np.frombuffer(packed, "<f2").reshape(3, NEIGHBOUR)
    return found


def store(articles: Iterable[int], standing: NeighborScores) -> None:
    """Store the neighbor scores of articles by id."""
    packed = standing.astype("<f2")
    # Outside a transaction, each row would be a transaction of its own.
    with transaction.atomic(savepoint=False):
        _write([(int(pk), packed[place].tobytes()) for place, pk in enumerate(articles)])


def _write(rows: list[tuple[int, bytes]]) -> None:
    table = Neighbourhood._meta.db_table
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (article_id, nearest) VALUES (%s, %s) "  # noqa: S608
            "ON CONFLICT (article_id) DO UPDATE SET nearest = excluded.nearest",
            rows,
        )
