"""Haystack's facets (by field, by date, by further queries) from a cluster's aggregations."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from haystack.exceptions import SearchBackendError

from newsgroups.search.evaluate.masks import microseconds

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
        if name != "published":
            raise SearchBackendError(f"hits cannot be counted by dates of {name!r}, only of 'published'")
        spans = [{"from": microseconds(start), "to": microseconds(end)} for start, end in _spans(options)]
        asked[f"date {name}"] = {"range": {"field": name, "ranges": spans}}
    return asked | {f"query {name}": {"filter": request} for name, request in queries.items()}


def counted(
    found: Mapping[str, Any], names: Iterable[str] | None, dates: Mapping[str, Any] | None, queries: Any
) -> dict[str, Any]:
    """Return facets over all hits in Haystack's format."""
    if not (names or dates or queries):
        return {}
    return {
        "fields": {name: _by_value(found[f"field {name}"]) for name in names or ()},
        "dates": {
            name: [
                (start, bucket["doc_count"])
                for (start, _), bucket in zip(_spans(options), found[f"date {name}"]["buckets"], strict=True)
                if bucket["doc_count"]
            ]
            for name, options in (dates or {}).items()
        },
        "queries": {f"{name}_{text}": found[f"query {name}_{text}"]["doc_count"] for name, text in queries or ()},
    }


def moment(published: int | None) -> datetime | None:
    """Convert microseconds since the year 1 to a moment in UTC."""
    return None if published is None else datetime.min.replace(tzinfo=UTC) + timedelta(microseconds=published)


def _by_value(terms: Mapping[str, Any]) -> list[tuple[str, int]]:
    found = [(bucket["key"], bucket["doc_count"]) for bucket in terms["buckets"]]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def _spans(options: Mapping[str, Any]) -> Iterator[tuple[datetime, datetime]]:
    """Yield start and end of each interval; the last one ends with `end_date`."""
    step = relativedelta(**{f"{options['gap_by']}s": options.get("gap_amount", 1)})
    first, last, number = _utc(options["start_date"]), _utc(options["end_date"]), 0
    while (start := first + step * number) < last:
        number += 1
        yield start, min(first + step * number, last)


def _utc(day: date) -> datetime:
    if not isinstance(day, datetime):
        day = datetime(day.year, day.month, day.day)
    return day.astimezone(UTC) if day.tzinfo else day.replace(tzinfo=UTC)
