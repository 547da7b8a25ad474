"""The article on a page, and the feeds that a page names."""

import json
import re
from typing import Any

import trafilatura
from lxml import etree, html

from . import Refusal, joined
from .encoding import decoded, looks_binary

_PUBLISHED = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
)
_DATE_IN_JSON = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
# Characters that no tree can hold.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
MAX_LINKS = 20
NO_ARTICLE = "No article was found on the page."


def read_page(data: bytes, *, url: str = "", content_type: str = "") -> dict[str, Any]:
    """Text and metadata of the article, of whatever the page says; empty where it says nothing. Raises Refusal."""
    if looks_binary(data):
        raise Refusal("It is packed or binary data, not a page.")
    tree = _tree(decoded(data, content_type))
    if tree is None:
        raise Refusal(NO_ARTICLE)
    canonical = joined(url, _first(tree, "//link[@rel='canonical']/@href"))
    published, language = _published(tree), _first(tree, "/html/@lang")[:2]
    _drop_programs(tree)
    found = trafilatura.bare_extraction(
        tree, url=url or None, with_metadata=True, include_comments=False, include_tables=False
    )
    if found is None or not (found.text or "").strip():
        raise Refusal(NO_ARTICLE)
    return {
        "text": found.text,
        "title": found.title or "",
        "authors": (found.author or "").replace("; ", ", "),
        "published": published or found.date or "",
        "language": found.language or language,
        "source": found.sitename or "",
        "canonical": canonical,
    }


def read_links(data: bytes, *, url: str = "", content_type: str = "") -> dict[str, Any]:
    """`feeds`: address and title of each feed that the page names."""
    tree = _tree(decoded(data, content_type))
    found: dict[str, str] = {}
    for link in tree.iter("link") if tree is not None else ():
        named = {"alternate", "feed"} & set((link.get("rel") or "").lower().split())
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        if named and kind in _FEED_TYPES and link.get("href"):
            found.setdefault(joined(url, link.get("href").strip()), (link.get("title") or "").strip()[:200])
    return {"feeds": [{"url": each, "title": title} for each, title in list(found.items())[:MAX_LINKS]]}


def _tree(text: str) -> Any:
    """A page as its own encoding names it would be refused in decoded text, so bytes of ours go in."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        return html.document_fromstring(_CONTROL.sub("", text).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        return None


def _drop_programs(tree: Any) -> None:
    """Programs and styles are most of many pages, and searching them for dates takes seconds; data stays."""
    for node in list(tree.iter("script", "style")):
        if "json" not in (node.get("type") or "") and node.getparent() is not None:
            node.drop_tree()


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
