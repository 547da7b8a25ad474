"""Facets as aggregations of one request: each counts the hits as if the filter of its own kind were not set."""

from collections.abc import Mapping
from typing import Any

from newsgroups.search.results.facet_counts import (
    Counted,
    Counts,
    DateSpan,
    day_span,
    in_days,
    month_span,
    spans,
    year_span,
)

Request = dict[str, Any]
# More outlets or languages than any archive has, and the number up to which stories are counted exactly.
_MOST_VALUES, _EXACT = 10_000, 40_000


def aggregations(filters: Mapping[str, Request], *, fold: bool) -> Request:
    """Return the aggregations of a question with these filters by kind."""
    asked = {
        "sources": _under(filters, "source", _terms("source")),
        "languages": _under(filters, "language", _terms("language", missing="")),
        "text_kinds": _under(filters, "text_kind", _terms("text_kind")),
        "grouped": _under(filters, "group", {"in": {"filter": {"exists": {"field": "story"}}}}),
        "dates": _under(filters, "date", {"months": _steps("month"), "dated": {"value_count": {"field": "month"}}}),
        "hits": _under(filters, "", _of_hits(fold=fold)),
    }
    asked |= {f"without {kind}": _under(filters, kind, {}) for kind in filters}
    return asked | {"without all": _under({}, "", {})}


def _of_hits(*, fold: bool) -> Request:
    asked: Request = {
        "months": _steps("month"),
        "first": {"min": {"field": "day"}},
        "last": {"max": {"field": "day"}},
        "stories": _distinct("story"),
    }
    if fold:
        asked |= {"copies": {"value_count": {"field": "group"}}, "texts": _distinct("group")}
    return asked


def days(filters: Mapping[str, Request]) -> Request:
    """Return the aggregation for a histogram in days, for hits within three months."""
    return {"hits": _under(filters, "", {"days": _steps("day")})}


def texts(found: Mapping[str, Any], count: int) -> int:
    """Return the number of hits with near copies folded."""
    hits = found["hits"]
    return count - int(hits["copies"]["value"]) + int(hits["texts"]["value"])


def is_in_days(found: Mapping[str, Any]) -> bool:
    first, last = (found["hits"][name]["value"] for name in ("first", "last"))
    return first is not None and in_days(int(first), int(last))


def counted(found: Mapping[str, Any], *, year: int | None, by_day: Mapping[str, Any] | None) -> Counted:
    """Return the facets; `by_day` is the answer to `days` if the hits lie within three months."""
    months, grouped = _numbers(found["dates"]["months"]), int(found["grouped"]["in"]["doc_count"])
    years: dict[int, int] = {}
    for month, number in months.items():
        years[month // 12] = years.get(month // 12, 0) + number
    return Counted(
        sources=_counts(found["sources"]["values"]),
        languages=_counts(found["languages"]["values"]),
        grouped=grouped,
        alone=int(found["grouped"]["doc_count"]) - grouped,
        text_kinds=dict(_counts(found["text_kinds"]["values"])),
        years=[year_span(each, years[each]) for each in sorted(years, reverse=True)],
        months=[month_span(each, months[each]) for each in sorted(months, reverse=True) if each // 12 == year],
        undated=int(found["dates"]["doc_count"]) - int(found["dates"]["dated"]["value"]),
        histogram=_histogram(found, by_day),
        stories=int(found["hits"]["stories"]["value"]),
        without={name[8:]: int(part["doc_count"]) for name, part in found.items() if name.startswith("without ")},
    )


def _histogram(found: Mapping[str, Any], by_day: Mapping[str, Any] | None) -> list[DateSpan]:
    if by_day is not None:
        return spans(_numbers(by_day["hits"]["days"]), day_span)
    months = _numbers(found["hits"]["months"])
    return spans(months, month_span)


def _under(filters: Mapping[str, Request], kind: str, inside: Request) -> Request:
    others = [request for other, request in filters.items() if other != kind]
    made: Request = {"filter": {"bool": {"filter": others}} if others else {"match_all": {}}}
    return made | {"aggs": inside} if inside else made


def _terms(field: str, **options: str) -> Request:
    return {"values": {"terms": {"field": field, "size": _MOST_VALUES, **options}}}


def _steps(field: str) -> Request:
    return {"histogram": {"field": field, "interval": 1, "min_doc_count": 1}}


def _distinct(field: str) -> Request:
    return {"cardinality": {"field": field, "precision_threshold": _EXACT}}


def _counts(terms: Mapping[str, Any]) -> Counts:
    found = [(bucket["key"], int(bucket["doc_count"])) for bucket in terms["buckets"]]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def _numbers(histogram: Mapping[str, Any]) -> dict[int, int]:
    return {int(bucket["key"]): int(bucket["doc_count"]) for bucket in histogram["buckets"]}
