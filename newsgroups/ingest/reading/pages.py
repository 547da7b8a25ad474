"""The article on a page, and the feeds that a page names."""

import json
import re
from typing import Any
from urllib.parse import urljoin

import trafilatura
from lxml import etree, html

from . import Refusal
from .decoding import decoded

_PUBLISHED = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
)
_DATE_IN_JSON = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
MAX_LINKS = 20


def read_page(data: bytes, *, url: str = "", content_type: str = "") -> dict[str, Any]:
    """Text and metadata of the article, of whatever the page says; empty where it says nothing. Raises Refusal."""
    text = decoded(data, content_type)
    found = trafilatura.bare_extraction(
        text, url=url or None, with_metadata=True, include_comments=False, include_tables=False
    )
    if found is None or not (found.text or "").strip():
        raise Refusal("No article was found on the page.")
    tree = _tree(text)
    return {
        "text": found.text,
        "title": found.title or "",
        "authors": (found.author or "").replace("; ", ", "),
        "published": _published(tree) or found.date or "",
        "language": found.language or _first(tree, "/html/@lang")[:2],
        "source": found.sitename or "",
        "canonical": urljoin(url, _first(tree, "//link[@rel='canonical']/@href")),
    }


def read_links(data: bytes, *, url: str = "", content_type: str = "") -> dict[str, Any]:
    """`feeds`: address and title of each feed that the page names."""
    tree = _tree(decoded(data, content_type))
    found: dict[str, str] = {}
    for link in tree.iter("link") if tree is not None else ():
        named = {"alternate", "feed"} & set((link.get("rel") or "").lower().split())
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        if named and kind in _FEED_TYPES and link.get("href"):
            found.setdefault(urljoin(url, link.get("href").strip()), (link.get("title") or "").strip()[:200])
    return {"feeds": [{"url": each, "title": title} for each, title in list(found.items())[:MAX_LINKS]]}


def _tree(text: str) -> Any:
    """A page as its own encoding names it would be refused in decoded text, so bytes of ours go in."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        return None


def _first(tree: Any, path: str) -> str:
    found = tree.xpath(path) if tree is not None else []
    return str(found[0]).strip() if found else ""


def _published(tree: Any) -> str:
    """The moment to the minute, which the day alone does not tell."""
    for path in _PUBLISHED:
        if said := _first(tree, path):
            return said[:80]
    for script in tree.iterfind(".//script[@type='application/ld+json']") if tree is not None else ():
        if match := _DATE_IN_JSON.search(script.text or ""):
            return str(json.loads(f'"{match[1]}"')) if "\\" in match[1] else match[1]
    return ""
