"""Finds the feeds of a site from the address of its home page or of a feed."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from newsgroups.ingest.normalize.url import plain_url
from newsgroups.ingest.sandbox.parsers.syndication.feeds import MAX_UNPACKED
from newsgroups.ingest.sandbox.pool import UnreadableBytes, run_in_sandbox

from .http import FetchedPage
from .politeness import Hosts, host_of
from .robots_txt import records
from .ssrf_guard import FetchFailed, Guard

_NEWS_SITEMAP = re.compile(r"https?://(?=\S*news)\S+", re.IGNORECASE)
_COMMENTS = re.compile(r"(?:^|/)comments?(?:/|\.\w+$|$)", re.IGNORECASE)
MAX_FEEDS = 20


@dataclass(frozen=True)
class FoundFeed:
    url: str
    title: str


def find_feeds(url: str, *, guard: Guard | None = None) -> list[FoundFeed]:
    """Feeds that the page links to, news sitemaps that robots.txt lists, or the address itself if it is a feed.

    Raises RefusedAddress and FetchFailed, each with a sentence for whoever asked.
    """
    hosts = Hosts(guard, only=url)
    try:
        page = hosts.fetch(plain_url(url), most=MAX_UNPACKED)
    finally:
        hosts.save()
    try:
        title = run_in_sandbox("feed", page.body, url=page.url, content_type=page.content_type)["title"]
    except UnreadableBytes:
        return (_named_by(page) + _sitemaps(hosts, page))[:MAX_FEEDS]
    return [FoundFeed(page.moved_to or url, title[:200])]


def _named_by(page: FetchedPage) -> list[FoundFeed]:
    try:
        found = run_in_sandbox("links", page.body, url=page.url, content_type=page.content_type)["feeds"]
    except UnreadableBytes as reason:
        raise FetchFailed(str(reason)) from None
    # Feeds of comments contain no news.
    return [FoundFeed(**each) for each in found if not _COMMENTS.search(urlsplit(each["url"]).path)]


def _sitemaps(hosts: Hosts, page: FetchedPage) -> list[FoundFeed]:
    robots = hosts.robots_text(host_of(page.url))
    named = [value for name, value in records(robots) if name == "sitemap" and _NEWS_SITEMAP.fullmatch(value)]
    return [FoundFeed(each, "News sitemap") for each in dict.fromkeys(named)]
