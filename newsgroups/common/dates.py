"""Which of several articles came first, as far as their dates say, and how far they are apart."""

from collections.abc import Hashable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, NamedTuple, TypeVar

# Of 160 pairs with shared text judged by reading, all seven whose dates were wrong were wrong by exactly one day.
FIRST_AFTER = timedelta(days=2)
# What a clock that was never set says.
_NO_DATE = datetime(1970, 1, 2, tzinfo=UTC)

Key = TypeVar("Key", bound=Hashable)


class Moment(NamedTuple):
    """A moment of publication in UTC; without `has_time` all that is known is its day."""

    at: datetime
    has_time: bool


def moment_of(published: datetime | None, precision: str | None) -> Moment | None:
    """The moment of a stored date. Where no precision is stored, midnight in UTC stands for a day."""
    if published is None or published < _NO_DATE:
        return None
    at = published.astimezone(UTC)
    return Moment(at, precision == "minute" if precision else not is_midnight(at))


def is_midnight(moment: datetime) -> bool:
    moment = moment.astimezone(UTC)
    return (moment.hour, moment.minute, moment.second) == (0, 0, 0)


def midnight(day: date) -> datetime:
    """The start of a day in UTC."""
    return datetime.combine(day, time(), UTC)


def as_iso(moment: datetime | None) -> str | None:
    """A moment as ISO 8601 with "Z" for UTC; None stays None."""
    return moment.isoformat().replace("+00:00", "Z") if moment else None


def precision_of(published: datetime | None) -> Literal["minute", "day"] | None:
    """What is known of a date that somebody typed: midnight stands for the day."""
    if published is None:
        return None
    return "day" if is_midnight(published) else "minute"


def gap_between(one: Moment | None, other: Moment | None) -> timedelta | None:
    """How far two are apart: in whole days if one of them is only a day; None if one is missing."""
    if one is None or other is None:
        return None
    if one.has_time and other.has_time:
        return abs(one.at - other.at)
    return abs(one.at.date() - other.at.date())


def first_of(left: Moment | None, right: Moment | None) -> Literal["left", "right"] | None:
    """The side that came first; None where a date is missing or both are less than two days apart."""
    found = first_among([("left", left), ("right", right)]) if left and right else None
    return found  # type: ignore[return-value]


def first_among(moments: Iterable[tuple[Key, Moment | None]]) -> Key | None:
    """The key of the moment from which every other one is at least two days away; those without a date count for
    nothing. Several moments of one key count as the earliest of them. None where no first is known.
    """
    earliest: dict[Key, Moment] = {}
    for key, moment in moments:
        if moment and (key not in earliest or moment.at < earliest[key].at):
            earliest[key] = moment
    if len(earliest) < 2:
        return None
    first, *others = sorted(earliest.items(), key=lambda item: item[1].at)
    gaps = (gap_between(first[1], moment) for _, moment in others)
    return first[0] if all(gap is not None and gap >= FIRST_AFTER for gap in gaps) else None
