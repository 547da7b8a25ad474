"""The calendar of the archive: articles in each month and on each day, and the stories of a day."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from django.db.models import Count, Max, Min

from newsgroups.common.dates.days import midnight
from newsgroups.models import Article, Source, Story
from newsgroups.models.db.date_functions import Period

# A day has a few dozen stories of several articles; the list of stories has the others.
STORIES_OF_A_DAY = 30


def months_by_year() -> list[tuple[str, list[tuple[date, int]]]]:
    """Return the years with articles, latest first, each with the first day and number of articles of its months."""
    period = Period("published", 7)
    counted = Article.objects.published().values_list(period).annotate(Count("id")).order_by(period.desc())
    months = [(date.fromisoformat(f"{month}-01"), number) for month, number in counted]
    return [(str(year), list(found)) for year, found in groupby(months, key=lambda each: each[0].year)]


def days_of(month: date) -> list[tuple[date, int]]:
    """Return every day of the month with its number of articles. Days are in UTC."""
    days = [month.replace(day=1) + timedelta(place) for place in range(monthrange(month.year, month.month)[1])]
    since, before = (midnight(day) for day in (days[0], days[-1] + timedelta(1)))
    counted = Article.objects.published(since=since, before=before).values_list(Period("published", 10))
    counts = dict(counted.annotate(Count("id")).order_by())
    return [(day, counts.get(day.isoformat(), 0)) for day in days]


def weeks_of(days: list[tuple[date, int]]) -> list[list[tuple[date, int] | None]]:
    """Arrange the days of a month in weeks from Monday to Sunday; None where a week has days of other months."""
    cells: list[tuple[date, int] | None] = [None] * days[0][0].weekday() + list(days)
    cells += [None] * (-len(cells) % 7)
    return [cells[at : at + 7] for at in range(0, len(cells), 7)]


@dataclass(frozen=True)
class DayStory:
    """A story, and the number of its articles on the day."""

    story: Story
    that_day: int


@dataclass(frozen=True)
class DayPage:
    """A day with its largest stories, and the nearest days before and after it that have articles."""

    day: date
    stories: list[DayStory]
    before: date | None
    after: date | None


def day_page(day: date, sources: Sequence[Source] = ()) -> DayPage:
    """Return a day in UTC, of all outlets or some. Five queries at most."""
    start, end = midnight(day), midnight(day + timedelta(1))
    told = Article.objects.published(since=start, before=end).of_sources(list(sources))
    counted = told.filter(story__article_count__gt=1).order_by().values_list("story").annotate(number=Count("id"))
    counts = dict(counted.order_by("-number", "-story__article_count", "-story")[:STORIES_OF_A_DAY])
    stories = Story.objects.groups().in_bulk(counts)
    others = Article.objects.published().of_sources(list(sources)).order_by()
    before = others.filter(published__lt=start).aggregate(day=Max("published"))["day"]
    after = others.filter(published__gte=end).aggregate(day=Min("published"))["day"]
    listed = [DayStory(stories[pk], number) for pk, number in counts.items() if pk in stories]
    return DayPage(day, listed, _day_of(before), _day_of(after))


def _day_of(moment: datetime | None) -> date | None:
    return moment.astimezone(UTC).date() if moment else None
