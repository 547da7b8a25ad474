"""Facet counts by source, by date range and by further queries, computed from columns without a second search."""

from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from haystack.exceptions import SearchBackendError
from numpy.typing import NDArray
from whoosh.query import Query

from newsgroups.search.evaluate.evaluator import evaluate
from newsgroups.search.evaluate.masks import Mask, microseconds
from newsgroups.search.index.columns import UNDATED
from newsgroups.search.index.snapshot import Snapshot

from .date_facets import intervals

Documents = NDArray[np.int64]
_YEAR_ONE = datetime.min.replace(tzinfo=UTC)


def mask(snapshot: Snapshot, query: Query) -> Mask:
    """Return all documents that match a query as a mask."""
    result = np.zeros(snapshot.size, bool)
    result[evaluate(snapshot, query)[0]] = True
    return result


def by_value(snapshot: Snapshot, documents: Documents, name: str) -> list[tuple[str, int]]:
    """Count hits by source (full slug) or by language (code), most frequent first.

    Articles of unknown language are not counted. Raises SearchBackendError for any other field.
    """
    columns = snapshot.columns
    known = {"source": (columns.source, columns.source_names), "language": (columns.language, columns.languages)}
    if name not in known:
        raise SearchBackendError(f"hits cannot be counted by {name!r}, only by {' or '.join(known)}")
    values, names = known[name]
    values = values[documents]
    counts = np.bincount(values[values >= 0], minlength=len(names))
    named = ((value, count) for value, count in zip(names, counts.tolist(), strict=True) if value)
    return sorted(((name, count) for name, count in named if count), key=lambda pair: (-pair[1], pair[0]))


def by_date(snapshot: Snapshot, documents: Documents, name: str, options: dict[str, Any]) -> list[tuple[datetime, int]]:
    """Count hits per interval between `start_date` and `end_date`, keyed by its start; empty intervals are omitted."""
    spans = list(intervals(name, options))
    if not spans:
        return []
    starts = [start for start, _ in spans]
    bounds = np.array([microseconds(boundary) for boundary in [*starts, spans[-1][1]]], np.int64)
    counts, _ = np.histogram(snapshot.columns.published[documents], bounds)
    # The last bin of a NumPy histogram includes its upper bound; ours do not.
    counts[-1] -= np.count_nonzero(snapshot.columns.published[documents] == bounds[-1])
    return [(start, count) for start, count in zip(starts, counts.tolist(), strict=True) if count]


def moment(published: int) -> datetime | None:
    """Convert a date in the column to a moment in UTC; None for an undated document."""
    if published == UNDATED:
        return None
    return _YEAR_ONE + timedelta(microseconds=int(published))
