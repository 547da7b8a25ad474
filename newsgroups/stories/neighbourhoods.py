"""How alike the nearest articles of each article are: the background against which a pair stands out."""

from collections.abc import Iterable

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from newsgroups.matching.features import NEIGHBOUR, Standings, Values, with_neighbour
from newsgroups.models import Neighbourhood

_CHUNK = 5_000


def standing_of(articles: NDArray[np.int64]) -> Standings:
    """The standings (n, 3, 20) of articles by id; zeros for those that have none yet."""
    found = np.zeros((len(articles), 3, NEIGHBOUR), dtype=np.float16)
    order = np.argsort(articles)
    for start in range(0, len(articles), _CHUNK):
        chunk = articles[start : start + _CHUNK].tolist()
        for pk, packed in Neighbourhood.objects.filter(pk__in=chunk).values_list("pk", "nearest"):
            place = order[np.searchsorted(articles, pk, sorter=order)]
            found[place] = np.frombuffer(packed, "<f2").reshape(3, NEIGHBOUR)
    return found


def store(articles: Iterable[int], standing: Standings) -> None:
    """Sets the standings of articles by id."""
    packed = standing.astype("<f2")
    _write([(int(pk), packed[place].tobytes()) for place, pk in enumerate(articles)])


def take_in(neighbours: NDArray[np.int64], alike: Values) -> None:
    """Tells each of the neighbours that there is a new article as much alike (n, 3)."""
    before = standing_of(neighbours)
    after = with_neighbour(before, alike)
    moved = (after != before).any(axis=(1, 2))
    store(neighbours[moved].tolist(), after[moved])


def _write(rows: list[tuple[int, bytes]]) -> None:
    table = Neighbourhood._meta.db_table
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (article_id, nearest) VALUES (%s, %s) "  # noqa: S608
            "ON CONFLICT (article_id) DO UPDATE SET nearest = excluded.nearest",
            rows,
        )
