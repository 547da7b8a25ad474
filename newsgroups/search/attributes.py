"""What the database knows of every document and may change without indexing it anew: story, language, near-copies."""

import threading
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from django.db.models import Max
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from newsgroups.models import Article, CurationEvent, Pair

from .opening import Snapshot

# The copies of one text may be folded under the first: the pairs of these kinds tell nothing that the other does not.
_COPIES = (Pair.Kind.IDENTICAL, Pair.Kind.NEAR_COPY)
Stamp = tuple[object, ...]


@dataclass(frozen=True)
class Attributes:
    """Columns in the order of the snapshot's documents.

    `story` is an id, 0 for none; `language` a number of `languages`, whose first is "" for unknown; `copies` a number
    that all near-copies of one text share, -1 for a text without any.
    """

    stamp: Stamp
    story: NDArray[np.int64]
    language: NDArray[np.int32]
    languages: list[str]
    copies: NDArray[np.int64]


_known: WeakKeyDictionary[Snapshot, Attributes] = WeakKeyDictionary()
_reading = threading.Lock()


def attributes(snapshot: Snapshot) -> Attributes:
    """The attributes as they are now: two small queries, and the whole archive's once after something changed."""
    stamp = _stamp()
    known = _known.get(snapshot)
    if known is None or known.stamp != stamp:
        with _reading:
            known = _known.get(snapshot)
            if known is None or known.stamp != stamp:
                known = _known[snapshot] = _read(snapshot, stamp)
    return known


def _stamp() -> Stamp:
    """Changes whenever groups or pairs did: matching stores pairs, and what curators do is logged.

    Grouping by itself is followed by a commit of the index, which comes with a snapshot of its own.
    """
    curated = CurationEvent.objects.aggregate(last=Max("pk"), undone=Max("undone_at"))
    return curated["last"], curated["undone"], Pair.objects.order_by("-pk").values_list("pk", flat=True).first()


def _read(snapshot: Snapshot, stamp: Stamp) -> Attributes:
    rows = Article.objects.order_by("pk").values_list("pk", "story", "language")
    stories, languages, numbers = {}, {}, {"": 0}
    for pk, story, language in rows.iterator(chunk_size=10_000):
        if story is not None:
            stories[pk] = story
        if language:
            languages[pk] = numbers.setdefault(language, len(numbers))
    articles = snapshot.columns.article.tolist()
    return Attributes(
        stamp,
        np.fromiter((stories.get(pk, 0) for pk in articles), np.int64, len(articles)),
        np.fromiter((languages.get(pk, 0) for pk in articles), np.int32, len(articles)),
        list(numbers),
        _copies(snapshot),
    )


def _copies(snapshot: Snapshot) -> NDArray[np.int64]:
    """Near-copies of near-copies count as one text, too."""
    copies = np.full(snapshot.size, -1, np.int64)
    pairs = np.array(
        list(Pair.objects.filter(kind__in=_COPIES).values_list("left", "right").iterator(chunk_size=10_000)), np.int64
    ).reshape(-1, 2)
    if not len(pairs):
        return copies
    ids, places = np.unique(pairs, return_inverse=True)
    left, right = places.reshape(-1, 2).T
    graph = coo_array((np.ones(len(left), np.int8), (left, right)), shape=(len(ids), len(ids)))
    _, groups = connected_components(graph, directed=False)
    place = np.minimum(np.searchsorted(ids, snapshot.columns.article), len(ids) - 1)
    paired = ids[place] == snapshot.columns.article
    copies[paired] = groups[place[paired]]
    return copies
