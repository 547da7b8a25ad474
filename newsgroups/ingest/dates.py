"""Dates of publication as outlets and feeds write them."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

# The first newspapers on the web; what claims to be older is a default value or a mistake.
EARLIEST = datetime(1800, 1, 1, tzinfo=UTC)
# Clocks of outlets run ahead by hours, not by days.
AHEAD = timedelta(days=1)
_FORMS = (
    "%Y/%m/%d",
    "%Y%m%d",
    "%Y/%m/%d %H:%M",
    "%Y/%m/%d %H:%M:%S",
    "%d.%m.%Y",
    "%d.%m.%Y %H:%M",
    "%d %B %Y",
    "%d %b %Y",
    "%B %d %Y",
    "%b %d %Y",
    "%d %B %Y %H:%M",
    "%B %d %Y %H:%M",
    "%B %d %Y %I:%M %p",
)
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")


def parse_date(value: str | float | None, *, now: datetime | None = None) -> datetime | None:
    """The moment in UTC, or None if it is missing, cannot be read or cannot be.

    Reads ISO 8601, RFC 5322, seconds and milliseconds of the epoch, and dates in English words. A date
    without a zone is taken as UTC; one more than a day ahead of `now` cannot be.
    """
    text = " ".join(str(value).split()) if value is not None else ""
    found = _epoch(text) or _iso(text) or _rfc(text) or _words(text)
    if found is None:
        return None
    try:
        moment = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return moment if EARLIEST <= moment <= (now or datetime.now(UTC)) + AHEAD else None


def _epoch(text: str) -> datetime | None:
    if not _EPOCH.fullmatch(text):
        return None
    seconds = float(text)
    return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC)


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _rfc(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _words(text: str) -> datetime | None:
    plain = text.replace(",", "")
    for form in _FORMS:
        try:
            return datetime.strptime(plain, form)
        except ValueError:
            continue
    return None
