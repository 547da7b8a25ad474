"""How dates, shares and texts read on a page."""

from datetime import UTC, datetime, timedelta

from django import template
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from newsgroups.text import percentages

register = template.Library()

# "Nine days ago" makes a reader count; a date does not.
RECENT = timedelta(days=6)


@register.simple_tag
def when(moment: datetime | None) -> SafeString:
    """A moment in the reader's words, with the full date and zone for who points at it.

    Without the line break that ends the template: it would stand as a space before a full stop.
    """
    shown = {"moment": moment, "words": _in_words(moment) if moment else "undated"}
    return SafeString(render_to_string("includes/when.html", shown).rstrip())


def _in_words(moment: datetime) -> str:
    now = timezone.now()
    if timedelta() <= now - moment < RECENT:
        return naturaltime(moment)
    return f"{moment.astimezone(UTC):%-d %b %Y %H:%M}".removesuffix(" 00:00")


@register.filter
def percent(share: float | None) -> str:
    return "" if share is None else percentages.percent(share)


@register.filter
def probability(value: float | None) -> str:
    return "" if value is None else percentages.probable(value)


@register.filter
def span(first: datetime | None, last: datetime | None) -> str:
    """The days from first to last without saying anything twice: `13-16 Sep 2018`."""
    if first is None or last is None:
        return "undated"
    first, last = first.astimezone(UTC), last.astimezone(UTC)
    if first.date() == last.date():
        return f"{last:%-d %b %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%-d}–{last:%-d %b %Y}"
    start = f"{first:%-d %b}" if first.year == last.year else f"{first:%-d %b %Y}"
    return f"{start} – {last:%-d %b %Y}"


@register.filter
def apart(days: float | None) -> str:
    """How long after the first article the second came; whole days between dates that name no hour are told as days."""
    if days is None:
        return "one of them is undated"
    minutes = round(days * 1440)
    if minutes == 0:
        return "same time, as far as it is given"
    if minutes < 60:
        return f"{minutes} min later"
    if minutes < 48 * 60 and minutes % (24 * 60):
        return f"{minutes // 60} h {minutes % 60} min later"
    return f"{round(days)} day{'' if round(days) == 1 else 's'} later"


@register.filter
def gap(days: float) -> str:
    """How far two articles are apart, whichever was first."""
    if days < 1:
        return "within a day"
    return f"{round(days)} day{'' if round(days) == 1 else 's'} apart"


@register.filter
def lead(text: str) -> str:
    """The first words of a text, as many as fill two lines."""
    return Truncator(" ".join(text[:400].split())).chars(220)


@register.filter
def paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n") if part.strip()]


@register.filter
def palette(number: int) -> int:
    """Which of the six ways of marking passage `number` has; the number beside it tells those apart that share one."""
    return (number - 1) % 6 + 1
