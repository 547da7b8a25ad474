"""One run over the feeds of active outlets: polls all feeds that are due, then fetches the queue of pages."""

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from newsgroups.common.processes.lock import process_lock
from newsgroups.common.progress import Progress, Reporter, silent
from newsgroups.ingest.fetch.host_workers import map_per_host
from newsgroups.ingest.fetch.http import FetchedPage
from newsgroups.ingest.fetch.politeness import Hosts, host_of
from newsgroups.ingest.fetch.ssrf_guard import FetchFailed, Guard
from newsgroups.ingest.normalize.dates.parse_date import parse_date
from newsgroups.ingest.normalize.row import RefusedRow, checked_row
from newsgroups.ingest.normalize.url import RefusedAddress, canonical_url
from newsgroups.ingest.sandbox.parsers import absolute_url
from newsgroups.ingest.sandbox.parsers.syndication.feeds import MAX_UNPACKED
from newsgroups.ingest.sandbox.pool import UnreadableBytes, run_in_sandbox
from newsgroups.ingest.store.upsert import Stored, store_rows
from newsgroups.models import Feed, QueuedAddress, articles_at

from .address_queue import Problem, enqueue, fetch_queue
from .shared_links import own_place, shared_links

# The formats that are parsed here, so that a server that offers several picks one of them.
ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.8"


@dataclass
class FetchRun:
    """The result of a run over the feeds and the queue. `problems` name the outlet, the address, and the reason."""

    feeds: int = 0
    failed: int = 0
    unmodified: int = 0
    refused: int = 0
    waiting: int = 0
    stored: Stored = field(default_factory=Stored)
    problems: list[Problem] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.feeds:,} feeds ({self.failed:,} failed): {self.stored.created:,} articles created, "
            f"{self.stored.updated:,} updated, {self.stored.unchanged:,} unchanged, {self.refused:,} rejected"
            + (f", {self.waiting:,} to be retried" if self.waiting else "")
        )


@dataclass(frozen=True)
class _Answer:
    """The response to a poll: a page, and its entries unless it was not modified."""

    page: FetchedPage
    entries: list[dict[str, Any]]


def fetch_feeds(
    *, report: Reporter, progress: Progress = silent, guard: Guard | None = None, also_resting: bool = False
) -> FetchRun:
    """Polls every feed that is due, stores new articles, and fetches the queue of pages.

    An error is stored with the feed or the address and passed to `report`; the run continues. `also_resting` includes
    feeds that are paused after failures, but never hosts that asked us to wait. Raises AlreadyRunning if another
    process is fetching.
    """
    with _alone(), _hosts(guard) as hosts:
        done = FetchRun()
        _poll(hosts, done, report, progress, also_resting)
        _fetch_pages(hosts, done, report, progress)
    return done


def fetch_waiting(*, report: Reporter, progress: Progress = silent, guard: Guard | None = None) -> FetchRun:
    """Fetches the queue. Raises AlreadyRunning."""
    with _alone(), _hosts(guard) as hosts:
        done = FetchRun()
        _fetch_pages(hosts, done, report, progress)
    return done


def _alone() -> Any:
    return process_lock(Path(settings.DATA_DIR) / "fetch.lock", "fetch_feeds")


@contextmanager
def _hosts(guard: Guard | None) -> Any:
    hosts = Hosts(guard)
    try:
        yield hosts
    finally:
        hosts.save()


def _poll(hosts: Hosts, done: FetchRun, report: Reporter, progress: Progress, also_resting: bool) -> None:
    feeds = Feed.objects.polled() if also_resting else Feed.objects.due(timezone.now())
    due = list(feeds.select_related("source"))
    advance = progress("feeds", len(due))

    def work(feed: Feed) -> _Answer | Exception:
        try:
            return _asked(feed, hosts)
        except (RefusedAddress, FetchFailed, UnreadableBytes) as reason:
            return reason

    for feed, answer in map_per_host(due, lambda each: host_of(each.url), work):
        done.feeds += 1
        if isinstance(answer, _Answer):
            _take_in(feed, answer, done, report)
        else:
            _note_failure(feed, answer, done)
            report(feed.url, feed.reason)
        advance(1)


def _asked(feed: Feed, hosts: Hosts) -> _Answer:
    """Ignores robots.txt: it is meant for crawlers, while a feed is made to be polled, and a curator chose this one."""
    validators = {"If-None-Match": feed.etag, "If-Modified-Since": feed.last_modified}
    sent = {"Accept": ACCEPT, **{name: value for name, value in validators.items() if value}}
    page = hosts.fetch(feed.url, headers=sent, most=MAX_UNPACKED, robots=False)
    if page.status == 304:
        return _Answer(page, [])
    found = run_in_sandbox("feed", page.body, url=page.url, content_type=page.content_type)
    return _Answer(page, found["entries"])


def _note_failure(feed: Feed, reason: Exception, done: FetchRun) -> None:
    done.failed += 1
    now = timezone.now()
    if isinstance(reason, FetchFailed) and reason.status == 410:
        feed.record_gone(now, "The server says it is permanently gone (410), so it was switched off.")
    else:
        wait = reason.wait if isinstance(reason, FetchFailed) else None
        feed.record_failure(now, str(reason), not_before=now + timedelta(seconds=wait) if wait else None)
    feed.save()
    done.problems.append(Problem(feed.source.name, feed.url, feed.reason))


def _take_in(feed: Feed, answer: _Answer, done: FetchRun, report: Reporter) -> None:
    """Stores the entries first and the validators last, so that the entries are read again after a crash in between."""
    page = answer.page
    done.unmodified += page.status == 304
    given_to = [absolute_url(page.url, entry["url"].strip()) for entry in answer.entries]
    shared = shared_links(given_to, answer.entries)
    for given, entry in zip(given_to, answer.entries, strict=True):
        try:
            _take_in_entry(feed, given, entry, done, is_shared=given in shared)
        except (RefusedAddress, RefusedRow) as reason:
            done.refused += 1
            done.problems.append(Problem(feed.source.name, given, str(reason)))
            report(given, str(reason))
    kept = (feed.etag, feed.last_modified) if page.status == 304 else ("", "")
    feed.record_success(
        timezone.now(),
        etag=page.headers.get("etag", kept[0]),
        last_modified=page.headers.get("last-modified", kept[1]),
    )
    if page.moved_to:
        _remember_move(feed, page.moved_to)
    feed.save()


def _take_in_entry(feed: Feed, url: str, entry: dict[str, Any], done: FetchRun, *, is_shared: bool) -> None:
    """Stores the feed's text if it is complete; otherwise queues the page, unless it was fetched before."""
    known = {name: entry[name] for name in ("title", "published", "updated", "authors", "language") if entry[name]}
    known["source"] = feed.source.name
    if not url:
        raise RefusedRow("An entry of the feed has no address.")
    if entry["text"]:
        row = checked_row({**known, "url": url, "text": entry["text"]})
        own = own_place(row.url, url, entry)
        if own and (is_shared or articles_at(own).exists()):
            row = replace(row, url=own)
        done.stored += store_rows([row])
        return
    canonical = canonical_url(url)
    revised_at = parse_date(entry["updated"])
    queued = QueuedAddress.objects.filter(url=canonical).first()
    if queued is None and articles_at(canonical).exists():
        done.stored.unchanged += 1
        return
    if queued and not (revised_at and queued.revised_at and revised_at > queued.revised_at):
        done.stored.unchanged += queued.state == QueuedAddress.State.STORED
        return
    enqueue(url, known=known, feed=feed, revised_at=revised_at)


def _remember_move(feed: Feed, to: str) -> None:
    """Stores the new address, whose every hop was checked; an address that another feed has is not polled twice."""
    with transaction.atomic():
        if Feed.objects.filter(url=to).exclude(pk=feed.pk).exists():
            feed.record_gone(
                timezone.now(), f"It has moved to {to}, which is already a feed here, so it was switched off."
            )
        elif len(to) <= 2000:
            feed.record_move(to)


def _fetch_pages(hosts: Hosts, done: FetchRun, report: Reporter, progress: Progress) -> None:
    fetched = fetch_queue(hosts, report=report, progress=progress)
    done.stored += fetched.stored
    done.refused += fetched.refused
    done.waiting += fetched.failed
    done.problems += fetched.problems
