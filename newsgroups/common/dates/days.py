"""Days and moments in UTC: where a day begins, whether a date has a time, and how programs read it."""

from datetime import UTC, date, datetime, time
from typing import Literal


def is_midnight(moment: datetime) -> bool:
    moment = moment.astimezone(UTC)
    return (moment.hour, moment.minute, moment.second) == (0, 0, 0)


def midnight(day: date) -> datetime:
    """Return the start of a day in UTC."""
    return datetime.combine(day, time(), UTC)


def as_iso(moment: datetime | None) -> str | None:
    """Format a moment as ISO 8601 with "Z" for UTC; return None for None."""
    return moment.isoformat().replace("+00:00", "Z") if moment else None


def precision_of(published: datetime | None) -> Literal["minute", "day"] | None:
    """Return the precision of a date that somebody typed: midnight means only the day."""
    if published is None:
        return None
    return "day" if is_midnight(published) else "minute"
