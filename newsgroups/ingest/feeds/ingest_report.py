"""How articles come in: results of runs, outlets that deliver nothing, the queue, rejected rows, excluded pages."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from newsgroups.models import Article, QueuedAddress, Run, Source
from newsgroups.models.articles.article import Aside

RUNS = 20
REFUSED = 20
DAYS = 30
# More outlets than this cannot be distinguished in a chart; the others are combined.
PLOTTED = 7
OTHERS = "all others"


@dataclass(frozen=True)
class Arrivals:
    """Articles by the day on which they were first seen: `outlets`, largest first, and `counts` by day and outlet."""

    days: list[date]
    outlets: list[str]
    counts: dict[tuple[date, str], int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class Report:
    runs: list[Run]
    sources: list[Source]
    queue: dict[str, int]
    refused: list[QueuedAddress]
    aside: list[tuple[str, str, int]]
    arrivals: Arrivals


def read_report(*, now: datetime | None = None) -> Report:
    """Reads the report with eight queries, however many outlets and runs there are."""
    now = now or timezone.now()
    return Report(
        runs=list(Run.objects.all()[:RUNS]),
        sources=_sources(now),
        queue=QueuedAddress.objects.counts(),
        refused=_refused(),
        aside=_aside(),
        arrivals=arrivals(now),
    )


def _sources(now: datetime) -> list[Source]:
    """Outlets that are polled, failing ones first, with their feeds and the articles of the last thirty days."""
    since = now - timedelta(days=DAYS)
    # Outlets with figures as further attributes.
    found: list[Any] = list(
        Source.objects.filter(feeds__isnull=False)
        .annotate(succeeded_at=Max("feeds__succeeded_at"), worst=Max("feeds__failures", filter=Q(feeds__active=True)))
        .prefetch_related("feeds")
        .order_by("name")
    )
    recent = Article.objects.filter(source__in=found, first_seen__gte=since).order_by()
    counts = dict(recent.values_list("source").annotate(Count("pk")))
    for source in found:
        source.recent = counts.get(source.pk, 0)
    return sorted(found, key=lambda source: (-(source.worst or 0), source.name))


def _refused() -> list[QueuedAddress]:
    states = (QueuedAddress.State.REFUSED, QueuedAddress.State.FAILED)
    found = QueuedAddress.objects.filter(state__in=states).select_related("feed__source")
    return list(found.order_by("-tried_at", "-pk")[:REFUSED])


def _aside() -> list[tuple[str, str, int]]:
    """Each reason, its description, and the number of pages."""
    counts = dict(Article.objects.set_aside().order_by().values_list("aside").annotate(Count("pk")))
    return [(reason, label, counts[reason]) for reason, label in Aside.choices if reason in counts]


def arrivals(now: datetime) -> Arrivals:
    last = now.date()
    days = [last - timedelta(days=back) for back in reversed(range(DAYS))]
    rows = (
        Article.objects.filter(first_seen__date__gte=days[0])
        .order_by()
        .annotate(day=TruncDate("first_seen"))
        .values_list("day", "source__name")
        .annotate(articles=Count("pk"))
    )
    found = [(day, name, count) for day, name, count in rows if day in days]
    totals: Counter[str] = Counter()
    for _, name, count in found:
        totals[name] += count
    shown = [name for name, _ in sorted(totals.items(), key=lambda each: (-each[1], each[0]))[:PLOTTED]]
    counts: Counter[tuple[date, str]] = Counter()
    for day, name, count in found:
        counts[day, name if name in shown else OTHERS] += count
    return Arrivals(days, [*shown, OTHERS] if len(totals) > len(shown) else shown, dict(counts))
