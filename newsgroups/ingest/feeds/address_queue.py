"""The queue of addresses: added by feeds, curators, and commands, fetched in runs, kept with their outcome."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from newsgroups.common.progress import Progress, Reporter, silent
from newsgroups.ingest.fetch.article import article_at
from newsgroups.ingest.fetch.host_workers import map_per_host
from newsgroups.ingest.fetch.politeness import Hosts, host_of
from newsgroups.ingest.fetch.ssrf_guard import FetchFailed
from newsgroups.ingest.normalize.row import Row
from newsgroups.ingest.normalize.url import RefusedAddress, canonical_url, plain_url
from newsgroups.ingest.store.upsert import Stored, store_rows
from newsgroups.models import Feed, QueuedAddress, Source, articles_at

# At a pause of two seconds, this takes three minutes; the next run fetches the others.
MAX_OF_ONE_HOST = 100
# The most addresses considered in one run; the queue itself may have any length.
MAX_IN_ALL = 2_000

State = QueuedAddress.State


@dataclass(frozen=True)
class Problem:
    """A problem with an address or a feed; `source` is the outlet's name, if known."""

    source: str
    url: str
    reason: str


@dataclass
class Fetched:
    """The outcomes of the addresses of a run."""

    addresses: int = 0
    refused: int = 0
    failed: int = 0
    stored: Stored = field(default_factory=Stored)
    problems: list[Problem] = field(default_factory=list)


Outcome = Row | FetchFailed | RefusedAddress


def enqueue(
    url: str,
    *,
    known: Mapping[str, Any] | None = None,
    feed: Feed | None = None,
    by: Any = None,
    revised_at: datetime | None = None,
    again: bool = False,
) -> QueuedAddress:
    """Adds an address to the queue, once; with `again`, an address already there is fetched again.

    Raises RefusedAddress with a sentence for whoever gave it.
    """
    canonical = canonical_url(url)
    now = timezone.now()
    fresh = {
        "url_given": url.strip()[:2000],
        "known": dict(known or {}),
        "feed": feed,
        "by": by,
        "revised_at": revised_at,
    }
    queued, is_new = QueuedAddress.objects.get_or_create(
        url=canonical, defaults={**fresh, "added_at": now, "not_before": now}
    )
    is_revised = bool(revised_at and queued.revised_at and revised_at > queued.revised_at)
    if not is_new and (again or is_revised):
        queued.requeue(now, **(known or {}))
        queued.revised_at = revised_at or queued.revised_at
        queued.by = by or queued.by
        queued.save()
    return queued


def fetch_queue(
    hosts: Hosts, *, report: Reporter, progress: Progress = silent, only: QuerySet[QueuedAddress] | None = None
) -> Fetched:
    """Fetches and stores what is due, or `only` these addresses; each article is stored together with the new state."""
    now = timezone.now()
    due = list(_fair(QueuedAddress.objects.due(now) if only is None else only))
    advance = progress("pages", len(due))
    done = Fetched()

    def work(queued: QueuedAddress) -> Outcome:
        try:
            return article_at(plain_url(queued.url_given), hosts, queued.known)
        except (FetchFailed, RefusedAddress) as reason:
            return reason

    for queued, outcome in map_per_host(due, lambda each: host_of(each.url_given), work):
        store_outcome(queued, outcome, done)
        if queued.reason:
            report(queued.url_given, queued.reason)
        advance(1)
    return done


def fetch_one(queued: QueuedAddress, hosts: Hosts) -> QueuedAddress:
    """Fetches one address for somebody who is waiting for it."""
    fetch_queue(hosts, report=lambda url, reason: None, only=QueuedAddress.objects.filter(pk=queued.pk))
    hosts.save()
    queued.refresh_from_db()
    return queued


def store_outcome(queued: QueuedAddress, outcome: Outcome, done: Fetched) -> None:
    """Stores an article and the state of its address in one transaction: after a crash, both exist or neither."""
    done.addresses += 1
    now = timezone.now()
    if isinstance(outcome, Row):
        with transaction.atomic():
            row = _as_asked_for(outcome, queued)
            done.stored += store_rows([row], take_old_texts=True)
            queued.record_stored(now, articles_at(row.url).first())
            queued.save()
        return
    if isinstance(outcome, FetchFailed) and outcome.temporary:
        done.failed += 1
        queued.record_failure(now, str(outcome), not_before=_moment(now, outcome.wait))
    else:
        done.refused += 1
        queued.record_refusal(now, str(outcome))
    queued.save()
    source = queued.known.get("source", "")
    done.problems.append(Problem(source, queued.url_given, queued.reason))


def _moment(now: datetime, wait: float | None) -> datetime | None:
    return now + timedelta(seconds=wait) if wait else None


def _fair(due: QuerySet[QueuedAddress]) -> Iterable[QueuedAddress]:
    """Limits the number of addresses per host, so that a run ends."""
    taken: dict[str, int] = {}
    for queued in due.select_related("feed")[:MAX_IN_ALL]:
        host = host_of(queued.url_given)
        taken[host] = taken.get(host, 0) + 1
        if taken[host] <= MAX_OF_ONE_HOST:
            yield queued


def _as_asked_for(row: Row, queued: QueuedAddress) -> Row:
    """The row with the queued address; if no feed named an outlet, the outlet whose home page is on that host."""
    row = replace(row, url_given=queued.url_given)
    source = None if queued.known.get("source") else Source.objects.at_host(row.url)
    return replace(row, source=source.name, sourced=True) if source else row
