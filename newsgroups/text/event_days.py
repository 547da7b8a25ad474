"""Days that a news text speaks of, resolved against its date of publication."""

from collections.abc import Sequence
from datetime import date

_WEEKDAYS = {
    name: number for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
}
_MONTHS = {
    name: number
    for number, names in enumerate(
        "january,jan february,feb march,mar april,apr may june,jun july,jul august,aug "
        "september,sept,sep october,oct november,nov december,dec".split(),
        start=1,
    )
    for name in names.split(",")
}
# What is further back than this is background, and tomorrow is the furthest that news looks ahead.
DAYS_BACK = 12
DAYS_AHEAD = 1
MOST_DAYS = 6


def event_days(tokens: Sequence[str], published: date) -> list[int]:
    """Ordinals of up to six days near publication that the words name; else that of publication and the one before."""
    today = published.toordinal()
    named: dict[int, None] = {}
    for place, token in enumerate(tokens):
        day = _named_day(token.lower(), tokens[place + 1 : place + 2], published)
        if day is not None and today - DAYS_BACK <= day <= today + DAYS_AHEAD:
            named[day] = None
    return list(named)[:MOST_DAYS] or [today, today - 1]


def _named_day(word: str, after: Sequence[str], published: date) -> int | None:
    today = published.toordinal()
    if word in _WEEKDAYS:
        return today - (published.weekday() - _WEEKDAYS[word]) % 7
    if word in ("today", "tonight"):
        return today
    if word == "yesterday":
        return today - 1
    if word in _MONTHS and after and after[0].isdigit() and len(after[0]) <= 2:
        return _day_of_month(_MONTHS[word], int(after[0]), published)
    return None


def _day_of_month(month: int, day: int, published: date) -> int | None:
    """The latest such day not far after publication; None for 31 February."""
    for year in (published.year, published.year - 1):
        try:
            found = date(year, month, day).toordinal()
        except ValueError:
            return None
        if found <= published.toordinal() + DAYS_AHEAD:
            return found
    return None
