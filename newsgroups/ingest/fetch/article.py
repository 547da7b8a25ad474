"""Fetches, extracts, and cleans the article at an address."""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from newsgroups.ingest.normalize.dates.parse_date import read_date
from newsgroups.ingest.normalize.row import RefusedRow, Row, checked_row
from newsgroups.ingest.normalize.url import own_address, plain_url
from newsgroups.ingest.sandbox.pool import UnreadableBytes, run_in_sandbox

from .http import FetchedPage
from .politeness import Hosts
from .ssrf_guard import FetchFailed, Guard
from .visitors import VisitorHosts, fetching, reading

# The shortest news items are a sentence; a shorter text is a heading or a button.
MIN_TEXT = 80
# A Chinese text has a third of the characters of its English translation, a Korean one half of them.
_OF_A_WORD = 2
_WORD_SIGN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]")
# Time zones move a moment to the previous or next day.
_ABOUT_A_DAY = timedelta(days=2)
_PAGES = ("text/html", "application/xhtml+xml", "")
# Servers send these without knowing the type; the bytes decide.
_UNSURE = ("text/plain", "application/octet-stream", "binary/octet-stream", "unknown/unknown")

Fetch = Callable[[str], FetchedPage]


def fetched_text(url: str, *, guard: Guard | None = None) -> Row:
    """The article at an address, for a visitor who is waiting; nothing is stored. Takes ten seconds at most.

    Raises RefusedAddress for an address that may not be requested, FetchFailed if there is no article, and Busy if too
    many fetches are under way; each with a sentence for the visitor.
    """
    address = plain_url(url)
    with fetching.entered():
        hosts = VisitorHosts(guard, address)

        def read(page: FetchedPage) -> dict[str, Any]:
            with reading():
                return _found_in(page, seconds=hosts.seconds_to_read)

        try:
            return _article(address, hosts.fetch, read)
        finally:
            hosts.save()


def article_at(url: str, hosts: Hosts, known: Mapping[str, Any] | None = None) -> Row:
    """The article at an address in the form of `plain_url`; fields that are already `known` override the page's.

    Does not use the database. Raises the same errors as `fetched_text`.
    """
    return _article(url, hosts.fetch, _found_in, known)


def _article(
    url: str, fetch: Fetch, read: Callable[[FetchedPage], dict[str, Any]], known: Mapping[str, Any] | None = None
) -> Row:
    """The article on a page, or on the page to which it refreshes immediately."""
    page = _page(url, fetch)
    found = read(page)
    if found["refresh"]:
        page = _page(plain_url(found["refresh"]), fetch)
        found = read(page)
    if _length(found["text"]) < MIN_TEXT:
        raise FetchFailed("No article was found on the page.")
    on_page = found["published"]
    found |= {name: value for name, value in (known or {}).items() if value}
    found["published"] = _more_exact(found["published"], on_page)
    if known and known.get("updated") == found["published"]:
        found["published"] = _earlier(found["published"], on_page)
    try:
        return checked_row({**found, "url": own_address(page.url, found.pop("canonical"))})
    except RefusedRow as reason:
        raise FetchFailed(str(reason)) from None


def _page(url: str, fetch: Fetch) -> FetchedPage:
    page = fetch(url)
    _refuse_what_is_no_page(page)
    _refuse_front_page(url, page.url)
    return page


def _found_in(page: FetchedPage, *, seconds: float | None = None) -> dict[str, Any]:
    try:
        return run_in_sandbox("page", page.body, seconds=seconds, url=page.url, content_type=page.content_type)
    except UnreadableBytes as reason:
        raise FetchFailed(str(reason)) from None


def _earlier(changed: str, on_page: str) -> str:
    """The page's date, if it is earlier than the feed's, which only says when the article was changed."""
    at, read = read_date(changed), read_date(on_page)
    if at and read and read.moment < at.moment and (read.has_time or at.moment - read.moment >= _ABOUT_A_DAY):
        return on_page
    return changed


def _more_exact(known: str, on_page: str) -> str:
    """The feed's date, unless it is only a day and the page has a time within about a day of it."""
    listed, read = read_date(known), read_date(on_page)
    if listed and read and read.has_time and not listed.has_time and abs(read.moment - listed.moment) < _ABOUT_A_DAY:
        return on_page
    return known


def _length(text: str) -> int:
    """The number of characters, counting those that stand for a word or syllable several times."""
    return len(text) + _OF_A_WORD * len(_WORD_SIGN.findall(text))


def _refuse_what_is_no_page(page: FetchedPage) -> None:
    kind = page.content_type.partition(";")[0].strip().lower()
    is_page = kind in _PAGES or (kind in _UNSURE and b"<html" in page.body[:2_000].lower())
    if not is_page:
        raise FetchFailed(f"The address returns {kind[:60]}, not a page with an article.")


def _refuse_front_page(asked: str, got: str) -> None:
    """Many sites redirect readers of a deleted article to their front page."""
    if urlsplit(got).path in ("", "/") and urlsplit(asked).path not in ("", "/") and not urlsplit(got).query:
        raise FetchFailed("The site redirects to its front page instead of the article.")
