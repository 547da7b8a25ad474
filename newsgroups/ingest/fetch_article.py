"""One article from its address: asked for, extracted, cleaned."""

from .canonical import canonical_url
from .fetch_page import PUBLIC, FetchFailed, Guard, fetch_page
from .limited import UnreadableBytes, in_child
from .robots import may_fetch
from .rows import RefusedRow, Row, checked_row

_PAGES = ("text/html", "application/xhtml+xml", "")


def fetched_text(url: str, *, guard: Guard = PUBLIC) -> Row:
    """The article at an address, ready for `store_rows`; nothing is stored.

    Raises RefusedAddress for an address that may not be asked, FetchFailed where there is no article to be had; both
    with a sentence for whoever asked.
    """
    address = canonical_url(url)
    if not may_fetch(address, guard=guard):
        raise FetchFailed("The site asks machines not to read this page (robots.txt).")
    page = fetch_page(address, guard=guard)
    kind = page.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _PAGES:
        raise FetchFailed(f"The address gives {kind[:60]}, not a page with an article.")
    try:
        return checked_row({**in_child("page", page.body), "url": page.url})
    except (UnreadableBytes, RefusedRow) as reason:
        raise FetchFailed(str(reason)) from None
