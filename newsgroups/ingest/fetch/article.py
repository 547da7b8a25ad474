"""One article from its address: asked for, extracted, cleaned."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from newsgroups.ingest.fetch.visitors import VisitorHosts, fetching, reading
from newsgroups.ingest.normalize.dates import read_date
from newsgroups.ingest.normalize.row import RefusedRow, Row, checked_row
from newsgroups.ingest.normalize.url import own_address, plain_url
from newsgroups.ingest.sandbox.pool import UnreadableBytes, in_child

from .http import Page
from .politeness import Hosts
from .ssrf_guard import FetchFailed, Guard

# The shortest notes have a sentence; what is shorter is a heading or a button.
LEAST_TEXT = 80
# Time zones move a moment to the day before or after.
_ABOUT_A_DAY = timedelta(days=2)
_PAGES = ("text/html", "application/xhtml+xml", "")
# Servers that name no kind, or a wrong one, send these; the bytes tell.
_UNSURE = ("text/plain", "application/octet-stream", "binary/octet-stream", "unknown/unknown")


def fetched_text(url: str, *, guard: Guard | None = None) -> Row:
    """The article at an address, while a visitor waits; nothing of it is stored. Takes ten seconds at most.

    Raises RefusedAddress for an address that may not be asked, FetchFailed where there is no article to be had, Busy
    where others are at it; all with a sentence for whoever asked.
    """
    address = plain_url(url)
    with fetching.entered():
        hosts = VisitorHosts(guard, address)
        try:
            page = hosts.fetch(address)
        finally:
            hosts.save()
        _refuse_what_is_no_article(address, page)
        with reading():
            return _read(page, seconds=hosts.seconds_to_read)


def article_at(url: str, hosts: Hosts, known: Mapping[str, Any] | None = None) -> Row:
    """The article at an address as `plain_url` gives it; what is `known` of it counts for more than what its page says.

    Touches no database. Raises as `fetched_text` does.
    """
    page = hosts.fetch(url)
    _refuse_what_is_no_article(url, page)
    return _read(page, known)


def _read(page: Page, known: Mapping[str, Any] | None = None, *, seconds: float | None = None) -> Row:
    try:
        found = in_child("page", page.body, seconds=seconds, url=page.url, content_type=page.content_type)
        if len(found["text"]) < LEAST_TEXT:
            raise FetchFailed("No article was found on the page.")
        on_page = found["published"]
        on_page = found["published"]
        found |= {name: value for name, value in (known or {}).items() if value}
        found["published"] = _more_exact(found["published"], on_page)
        found["published"] = _more_exact(found["published"], on_page)
        return checked_row({**found, "url": own_address(page.url, found.pop("canonical"))})
    except (UnreadableBytes, RefusedRow) as reason:
        raise FetchFailed(str(reason)) from None


def _refuse_what_is_no_article(asked: str, page: Page) -> None:
    _refuse_what_is_no_page(page)
    _refuse_front_page(asked, page.url)


def _more_exact(known: str, on_page: str) -> str:
    """A feed's date, unless it is only a day and the page has the time of about that day."""
    listed, read = read_date(known), read_date(on_page)
    if listed and read and read.has_time and not listed.has_time and abs(read.moment - listed.moment) < _ABOUT_A_DAY:
        return on_page
    return known


def _refuse_what_is_no_page(page: Page) -> None:
    kind = page.content_type.partition(";")[0].strip().lower()
    is_page = kind in _PAGES or (kind in _UNSURE and b"<html" in page.body[:2_000].lower())
    if not is_page:
        raise FetchFailed(f"The address gives {kind[:60]}, not a page with an article.")


def _refuse_front_page(asked: str, got: str) -> None:
    """Many sites send readers of an article that is gone to their front page."""
    if urlsplit(got).path in ("", "/") and urlsplit(asked).path not in ("", "/") and not urlsplit(got).query:
        raise FetchFailed("The site leads to its front page instead of the article.")
