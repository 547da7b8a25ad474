"""The article on a page, and the feeds that a page names."""

import json
import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from lxml import etree, html

from . import Refusal, joined
from .encoding import decoded

_PUBLISHED = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@itemprop='datePublished']/@datetime",
    "//meta[@property='og:published_time' or @property='article:published' or @name='article:published_time']/@content",
    "//meta[@name='parsely-pub-date' or @name='sailthru.date' or @name='pubdate' or @name='publish-date']/@content",
    "//meta[@name='DC.date.issued' or @name='dc.date' or @name='DC.date' or @name='date']/@content",
    "//time[@pubdate]/@datetime",
)
# Other times on a page count only if they are of the day on which it says it was published.
_TIMES = "//article//time/@datetime | //header//time/@datetime | //main//time/@datetime"
_HAS_TIME = re.compile(r"\d[T ]\s?\d{1,2}[:.]\d{2}|\d{1,2}:\d{2}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATE_IN_JSON = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
# Characters that no tree can hold.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
MAX_LINKS = 20
NO_ARTICLE = "No article was found on the page."


def read_page(data: bytes, *, url: str = "", content_type: str = "") -> dict[str, Any]:
    """Text and metadata of the article, of whatever the page says; empty where it says nothing. Raises Refusal."""
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
    """What the page says of when it was published: to the minute if it does so anywhere, else the day."""
    said = [each[:80] for each in _said_dates(tree) if each]
    if not said or _HAS_TIME.search(said[0]):
        return said[0] if said else ""
    day = _DAY.match(said[0])
    times = [each for each in [*said[1:], *map(str, tree.xpath(_TIMES))] if _HAS_TIME.search(each)]
    return next((each[:80] for each in times if day and each.strip().startswith(day[0])), said[0])


def _said_dates(tree: Any) -> Iterator[str]:
    for path in _PUBLISHED:
        yield _first(tree, path)
    for script in tree.iterfind(".//script[@type='application/ld+json']") if tree is not None else ():
        if match := _DATE_IN_JSON.search(script.text or ""):
            yield str(json.loads(f'"{match[1]}"')) if "\\" in match[1] else match[1]
