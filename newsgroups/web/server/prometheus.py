"""Prometheus metrics: requests of all processes, and the current state of the archive."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db.models import Max
from django.utils import timezone
from prometheus_client import CollectorRegistry, Histogram, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily

from newsgroups.models import Article, Feed, QueuedAddress, Run, Story
from newsgroups.search.engines.haystack import sync

# Histogram buckets, from a cached page to a response that a proxy would time out on.
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
REQUESTS = Histogram(
    "newsgroups_request_seconds",
    "Time to answer a request, by route, method, and status.",
    ("route", "method", "status"),
    buckets=SECONDS,
)
# Other methods are counted together, because visitors must not be able to create new time series.
METHODS = ("GET", "HEAD", "POST")


def count_request(route: str, method: str, status: int, seconds: float) -> None:
    """Count one request; `route` is the URL pattern, so that the number of time series is bounded."""
    REQUESTS.labels(route, method if method in METHODS else "other", str(status)).observe(seconds)


def exposition() -> bytes:
    """Return all metrics in Prometheus's text format (0.0.4)."""
    registry = CollectorRegistry()
    registry.register(ArchiveCollector())
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        multiprocess.MultiProcessCollector(registry)
    else:
        registry.register(REQUESTS)
    return generate_latest(registry)


class ArchiveCollector:
    """Collects the current state of database and index: a handful of counts, each from an index."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        yield self._by("newsgroups_articles", "Articles.", "state", self._articles())
        yield self._by("newsgroups_pending_articles", "Articles waiting for a stage.", "stage", self._pending())
        yield self._by(
            "newsgroups_queued_addresses", "Queued addresses.", "state", QueuedAddress.objects.all().counts()
        )
        yield self._one("newsgroups_stories", "Stories with several articles.", Story.objects.groups().count())
        yield self._one("newsgroups_failing_feeds", "Feeds whose last poll failed.", Feed.objects.failing().count())
        yield self._one(
            "newsgroups_last_run_age_seconds", "Seconds since the last complete run; -1 if there was none.", self._age()
        )
        yield self._one("newsgroups_index_usable", "1 if the search index can be read.", int(sync.problem() is None))
        yield self._one("newsgroups_data_bytes", "Size of the data folder.", self._bytes())

    def _articles(self) -> dict[str, int]:
        return {
            "visible": Article.objects.visible().count(),
            "hidden": Article.objects.filter(hidden=True, aside="").count(),
            "excluded": Article.objects.set_aside().count(),
        }

    def _pending(self) -> dict[str, int]:
        return {stage: Article.objects.pending(stage).count() for stage in ("sketch", "match", "index")}

    def _age(self) -> float:
        ended = Run.objects.filter(state=Run.State.DONE).aggregate(last=Max("ended"))["last"]
        return (timezone.now() - ended).total_seconds() if ended else -1.0

    def _bytes(self) -> int:
        return sum(file.stat().st_size for file in Path(settings.DATA_DIR).rglob("*") if file.is_file())

    def _by(self, name: str, text: str, label: str, values: dict[str, int]) -> GaugeMetricFamily:
        family = GaugeMetricFamily(name, text, labels=[label])
        for value, number in values.items():
            family.add_metric([value], number)
        return family

    def _one(self, name: str, text: str, value: float) -> GaugeMetricFamily:
        return GaugeMetricFamily(name, text, value=value)
