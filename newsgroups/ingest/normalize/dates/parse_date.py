"""Publication dates as files, feeds, and pages write them."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal, NamedTuple

from newsgroups.ingest.normalize.dates.date_words import ENGLISH, in_digits, in_english, with_halves
from newsgroups.ingest.normalize.dates.time_zones import without_zone

# The Relation of Strasbourg, the first newspaper, appeared in 1605; nothing earlier was published as news.
FIRST_YEAR = 1605
# Clocks and time zones of outlets are off by hours; more than a day ahead is an error.
MAX_AHEAD = timedelta(days=1)
# Longer than any date in words (JavaScript spells out zones). Protects the parser from hostile input.
MAX_CHARACTERS = 100

_EPOCH = re.compile(r"-?\d{9,10}(?:\.\d+)?|-?\d{12,13}")
# Twelve digits that read as a minute of these centuries are one, not a moment of the 1970s in milliseconds.
_MINUTE = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d")
_JSON_DATE = re.compile(r"/Date\((-?\d{12,13})(?:[+-]\d{4})?\)/")
_MONTH = "|".join(ENGLISH)
_YEAR = r"(?P<year>\d{4}|'?\d{2}(?!\d|:))"
# Top-level domains of countries that write the month first, and of no particular country.
_AMERICAN = frozenset("us ph io co tv me ai fm ly to cc ws gg".split())
# Date patterns in the order in which they are tried; a number next to one (Vol. 12, 12 comments) is not part of it.
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\d)(?P<day>\d{{1,2}})[ .,/;-]{{1,4}}(?P<name>{_MONTH})[ .,/;-]{{1,4}}(?:{_YEAR})(?!\d)",
        rf"(?P<name>{_MONTH})[ .,;-]{{1,4}}(?P<day>\d{{1,2}})[ ,;.-]{{1,4}}(?P<year>\d{{4}})(?!\d)",
        rf"(?<!\d)(?P<year>\d{{4}})[ .,/;-]{{1,4}}(?P<name>{_MONTH})[ .,/;-]{{1,4}}(?P<day>\d{{1,2}})(?!\d)",
        rf"(?P<name>{_MONTH})[ .,;-]{{1,4}}(?P<day>\d{{1,2}})\b\D{{0,3}}\d{{1,2}}:\d\d(?::\d\d)?\D{{0,12}}"
        r"(?P<year>\d{4})(?!\d)",
        rf"(?<!\d)(?P<year>\d{{4}})[ .,/;-]{{1,4}}(?P<day>\d{{1,2}})[ .,;]{{1,4}}(?P<name>{_MONTH})\b",
        r"(?<![\w.])(?P<year>\d{4})[-/. ]{1,2}(?P<month>\d{1,2})[-/. ]{1,2}(?P<day>\d{1,2})(?![\d.]\d|\d)",
        r"(?<![\w./-])(?P<first>\d{1,2})(?P<mark>[-/.]) ?(?P<second>\d{1,2})[-/.] ?(?P<year>\d{4}|\d{2})"
        r"(?![\d/-]|\.\d)",
        r"(?<![\w.])(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?=T?\d{4,6}|\D|$)",
    )
)
_TIME = re.compile(
    r"(?<![\d:.])(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?:[.,](?P<fraction>\d{1,9}))?(?![\d:])"
    r"(?:\s?(?P<half>[ap])\.?m\b)?|(?<![\d:.])(?P<only>\d{1,2})\s?(?P<only_half>[ap])\.?m\b",
    re.IGNORECASE,
)


class ReadDate(NamedTuple):
    """A date as written: `moment` in UTC, and whether the text named a time. A day without one is its midnight."""

    moment: datetime
    has_time: bool

    @property
    def precision(self) -> Literal["minute", "day"]:
        return "minute" if self.has_time else "day"


def parse_date(value: str | float | None, *, now: datetime | None = None, country: str = "") -> datetime | None:
    """The moment in UTC that `value` names: ISO 8601, RFC 5322, Unix seconds or milliseconds, and common forms.

    A day without a time is its midnight; a time without a zone is UTC. `9/2/16` is read in American order unless only
    the other order is possible or is used in `country`, a top-level domain, which also decides ambiguous zone
    abbreviations. Returns None if the value is missing, unreadable, older than newspapers, or over a day ahead. Never
    raises.
    """
    found = read_date(value, now=now, country=country)
    return found.moment if found else None


def read_date(value: str | float | None, *, now: datetime | None = None, country: str = "") -> ReadDate | None:
    """Like `parse_date`, with whether a time is known. Midnight in UTC counts as a day: programs write days so."""
    found = _read(value, country)
    return None if found is None or is_ahead(found.moment, now=now) else found


def names_the_future(value: str | float | None, *, now: datetime | None = None) -> bool:
    """Whether `value` is a date that parse_date rejects for being over a day ahead."""
    found = _read(value, "")
    return found is not None and is_ahead(found.moment, now=now)


def is_ahead(moment: datetime, *, now: datetime | None = None) -> bool:
    return moment > (now or datetime.now(UTC)) + MAX_AHEAD


def _read(value: str | float | None, country: str) -> ReadDate | None:
    text = str(value) if value is not None else ""
    if not text or len(text) > MAX_CHARACTERS:
        return None
    text = " ".join(text.split())
    for read in (_from_epoch, _from_iso, _from_words):
        try:
            found = read(text, country)
        except (ValueError, OverflowError, TypeError, AttributeError, IndexError, ArithmeticError, OSError):
            continue
        return found if found.moment.year >= FIRST_YEAR else None
    return None


def _from_epoch(text: str, country: str) -> ReadDate:
    if wrapped := _JSON_DATE.fullmatch(text):
        text = wrapped[1]
    if not _EPOCH.fullmatch(text) or _MINUTE.fullmatch(text):
        raise ValueError
    milliseconds = "." not in text and len(text.lstrip("-")) > 11
    return ReadDate(datetime.fromtimestamp(float(text) / (1000 if milliseconds else 1), UTC), has_time=True)


def _from_iso(text: str, country: str) -> ReadDate:
    """Unambiguous dates that the standard library reads, which are most dates."""
    moment = datetime.fromisoformat(text)
    return _dated(moment.date(), moment.time(), moment.tzinfo)


def _from_words(text: str, country: str) -> ReadDate:
    text = with_halves(in_digits(text))
    rest, zone, is_broken = without_zone(text, country)
    day, rest = _day(in_english(rest, country), day_first=_is_day_first(country))
    clock = _TIME.search(rest)
    if clock is None or is_broken:
        return ReadDate(datetime.combine(day, time(), UTC), has_time=False)
    try:
        moment, carried = _clock(clock)
    except ValueError:
        # 25:00 is not a time, but the day is still valid.
        return ReadDate(datetime.combine(day, time(), UTC), has_time=False)
    return _dated(day + timedelta(days=carried), moment, zone)


def _dated(day: date, clock: time, zone: tzinfo | None) -> ReadDate:
    moment = datetime.combine(day, clock.replace(tzinfo=None), zone or UTC).astimezone(UTC)
    is_named = clock.replace(tzinfo=None) != time() or bool(zone and zone.utcoffset(moment))
    return ReadDate(moment, is_named)


def _is_day_first(country: str) -> bool:
    return len(country) == 2 and country not in _AMERICAN


def _day(text: str, *, day_first: bool) -> tuple[date, str]:
    """The first date in a text, and the text without it."""
    for pattern in _DATES:
        for found in pattern.finditer(text):
            for day in _days(found.groupdict(), day_first):
                before, after = text[: found.start()], text[found.end() :]
                clock = _TIME.search(found[0]) if "name" in pattern.groupindex else None
                return day, f"{before} {clock[0] if clock else ''} {after}"
    raise ValueError


def _days(found: dict[str, str | None], day_first: bool) -> Iterator[date]:
    """The days that the parts can name: the American order first, except with periods between the numbers."""
    given = (found.get("year") or "").lstrip("'")
    year = int(given) if len(given) == 4 else _century(int(given))
    if found.get("first"):
        one, two = int(found["first"] or 0), int(found["second"] or 0)
        orders = [(two, one), (one, two)] if day_first or found["mark"] == "." else [(one, two), (two, one)]
    else:
        month = ENGLISH.index(found["name"] or "") + 1 if found.get("name") else int(found["month"] or 0)
        orders = [(month, int(found["day"] or 0))]
    for month, day in orders:
        try:
            yield date(year, month, day)
        except ValueError:
            continue


def _century(year: int) -> int:
    """A two-digit year belongs to this century up to next year, otherwise to the last one."""
    return year + (2000 if year <= datetime.now(UTC).year - 1999 else 1900)


def _clock(found: re.Match[str]) -> tuple[time, int]:
    """The time, and the number of days to add: 24:00 is the next day, a leap second the last second of its own."""
    hour = int(found["hour"] or found["only"])
    minute, second = int(found["minute"] or 0), int(found["second"] or 0)
    half = (found["half"] or found["only_half"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if (hour, minute, second) == (23, 59, 60):
        return time(23, 59, 59), 0
    extra = timedelta(0)
    if second == 60:
        second, extra = 0, timedelta(minutes=1)
    if hour == 24 and minute == second == 0:
        return time(), 1
    fraction = int((found["fraction"] or "0")[:6].ljust(6, "0"))
    moment = datetime.combine(date(2000, 1, 1), time(hour, minute, second, fraction)) + extra
    return moment.time(), moment.day - 1
