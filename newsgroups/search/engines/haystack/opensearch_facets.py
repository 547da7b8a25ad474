"""Haystack's facets (by field, by date, by further queries) from a cluster's aggregations."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from haystack.exceptions import SearchBackendError

from newsgroups.search.evaluate.masks import microseconds

from .date_facets import intervals
from .queries import HaystackQuery

_FIELDS = ("source", "language")
_MOST_VALUES = 10_000


def aggregations(names: Iterable[str], dates: Mapping[str, Any], queries: Mapping[str, Any]) -> dict[str, Any]:
    """Return the aggregations for facets. Raises SearchBackendError for fields that cannot be counted."""
    asked: dict[str, Any] = {}
    for name in names:
        if name not in _FIELDS:
            raise SearchBackendError(f"hits cannot be counted by {name!r}, only by {' or '.join(_FIELDS)}")
        asked[f"field {name}"] = {"terms": {"field": name, "size": _MOST_VALUES}}
    for name, options in dates.items():
        spans = [{"from": microseconds(start), "to": microseconds(end)} for start, end in intervals(name, options)]
        # The cluster refuses a range without ranges.
        if spans:
            asked[f"date {name}"] = {"range": {"field": name, "ranges": spans}}
    return asked | {f"query {name}": {"filter": request} for name, request in queries.items()}


def counted(found: Mapping[str, Any], query: HaystackQuery) -> dict[str, Any]:
    """Return facets over all hits in Haystack's format."""
    return {
        "fields": {name: _by_value(found[f"field {name}"]) for name in query.facets},
        "dates": {
            name: [
                (start, bucket["doc_count"])
                for (start, _), bucket in zip(
                    intervals(name, options), found.get(f"date {name}", {"buckets": []})["buckets"], strict=True
                )
                if bucket["doc_count"]
            ]
            for name, options in query.date_facets.items()
        },
        "queries": {f"{name}_{text}": found[f"query {name}_{text}"]["doc_count"] for name, text in query.query_facets},
    }


def moment(published: int | None) -> datetime | None:
    """Convert microseconds since the year 1 to a moment in UTC."""
    return None if published is None else datetime.min.replace(tzinfo=UTC) + timedelta(microseconds=published)


def _by_value(terms: Mapping[str, Any]) -> list[tuple[str, int]]:
    found = [(bucket["key"], bucket["doc_count"]) for bucket in terms["buckets"]]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))
