"""Computes everything about a query in one pass: the number of hits, the slice for the page, and the order."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from haystack.exceptions import SearchBackendError
from numpy.typing import NDArray
from whoosh.query import Query

from newsgroups.search.evaluate.evaluator import evaluate
from newsgroups.search.evaluate.masks import Mask
from newsgroups.search.index.snapshot import Snapshot

# The sort order: columns, and whether each is descending.
Order = Sequence[tuple[str, bool]]


@dataclass(frozen=True)
class Found:
    """All documents that match a query, in ascending order, with scores, and the requested slice."""

    documents: NDArray[np.int64]
    page: NDArray[np.int64]
    scores: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.documents)


def find(
    snapshot: Snapshot, query: Query, *, masks: Sequence[Mask] = (), order: Order = (), start: int = 0, end: int = 20
) -> Found:
    """Return the documents of a query within all masks.

    `order` lists columns; if it is empty, hits are sorted by descending score.
    """
    documents, scores = evaluate(snapshot, query)
    for mask in masks:
        kept = mask[documents]
        documents, scores = documents[kept], scores[kept]
    keys = sort_keys(snapshot, documents, scores, order)
    chosen = best(keys, start, max(start, end))
    return Found(documents, documents[chosen], scores[chosen])


def sort_keys(snapshot: Snapshot, documents: NDArray, scores: NDArray, order: Order) -> list[NDArray]:
    """Return ascending sort keys, most significant first; ties keep the order of documents."""
    if not order:
        return [-scores]
    return [_key(snapshot, name, falling)[documents] for name, falling in order]


def _key(snapshot: Snapshot, name: str, falling: bool) -> NDArray:
    columns = snapshot.columns
    if name == "published":
        return columns.latest_rank if falling else columns.earliest_rank
    if name in ("source", "language"):
        values, names = (
            (columns.source, columns.source_names) if name == "source" else (columns.language, columns.languages)
        )
        places = np.argsort(np.argsort(np.array(names or [""])))
        return (-places if falling else places)[values]
    if name in ("article", "id", "pk", "django_id"):
        return -columns.article if falling else columns.article
    raise SearchBackendError(f"search results cannot be sorted by {name!r}, only by published, source, language or id")


def best(keys: Sequence[NDArray], start: int, end: int) -> NDArray[np.int64]:
    """Return the positions of the `start`-th to `end`-th smallest by the keys."""
    size = len(keys[0])
    end = min(end, size)
    if start >= end:
        return np.empty(0, np.int64)
    candidates = np.arange(size)
    if len(keys) == 1 and end < size:
        # Everything up to the end-th smallest, ties included; the few that remain are fully sorted.
        candidates = np.flatnonzero(keys[0] <= np.partition(keys[0], end - 1)[end - 1])
    order = np.lexsort([candidates, *(key[candidates] for key in reversed(keys))])
    return candidates[order[start:end]]
