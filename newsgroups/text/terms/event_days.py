"""Days that a news text mentions, resolved against its date of publication."""

from collections.abc import Iterable
from datetime import date

from newsgroups.text.languages.english_calendar import MONTH_FORMS, WEEKDAYS

_WEEKDAYS = {name: number for number, name in enumerate(WEEKDAYS)}
# Anything earlier is background, and news rarely looks ahead further than tomorrow.
DAYS_BACK = 12
DAYS_AHEAD = 1
MAX_DAYS = 6

_TODAY, _YESTERDAY = 20, 21
_CODES = (
    {word: 1 + number for word, number in _WEEKDAYS.items()}
    | {word: 30 + number for word, number in MONTH_FORMS.items()}
    | {"today": _TODAY, "tonight": _TODAY, "yesterday": _YESTERDAY}
)


def day_code(word: str) -> int:
    """Return a small code for a lowercase word that names a day or, with a number after it, a month; else 0."""
    return _CODES.get(word, 0)


def named_days(words: Iterable[tuple[int, int]], published: date) -> list[int]:
    """Return the ordinals of all days that the words name, in order, without duplicates.

    `words` are pairs of a code and the number after the word (-1 for none).
    """
    named: dict[int, None] = {}
    for code, number in words:
        day = _named_day(code, number, published)
        if day is not None:
            named[day] = None
    return list(named)


def event_days(named: Iterable[int], published: date) -> list[int]:
    """Return up to six days near publication; if there are none, the publication day and the day before."""
    today = published.toordinal()
    near = [day for day in named if today - DAYS_BACK <= day <= today + DAYS_AHEAD]
    return near[:MAX_DAYS] or [today, today - 1]


def _named_day(code: int, number: int, published: date) -> int | None:
    today = published.toordinal()
    if code == _TODAY:
        return today
    if code == _YESTERDAY:
        return today - 1
    if code < _TODAY:
        return today - (published.weekday() - (code - 1)) % 7
    return _day_of_month(code - 30, number, published) if 1 <= number <= 31 else None


def _day_of_month(month: int, day: int, published: date) -> int | None:
    """Return the latest such day not far after publication; None for 31 February."""
    for year in (published.year, published.year - 1):
        try:
            found = date(year, month, day).toordinal()
        except ValueError:
            return None
        if found <= published.toordinal() + DAYS_AHEAD:
            return found
    return None
