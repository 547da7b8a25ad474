"""The intervals of a date facet, as Haystack asks for them."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from dateutil.relativedelta import relativedelta
from haystack.exceptions import SearchBackendError


def intervals(name: str, options: Mapping[str, Any]) -> Iterator[tuple[datetime, datetime]]:
    """Yield start and end of each interval in UTC; the last one ends with `end_date`.

    Raises SearchBackendError for a field other than `published`.
    """
    if name != "published":
        raise SearchBackendError(f"hits cannot be counted by dates of {name!r}, only of 'published'")
    step = relativedelta(**{f"{options['gap_by']}s": options.get("gap_amount", 1)})
    first, last, number = _utc(options["start_date"]), _utc(options["end_date"]), 0
    while (start := first + step * number) < last:
        number += 1
        yield start, min(first + step * number, last)


def _utc(day: date) -> datetime:
    if not isinstance(day, datetime):
        day = datetime(day.year, day.month, day.day)
    return day.astimezone(UTC) if day.tzinfo else day.replace(tzinfo=UTC)
