"""Store the number of independent reports in each story."""

from collections.abc import Collection, Sequence

from django.db import connection

from newsgroups.models import Article, Story

from .load_lineage import lineages_of

_BATCH_SIZE = 500


def count_reports() -> int:
    """Count the reports of every story whose articles have changed since the last count.

    Return the number of stories.
    """
    counted, last = 0, 0
    uncounted = Story.objects.current().filter(independent_reports=0).order_by("id").values_list("pk", flat=True)
    while batch := list(uncounted.filter(pk__gt=last)[:_BATCH_SIZE]):
        count_reports_of(batch)
        counted, last = counted + len(batch), batch[-1]
    return counted


def count_reports_of(stories: Sequence[int]) -> None:
    """Count the reports of some stories. A story with articles has at least one."""
    _store({story: max(1, lineage.independent_reports) for story, lineage in lineages_of(stories).items()})


def recount_reports_of(articles: Collection[int]) -> None:
    """Mark the stories of some articles for a recount."""
    stories = Article.objects.filter(pk__among=articles, story__isnull=False).order_by().values("story")
    Story.objects.filter(pk__in=stories).update(independent_reports=0)


def _store(numbers: dict[int, int]) -> None:
    with connection.cursor() as cursor:
        rows = [(number, story) for story, number in sorted(numbers.items())]
        cursor.executemany(f"UPDATE {Story._meta.db_table} SET independent_reports = %s WHERE id = %s", rows)  # noqa: S608
