"""Template filters that format dates, shares, and texts."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django import template
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from newsgroups.common.dates.days import is_midnight
from newsgroups.common.dates.formats import DAY, DAY_AND_TIME, DAY_OF_YEAR, TIME, WHOLE_DAY
from newsgroups.text.display import percentages
from newsgroups.web.output import parquet

register = template.Library()

# Readers have to convert "three days ago" into a date, so older moments are shown as dates.
RECENT = timedelta(days=1)


@register.simple_tag
def when(moment: datetime | None) -> SafeString:
    """A moment in words, with the full date and zone in a tooltip.

    The template's trailing newline is removed: it would appear as a space before a period.
    """
    shown = {"moment": moment, "words": _in_words(moment) if moment else "no date"}
    if moment:
        at = moment.astimezone(UTC)
        shown["machine"] = f"{at:%Y-%m-%d}" if is_midnight(at) else at.isoformat()
        shown["exact"] = f"{at:{WHOLE_DAY}}" if is_midnight(at) else f"{at:{WHOLE_DAY}, {TIME}} UTC"
    return SafeString(render_to_string("includes/page/when.html", shown).rstrip())


def _in_words(moment: datetime) -> str:
    now = timezone.now()
    if not is_midnight(moment) and timedelta() <= now - moment < RECENT:
        return naturaltime(moment)
    return exactly(moment)


@register.filter
def exactly(moment: datetime) -> str:
    """Day and time in UTC; only the day if the time is midnight, which is how a day without a time is stored."""
    return f"{moment.astimezone(UTC):{DAY if is_midnight(moment) else DAY_AND_TIME}}"


@register.filter
def percent(share: float | None) -> str:
    return "" if share is None else percentages.percent(share)


@register.filter
def share_of(number: int, total: int) -> str:
    return percentages.percent(number / total) if total else ""


@register.filter
def as_percent(share: float) -> str:
    """A share as a length or a position in a drawing: 0.3399 gives `33.99%`."""
    return f"{100 * share:.2f}%"


@register.filter
def probability(value: float | None) -> str:
    return "" if value is None else percentages.probable(value)


@register.filter
def span(first: datetime | None, last: datetime | None) -> str:
    """The days from first to last without repeating a part: `13-16 Sep 2018`."""
    if first is None or last is None:
        return "no date"
    first, last = first.astimezone(UTC), last.astimezone(UTC)
    if first.date() == last.date():
        return f"{last:{DAY}}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%-d}–{last:{DAY}}"
    start = f"{first:{DAY_OF_YEAR}}" if first.year == last.year else f"{first:{DAY}}"
    return f"{start} – {last:{DAY}}"


@register.filter
def apart(gap: timedelta) -> str:
    """The distance between two moments, to the minute up to two days."""
    minutes = round(gap / timedelta(minutes=1))
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 48 * 60 and minutes % (24 * 60):
        return f"{minutes // 60} h {minutes % 60} min" if minutes % 60 else f"{minutes // 60} h"
    return days(gap / timedelta(days=1))


@register.filter
def gap(between: timedelta) -> str:
    """Like `apart`, when it is not known which moment came first."""
    if not between:
        return "same day or same minute"
    return f"{apart(between)} apart"


@register.filter
def days(number: float) -> str:
    return f"{round(number)} day{'' if round(number) == 1 else 's'}"


@register.filter
def days_apart(number: float) -> str:
    """The distance between two articles, whichever came first."""
    return "within a day" if number < 1 else f"{days(number)} apart"


@register.filter
def lead(text: str) -> str:
    """The first words of a text, enough to fill two lines."""
    return Truncator(" ".join(text[:400].split())).chars(220)


@register.filter
def paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n") if part.strip()]


@register.filter
def palette(number: int) -> int:
    """Which of the six highlight styles passage `number` has; the number next to it distinguishes passages that share
    one.
    """
    return (number - 1) % 6 + 1


@register.simple_tag
def has_parquet() -> bool:
    """Return whether the site can send tables as Parquet."""
    return parquet.is_installed()


@register.filter
def at_key(values: Mapping[str, Any] | None, key: str) -> Any:
    """Return the value of a key, or None; so that a template can leave the mapping out."""
    return values.get(key) if values else None
