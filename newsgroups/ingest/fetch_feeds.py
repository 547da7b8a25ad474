"""New articles from the feeds of active sources."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from newsgroups.models import Article, Feed
from newsgroups.progress import Progress, silent

from .canonical import RefusedAddress, canonical_url
from .fetch_article import fetched_text
from .fetch_page import PUBLIC, FetchFailed, Guard, fetch_page
from .limited import UnreadableBytes, in_child
from .rows import RefusedRow, Row, checked_row
from .store import Stored, store_rows

# A feed that carries as many characters of an article carries all of it; teasers are shorter.
WHOLE_TEXT = 1_500


@dataclass
class Round:
    """What a round over the feeds did."""

    feeds: int = 0
    failed: int = 0
    refused: int = 0
    stored: Stored = field(default_factory=Stored)

    def __str__(self) -> str:
        return (
            f"{self.feeds:,} feeds ({self.failed:,} failed): {self.stored.created:,} articles created, "
            f"{self.stored.updated:,} updated, {self.stored.unchanged:,} unchanged, {self.refused:,} refused"
        )


Report = Callable[[str, str], None]


def fetch_feeds(*, report: Report, progress: Progress = silent, guard: Guard = PUBLIC) -> Round:
    """Polls every active feed and stores what is new; what goes wrong is told to `report` and the rest goes on."""
    feeds = Feed.objects.filter(active=True, source__active=True).select_related("source")
    advance = progress("feeds", feeds.count())
    done = Round()
    for feed in feeds:
        done.feeds += 1
        try:
            _fetch_feed(feed, done, report, guard)
        except (RefusedAddress, FetchFailed, UnreadableBytes) as reason:
            done.failed += 1
            report(feed.url, str(reason))
        advance(1)
    return done


def _fetch_feed(feed: Feed, done: Round, report: Report, guard: Guard) -> None:
    page = fetch_page(feed.url, guard=guard)
    for entry in in_child("feed", page.body)["entries"]:
        given = urljoin(page.url, entry["url"].strip())
        try:
            if not Article.objects.filter(url=canonical_url(given)).exists():
                done.stored += store_rows([_row(given, entry, feed.source.name, guard)])
            else:
                done.stored.unchanged += 1
        except (RefusedAddress, FetchFailed, RefusedRow) as reason:
            done.refused += 1
            report(given, str(reason))


def _row(url: str, entry: dict[str, Any], source: str, guard: Guard) -> Row:
    """The feed's own text where it is whole, else that of the page, with what the feed knows of it."""
    known = {name: entry[name] for name in ("title", "published", "authors", "language") if entry[name]}
    text = _text(entry["html"])
    if len(text) < WHOLE_TEXT:
        page = fetched_text(url, guard=guard)
        known = {"title": page.title, "authors": page.authors, "language": page.language, **known}
        known.setdefault("published", page.published.isoformat() if page.published else "")
        text = page.text
    return checked_row({**known, "url": url, "text": text, "source": source})


def _text(html: str) -> str:
    if len(html) < WHOLE_TEXT:
        return ""
    try:
        return str(in_child("page", f"<html><body><article>{html}</article></body></html>".encode())["text"])
    except UnreadableBytes:
        return ""
