"""Document attributes that change without reindexing and therefore come from the database: stories and near copies."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from weakref import WeakKeyDictionary

import numpy as np
from django.db import connection
from django.db.models import Max
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from newsgroups.models import Article, Credit, CurationEvent, Pair
from newsgroups.models.articles.article import TextKind
from newsgroups.search.index.snapshot import Snapshot

Stamp = tuple[object, ...]
TEXT_KINDS = [kind.value for kind in TextKind]


@dataclass(frozen=True)
class Attributes:
    """Columns in the order of the snapshot's documents.

    `story` is an id, 0 for none; `copies` is a number shared by all near copies of one text, -1 if there are none;
    `text_kind` is an index into TEXT_KINDS.
    """

    stamp: Stamp
    story: NDArray[np.int64]
    copies: NDArray[np.int64]
    text_kind: NDArray[np.int64]


# Each search runs this; Django takes longer to build three such queries than the database to answer one.
_NEWEST = ((Pair, "id"), (Credit, "id"), (CurationEvent, "id"), (CurationEvent, "undone_at"))
_LATEST = "SELECT " + ", ".join(f"(SELECT MAX({column}) FROM {each._meta.db_table})" for each, column in _NEWEST)  # noqa: S608
_known: WeakKeyDictionary[Snapshot, Attributes] = WeakKeyDictionary()
_reading = threading.Lock()


def attributes(snapshot: Snapshot) -> Attributes:
    """Return the current attributes. Take one small query, or read all of them once after a change."""
    stamp = _stamp()
    known = _known.get(snapshot)
    if known is None or known.stamp != stamp:
        with _reading:
            known = _known.get(snapshot)
            if known is None or known.stamp != stamp:
                known = _known[snapshot] = _read(snapshot, stamp)
    return known


def _stamp() -> Stamp:
    """Return a value that changes whenever stories or pairs do.

    Matching stores pairs, and curator actions are logged. Grouping on its own is followed by a commit of the index,
    which creates a new snapshot.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LATEST)
        return tuple(cursor.fetchone())


def curation_stamp() -> Stamp:
    """Return a value that changes with each decision of a curator and each that is undone. One query."""
    curated = CurationEvent.objects.aggregate(last=Max("pk"), undone=Max("undone_at"))
    return curated["last"], curated["undone"]


def _read(snapshot: Snapshot, stamp: Stamp) -> Attributes:
    return Attributes(stamp, *read_attributes(snapshot.columns.article))


def read_attributes(articles: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return stories, near copies, and kinds of text of the articles with these ids.

    Near copies share the lowest id among all near copies of the text; -1 if there are none.
    """
    return _stories(articles), _copies(articles), _text_kinds(articles)


def _stories(wanted: NDArray[np.int64]) -> NDArray[np.int64]:
    """Read only the database's index on stories, not the articles."""
    grouped = Article.objects.filter(story__isnull=False).order_by("story", "pk").values_list("pk", "story")
    articles, stories = _columns(grouped.iterator(chunk_size=10_000))
    place = np.argsort(articles)
    return _map_values(wanted, articles[place], stories[place], missing=0)


def _copies(wanted: NDArray[np.int64]) -> NDArray[np.int64]:
    """Near copies of near copies also count as one text."""
    pairs = Pair.objects.near_copies().values_list("left", "right")
    left, right = _columns(pairs.iterator(chunk_size=10_000))
    ids, places = np.unique(np.concatenate([left, right]), return_inverse=True)
    ends = places[: len(left)], places[len(left) :]
    graph = coo_array((np.ones(len(left), np.int8), ends), shape=(len(ids), len(ids)))
    _, groups = connected_components(graph, directed=False)
    _, first = np.unique(groups, return_index=True)
    return _map_values(wanted, ids, ids[first][groups], missing=-1)


def _text_kinds(wanted: NDArray[np.int64]) -> NDArray[np.int64]:
    """Most articles have their own text, so only the others are read."""
    others = Article.objects.exclude(text_kind=TextKind.OWN).order_by("pk").values_list("pk", "text_kind")
    articles, kinds = _columns((pk, TEXT_KINDS.index(kind)) for pk, kind in others.iterator(chunk_size=10_000))
    return _map_values(wanted, articles, kinds, missing=TEXT_KINDS.index(TextKind.OWN))


def _columns(pairs: Iterable[tuple[int, int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Convert rows of two numbers to two arrays."""
    numbers = np.fromiter(chain.from_iterable(pairs), np.int64).reshape(-1, 2)
    return numbers[:, 0], numbers[:, 1]


def _map_values(wanted: NDArray, keys: NDArray, values: NDArray, *, missing: int) -> NDArray[np.int64]:
    """Return the value of each wanted number; the keys must be in ascending order.

    Example: wanted [7, 9], keys [3, 7], values [1, 2] and missing 0 give [2, 0].
    """
    result = np.full(len(wanted), missing, np.int64)
    if len(keys):
        place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        known = keys[place] == wanted
        result[known] = values[place[known]]
    return result
