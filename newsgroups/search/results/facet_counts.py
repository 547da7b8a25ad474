"""Facet counts by outlet, language, story and date, computed from columns in the same pass as the hits."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from newsgroups.common.dates.formats import DAY
from newsgroups.search.evaluate.masks import Mask
from newsgroups.search.index.columns import UNDATED
from newsgroups.search.index.snapshot import Snapshot

from .attributes import TEXT_KINDS, Attributes

Documents = NDArray[np.int64]
Counts = list[tuple[str, int]]

_DAY = 86_400_000_000
_FIRST_DAY = np.datetime64("0001-01-01")
# As many bars as a screen can show separately: days up to three months, months up to ten years, then years.
_MAX_DAYS, _MAX_MONTHS = 92, 120


@dataclass(frozen=True)
class DateSpan:
    """Days from `first` to `last`, both inclusive, and the number of hits in them."""

    label: str
    first: date
    last: date
    count: int


@dataclass(frozen=True)
class Counted:
    """Facets: each counts the hits as if the filter of its own kind were not set.

    `without` contains the number of hits without each kind of filter that is set, and without "all" of them. The
    `histogram` covers the actual hits.
    """

    sources: Counts = field(default_factory=list)
    languages: Counts = field(default_factory=list)
    grouped: int = 0
    alone: int = 0
    text_kinds: dict[str, int] = field(default_factory=dict)
    years: list[DateSpan] = field(default_factory=list)
    months: list[DateSpan] = field(default_factory=list)
    undated: int = 0
    histogram: list[DateSpan] = field(default_factory=list)
    stories: int = 0
    without: dict[str, int] = field(default_factory=dict)


def count(
    snapshot: Snapshot, known: Attributes, documents: Documents, masks: dict[str, Mask], *, year: int | None = None
) -> Counted:
    """Count the documents of a query within masks by kind; months are those of `year`, if given."""
    inside = {kind: mask[documents] for kind, mask in masks.items()}

    def hits(but: str = "") -> Documents:
        wanted = [mask for kind, mask in inside.items() if kind != but]
        return documents[reduce(np.logical_and, wanted)] if wanted else documents

    matching = hits()
    without: dict[str, Documents] = {kind: hits(kind) for kind in inside}
    in_time = without.get("date", matching)
    stories = known.story[without.get("group", matching)]
    months = _months(snapshot)[in_time]
    return Counted(
        sources=_by_value(snapshot.columns.source[without.get("source", matching)], snapshot.columns.source_names),
        languages=_by_value(snapshot.columns.language[without.get("language", matching)], snapshot.columns.languages),
        grouped=int(np.count_nonzero(stories)),
        alone=int(np.count_nonzero(stories == 0)),
        text_kinds=dict(_by_value(known.text_kind[without.get("text_kind", matching)], TEXT_KINDS)),
        years=_latest_first(months // 12, year_span),
        months=_latest_first(months[months // 12 == year], month_span) if year else [],
        undated=int(np.count_nonzero(_days(snapshot)[in_time] < 0)),
        histogram=histogram(snapshot, matching),
        stories=_distinct(known.story[matching]),
        without={kind: len(other) for kind, other in without.items()} | {"all": len(documents)},
    )


def histogram(snapshot: Snapshot, documents: Documents) -> list[DateSpan]:
    """Return hits over time in days, months or years, including empty intervals; empty if there are fewer than two."""
    days = _days(snapshot)[documents]
    days = days[days >= 0]
    if not len(days):
        return []
    if in_days(int(days.min()), int(days.max())):
        return _whole(days, day_span)
    months = _months(snapshot)[documents]
    return _whole(months[months >= 0], month_span)


def in_days(first: int, last: int) -> bool:
    """Return whether a histogram from one day to another, given by their numbers, shows days."""
    return last - first < _MAX_DAYS


def _whole(numbers: NDArray, span: Callable[[int, int], DateSpan]) -> list[DateSpan]:
    start = int(numbers.min())
    counts = np.bincount(numbers - start).tolist()
    return spans({start + place: number for place, number in enumerate(counts) if number}, span)


def spans(counts: Mapping[int, int], span: Callable[[int, int], DateSpan]) -> list[DateSpan]:
    """Return the hits over days or months, by number, with empty intervals; too many months are shown as years."""
    if not counts:
        return []
    first, last = min(counts), max(counts)
    if span is month_span and last - first >= _MAX_MONTHS:
        years: dict[int, int] = {}
        for month, number in counts.items():
            years[month // 12] = years.get(month // 12, 0) + number
        return spans(years, year_span)
    return [span(number, counts.get(number, 0)) for number in range(first, last + 1)] if last > first else []


def _latest_first(numbers: NDArray, span: Callable[[int, int], DateSpan]) -> list[DateSpan]:
    """Return the spans with hits, latest first."""
    dated = numbers[numbers >= 0]
    start = int(dated.min()) if len(dated) else 0
    counts = np.bincount(dated - start).tolist()
    return [span(start + place, number) for place, number in enumerate(counts) if number][::-1]


def day_span(number: int, count: int) -> DateSpan:
    day = date.min + timedelta(number)
    return DateSpan(f"{day:{DAY}}", day, day, count)


def month_span(number: int, count: int) -> DateSpan:
    first = date(number // 12, number % 12 + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1) if first.year < date.max.year else None
    return DateSpan(f"{first:%b %Y}", first, following - timedelta(1) if following else date.max, count)


def year_span(number: int, count: int) -> DateSpan:
    return DateSpan(str(number), date(number, 1, 1), date(number, 12, 31), count)


def _days(snapshot: Snapshot) -> NDArray[np.int32]:
    """Return the day of each document, counted from the first day of the year 1; -1 without a date."""

    def read() -> NDArray[np.int32]:
        published = snapshot.columns.published
        return np.where(published == UNDATED, -1, published // _DAY).astype(np.int32)

    return snapshot.cached("days", read)


def _months(snapshot: Snapshot) -> NDArray[np.int32]:
    """Return the month of each document, counted from January of year 0; -1 (also for its year) without a date."""

    def read() -> NDArray[np.int32]:
        days = _days(snapshot)
        months = (_FIRST_DAY + days.astype("m8[D]")).astype("M8[M]").astype(np.int64) + 1970 * 12
        return np.where(days < 0, -1, months).astype(np.int32)

    return snapshot.cached("months", read)


def _by_value(numbers: NDArray, names: Sequence[str]) -> Counts:
    """Return the values with hits, most frequent first."""
    counts: Iterable[int] = np.bincount(numbers[numbers >= 0], minlength=len(names)).tolist()
    named = zip(names, counts, strict=True)
    return sorted(((name, count) for name, count in named if count), key=lambda pair: (-pair[1], pair[0]))


def _distinct(stories: NDArray[np.int64]) -> int:
    present = np.zeros(int(stories.max(initial=0)) + 1, bool)
    present[stories] = True
    return int(np.count_nonzero(present[1:]))
