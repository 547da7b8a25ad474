"""Filters that do not affect ranking: sources, dates and articles hidden since the last commit."""

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from newsgroups.common.dates import days
from newsgroups.search.index.columns import UNDATED
from newsgroups.search.index.snapshot import Snapshot

Mask = NDArray[np.bool_]
_START = datetime.min.replace(tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def microseconds(moment: datetime) -> int:
    """Convert a moment to the index's time unit: microseconds in UTC since the year 1."""
    return (moment.astimezone(UTC) - _START) // _MICROSECOND


def midnight(day: date, *, after: int = 0) -> int:
    """Return the start of a day in UTC, plus `after` days; UNDATED, which follows every date, if out of range."""
    try:
        day += timedelta(days=after)
    except OverflowError:
        return UNDATED
    return microseconds(days.midnight(day))


def between(
    snapshot: Snapshot, start: int | None, end: int | None, start_excluded: bool = False, end_excluded: bool = False
) -> Mask:
    """Return a mask of live documents dated within the bounds; undated documents never match."""
    return snapshot.cached(
        ("between", start, end, start_excluded, end_excluded),
        lambda: _between(snapshot, start, end, start_excluded, end_excluded),
    )


def _between(snapshot: Snapshot, start: int | None, end: int | None, start_excluded: bool, end_excluded: bool) -> Mask:
    published = snapshot.columns.published
    mask: Mask = snapshot.columns.live & (published != UNDATED)
    if start is not None:
        mask &= published > start if start_excluded else published >= start
    if end is not None:
        mask &= published < end if end_excluded else published <= end
    return mask


def of_sources(snapshot: Snapshot, slugs: Collection[str]) -> Mask:
    """Return a mask of the documents from any of these sources."""
    key = ("sources", *sorted(slugs))
    return snapshot.cached(key, lambda: _of_sources(snapshot, slugs))


def _of_sources(snapshot: Snapshot, slugs: Collection[str]) -> Mask:
    columns = snapshot.columns
    numbers = [number for number, name in enumerate(columns.source_names) if name in slugs]
    return np.isin(columns.source, numbers)


def without(snapshot: Snapshot, hidden: Collection[int]) -> Mask | None:
    """Return a mask of the documents whose articles are visible, or None if all of them are.

    `hidden` contains the ids of articles that were hidden after they were indexed.
    """
    if not hidden and not len(snapshot.gone):
        return None
    mask = ~np.isin(snapshot.columns.article, list(hidden)) if hidden else np.ones(snapshot.size, bool)
    mask[snapshot.gone] = False
    return mask
