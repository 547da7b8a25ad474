"""Dates of publication as files, feeds and pages write them."""

import re
import warnings
from datetime import UTC, datetime, time, timedelta
from typing import Literal, NamedTuple

from dateutil import parser

from .date_words import in_english

# The Relation of Strasbourg, the first newspaper, appeared in 1605: nothing before it was published as news.
FIRST_YEAR = 1605
# Clocks and time zones of outlets are wrong by hours; a whole day ahead is a mistake.
LONGEST_AHEAD = timedelta(days=1)
# Longer than any date in words; keeps the parser from hostile input.
MAX_CHARACTERS = 80

_EPOCH = re.compile(r"-?\d{9,10}(?:\.\d+)?|-?\d{12,13}")
_JSON_DATE = re.compile(r"/Date\((-?\d{12,13})\)/")
# 02.11.2016 is the second of November wherever dates are written with dots.
_WITH_DOTS = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2}")
_HOURS = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "JST": 9, "AEST": 10,
    "AEDT": 11, "ET": -5, "CT": -6, "MT": -7, "PT": -8,
}  # fmt: skip
_NAMED_ZONES = frozenset(_HOURS)
_ZONES = {name: hours * 3600 for name, hours in _HOURS.items()}
# What a date leaves out is filled from these; where they give different days, the date was not whole, and where they
# give different hours, it named none.
_FILLERS = datetime(2001, 1, 1), datetime(2002, 2, 2, 1, 1)


class ReadDate(NamedTuple):
    """A date as it was written: `moment` in UTC, and whether it names a time. A day is the midnight of that day."""

    moment: datetime
    has_time: bool

    @property
    def precision(self) -> Literal["minute", "day"]:
        return "minute" if self.has_time else "day"


def parse_date(value: str | float | None, *, now: datetime | None = None) -> datetime | None:
    """The moment in UTC that `value` names: ISO 8601, RFC 5322, seconds or milliseconds since 1970, usual forms.

    A day without a time is its midnight in UTC, a time without a zone is UTC, `9/20/16` is the American order unless
    only the other one is possible. None for what is missing, unreadable, before newspapers or over a day ahead.
    Never raises.
    """
    found = read_date(value, now=now)
    return found.moment if found else None


def read_date(value: str | float | None, *, now: datetime | None = None) -> ReadDate | None:
    """As `parse_date`, with whether a time is known.

    Midnight to the second is what programs write for a day, in whatever zone; it is that day, not the one that UTC
    has at that moment.
    """
    found = _read(value)
    return None if found is None or is_ahead(found.moment, now=now) else found


def names_the_future(value: str | float | None, *, now: datetime | None = None) -> bool:
    """Whether `value` is a date that parse_date refuses for being over a day ahead."""
    found = _read(value)
    return found is not None and is_ahead(found.moment, now=now)


def is_ahead(moment: datetime, *, now: datetime | None = None) -> bool:
    return moment > (now or datetime.now(UTC)) + LONGEST_AHEAD


def _read(value: str | float | None) -> ReadDate | None:
    text = " ".join(str(value).split()) if value is not None else ""
    if not text or len(text) > MAX_CHARACTERS:
        return None
    for read in (_from_epoch, datetime.fromisoformat, _from_words, _among_words):
        try:
            found = _dated(read(text))
            return found if found.moment.year >= FIRST_YEAR else None
        except (ValueError, OverflowError, TypeError, AttributeError, IndexError, ArithmeticError, OSError):
            continue
    return None


def _dated(moment: datetime) -> ReadDate:
    if moment.time() == time():
        return ReadDate(moment.replace(tzinfo=UTC), has_time=False)
    return ReadDate(moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC), has_time=True)


def _from_epoch(text: str) -> datetime:
    if wrapped := _JSON_DATE.fullmatch(text):
        text = wrapped[1]
    if not _EPOCH.fullmatch(text):
        raise ValueError
    milliseconds = "." not in text and len(text.lstrip("-")) > 11
    return datetime.fromtimestamp(float(text) / (1000 if milliseconds else 1), UTC)


def _from_words(text: str) -> datetime:
    with warnings.catch_warnings():
        # An unknown name of a time zone is read as UTC, which is what the caller was promised.
        warnings.simplefilter("ignore")
        one, other = (
            parser.parse(text, default=filler, tzinfos=_ZONES, dayfirst=bool(_WITH_DOTS.match(text)))
            for filler in _FILLERS
        )
    if one.date() != other.date():
        raise ValueError
    return one if one.hour == other.hour else one.replace(hour=0, minute=0, second=0, microsecond=0)


def _among_words(text: str) -> datetime:
    """What only a reader of German, French or "Published on" could take for a date; one day of a year at least."""
    plain = in_english(text, zones=_NAMED_ZONES)
    if plain == text:
        raise ValueError
    return _from_words(plain)
