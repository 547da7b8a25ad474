"""The number of articles in each month and on each day of the archive."""

from calendar import monthrange
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Count

from newsgroups.common.dates import midnight
from newsgroups.models import Article
from newsgroups.models.db.date_functions import Period


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
