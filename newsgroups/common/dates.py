"""Days, moments, and which of two came first. Everything is stored and compared in UTC."""

from datetime import UTC, date, datetime, time
from typing import Literal


def first_of(left: datetime | None, right: datetime | None) -> Literal["left", "right"] | None:
    """None where that is not known: a date is missing, both are the same, or one of two on the same day has no time.

    Midnight in UTC is what a date without a time of day was stored as.
    """
    if left is None or right is None or left == right:
        return None
    left, right = left.astimezone(UTC), right.astimezone(UTC)
    if left.date() == right.date() and _is_day_only(min(left, right)):
        return None
    return "left" if left < right else "right"


def _is_day_only(moment: datetime) -> bool:
    return (moment.hour, moment.minute, moment.second) == (0, 0, 0)


def midnight(day: date) -> datetime:
    """The start of a day in UTC."""
    return datetime.combine(day, time(), UTC)


def as_iso(moment: datetime | None) -> str | None:
    """A moment as ISO 8601 with "Z" for UTC; None stays None."""
    return moment.isoformat().replace("+00:00", "Z") if moment else None
