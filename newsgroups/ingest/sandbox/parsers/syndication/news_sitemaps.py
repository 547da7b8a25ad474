"""News sitemaps: addresses, titles, and dates of the last two days (Google's news/0.9 schema)."""

import io
import re
from typing import Any

from lxml import etree

from newsgroups.ingest.sandbox.parsers import Refusal, absolute_url

from .repair_xml import mended

_NEWS = "{*}news"
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(urlset|sitemapindex)[\s>]")


def is_sitemap(data: bytes) -> bool:
    return _root(data) != b""


def read_sitemap(data: bytes, url: str, most: int) -> dict[str, Any]:
    """Entries for news pages only; a sitemap may also list all other pages of a site."""
    if _root(data) == b"sitemapindex":
        raise Refusal("It is a sitemap index. Use the address of the news sitemap instead.")
    entries: list[dict[str, str]] = []
    pages = etree.iterparse(
        io.BytesIO(mended(data)), tag="{*}url", resolve_entities=False, no_network=True, load_dtd=False, recover=True
    )
    for _, page in pages:
        news = page.find(_NEWS)
        if news is not None:
            entries.append(_entry(page, news, url))
        page.clear()
        if len(entries) >= most:
            break
    if not entries:
        raise Refusal("It is a sitemap without news.")
    return {"title": "", "entries": entries}


def _root(data: bytes) -> bytes:
    """The name of the root element, from UTF-8 or UTF-16."""
    match = _ROOT.search(data[:8_000].replace(b"\0", b""))
    return match[1] if match else b""


def _entry(page: Any, news: Any, url: str) -> dict[str, str]:
    published = _text(news, "{*}publication_date")
    return {
        "url": absolute_url(url, _text(page, "{*}loc")),
        "title": _text(news, "{*}title"),
        "html": "",
        "id": "",
        "published": published,
        "updated": _text(page, "{*}lastmod") or published,
        "authors": "",
        "language": _text(news, "{*}publication/{*}language"),
    }


def _text(element: Any, path: str) -> str:
    return " ".join((element.findtext(path) or "").split())
