"""How far the machine's clock is believed before something is removed for its age.

A clock that jumps a year ahead would make everything old at once. What it says is taken for true when the archive has
been processed on several days that follow each other; until then only that goes which was old on the last day before.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

# An engineer who notices a wrong clock on the next two days loses nothing.
DAYS_TO_CONFIRM = 3
# Days further apart than this do not follow each other: the clock jumped, or nobody processed anything meanwhile.
LARGEST_GAP = timedelta(days=7)


def with_today(days: Sequence[date], today: date) -> list[date]:
    """Return the days in order with today; later ones, of a clock that has been set back, are dropped."""
    return [*sorted({day for day in days if day < today}), today]


def plausible_now(days: Sequence[date], now: datetime) -> datetime:
    """Return `now` or, if the days up to today do not confirm it, the end of the last day before the gap."""
    following = 1
    while following < len(days) and days[-following] - days[-following - 1] <= LARGEST_GAP:
        following += 1
    if following >= DAYS_TO_CONFIRM or following == len(days):
        return now
    return datetime.combine(days[-following - 1], time.max, UTC)
