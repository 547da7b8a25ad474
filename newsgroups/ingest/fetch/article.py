"""One article from its address: asked for, extracted, cleaned."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from newsgroups.ingest.normalize.row import RefusedRow, Row, checked_row
from newsgroups.ingest.normalize.url import own_address, plain_url
from newsgroups.ingest.sandbox.pool import UnreadableBytes, in_child

from .http import Page
from .politeness import Hosts
from .ssrf_guard import FetchFailed, Guard

# The shortest notes have a sentence; what is shorter is a heading or a button.
LEAST_TEXT = 80
# A text in Chinese has a third of the characters of its English translation, one in Korean half of them.
_OF_A_WORD = 2
_WORD_SIGN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]")
_PAGES = ("text/html", "application/xhtml+xml", "")
# Servers that name no kind, or a wrong one, send these; the bytes tell.
_UNSURE = ("text/plain", "application/octet-stream", "binary/octet-stream", "unknown/unknown")


def fetched_text(url: str, *, guard: Guard | None = None) -> Row:
    """The article at an address, ready for `store_rows`; nothing of it is stored.

    Raises RefusedAddress for an address that may not be asked, FetchFailed where there is no article to be had; both
    with a sentence for whoever asked.
    """
    address = plain_url(url)
    hosts = Hosts(guard, only=address)
    try:
        return article_at(address, hosts)
    finally:
        hosts.save()


def article_at(url: str, hosts: Hosts, known: Mapping[str, Any] | None = None) -> Row:
    """The article at an address as `plain_url` gives it; what is `known` of it counts for more than what its page says.

    Touches no database. Raises as `fetched_text` does.
    """
    page, found = _read(url, hosts)
    if found["refresh"]:
        page, found = _read(plain_url(found["refresh"]), hosts)
    try:
        if _length(found["text"]) < LEAST_TEXT:
            raise FetchFailed("No article was found on the page.")
        found |= {name: value for name, value in (known or {}).items() if value}
        return checked_row({**found, "url": own_address(page.url, found.pop("canonical"))})
    except RefusedRow as reason:
        raise FetchFailed(str(reason)) from None


def _read(url: str, hosts: Hosts) -> tuple[Page, dict[str, Any]]:
    page = hosts.fetch(url)
    _refuse_what_is_no_page(page)
    _refuse_front_page(url, page.url)
    try:
        return page, in_child("page", page.body, url=page.url, content_type=page.content_type)
    except UnreadableBytes as reason:
        raise FetchFailed(str(reason)) from None


def _length(text: str) -> int:
    """Characters, of which those that stand for a whole word or syllable count for several."""
    return len(text) + _OF_A_WORD * len(_WORD_SIGN.findall(text))


def _refuse_what_is_no_page(page: Page) -> None:
    kind = page.content_type.partition(";")[0].strip().lower()
    is_page = kind in _PAGES or (kind in _UNSURE and b"<html" in page.body[:2_000].lower())
    if not is_page:
        raise FetchFailed(f"The address gives {kind[:60]}, not a page with an article.")


def _refuse_front_page(asked: str, got: str) -> None:
    """Many sites send readers of an article that is gone to their front page."""
    if urlsplit(got).path in ("", "/") and urlsplit(asked).path not in ("", "/") and not urlsplit(got).query:
        raise FetchFailed("The site leads to its front page instead of the article.")
