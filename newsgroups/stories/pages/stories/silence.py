"""Outlets that usually cover stories of a size and have nothing on this one, with the base rate behind that claim."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from django.db.models import Count

from newsgroups.models import Article, Source, Story
from newsgroups.models.articles.article import OUTLET_ID

# Smaller stories are covered by so few that nobody covers them usually.
MIN_OUTLETS = 3
# Stories on either side of this one that are compared with it; an outlet's habits change over longer times.
DAYS = 90
# With fewer comparable stories, half of them is chance: 5 of 10 has a 95% interval of 24 to 76%.
MIN_STORIES = 10
USUALLY = 0.5
LISTED = 10


@dataclass(frozen=True)
class Silent:
    """An outlet with the number of comparable stories that it covered, of how many."""

    outlet: Source
    covered: int
    of: int


def silent_outlets(story: Story) -> list[Silent]:
    """Return outlets without an article in a story that cover at least half of comparable stories, the most first.

    Comparable are other stories with at least as many outlets within 90 days of it. That an outlet has nothing in this
    archive does not say that it did not report. One query for small stories, four otherwise.
    """
    if story.source_count < MIN_OUTLETS or story.first_date is None or story.last_date is None:
        return []
    comparable = (
        Story.objects.current()
        .exclude(pk=story.pk)
        .filter(
            source_count__gte=story.source_count,
            last_date__gte=story.first_date - timedelta(DAYS),
            first_date__lte=story.last_date + timedelta(DAYS),
        )
    )
    total = comparable.count()
    if total < MIN_STORIES:
        return []
    articles = Article.objects.visible().annotate(main=OUTLET_ID).order_by()
    told = articles.filter(story__in=comparable.order_by().values("pk")).values("main")
    usual = dict(
        told.annotate(stories=Count("story", distinct=True))
        .filter(stories__gte=ceil(USUALLY * total))
        .values_list("main", "stories")
    )
    present = set(articles.filter(story=story).values_list("main", flat=True))
    outlets = Source.objects.in_bulk(usual.keys() - present)
    found = [Silent(outlet, usual[pk], total) for pk, outlet in outlets.items()]
    return sorted(found, key=lambda each: (-each.covered, each.outlet.name))[:LISTED]
