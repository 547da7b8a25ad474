"""Dates that the rest of a story contradicts. Nothing here changes a date."""

from collections.abc import Hashable, Iterable
from datetime import timedelta
from typing import NamedTuple, TypeVar

from .who_was_first import Moment

# So many other articles must agree on a week. In a real archive, of 21 stories with one article that is 300 days away
# from all others, which are within 60 days, 20 are just put together from two events; in none of those do four other
# articles of three outlets agree on a week, except for two with five articles each.
OTHERS = 4
OUTLETS = 3
WITHIN = timedelta(days=7)
AWAY = timedelta(days=300)

Key = TypeVar("Key", bound=Hashable)


class Span(NamedTuple):
    """From when to when all other dated articles are, and their number."""

    first: Moment
    last: Moment
    articles: int


def doubtful_dates(dates: Iterable[tuple[Key, Hashable, Moment | None]]) -> dict[Key, Span]:
    """Map the one article whose date is far away from those of all others to the dates of these; empty without one.

    `dates` are articles of one story with their outlets and moments. The others must be from several outlets and
    within one week. The article may just as well be about something else.
    """
    dated = sorted(((moment, outlet, key) for key, outlet, moment in dates if moment), key=lambda each: each[0])
    if len(dated) <= OTHERS:
        return {}
    for alone, others in ((dated[0], dated[1:]), (dated[-1], dated[:-1])):
        first, last = others[0][0], others[-1][0]
        is_far = min(abs(alone[0].at - first.at), abs(alone[0].at - last.at)) >= AWAY
        if is_far and last.at - first.at <= WITHIN and len({outlet for _, outlet, _ in others}) >= OUTLETS:
            return {alone[2]: Span(first, last, len(others))}
    return {}
