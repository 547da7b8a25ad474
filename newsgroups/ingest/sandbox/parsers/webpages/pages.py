"""The article on a page, and the feeds that a page links to."""

import html as html_entities
import re
from typing import Any

import trafilatura
from lxml import etree, html

from newsgroups.ingest.sandbox.parsers import Refusal, absolute_url
from newsgroups.ingest.sandbox.parsers.decoding.encoding import decoded, looks_binary

from .json_ld import article_record
from .page_dates import published_of, updated_of
from .page_text import drop_other_stories, lead_of
from .page_titles import headline

# Characters that an element tree cannot hold.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
# Content types under which servers deliver feeds, besides the feeds' own.
_XML_TYPES = ("text/xml", "application/xml", "application/json")
_REFRESH = re.compile(r"\s*(?P<seconds>\d+(?:\.\d*)?)?\s*[;,]\s*(?:url\s*=\s*)?(.+)", re.IGNORECASE | re.DOTALL)
# A page that refreshes after more seconds is meant to be read.
SOON = 10
# A page that only redirects has a sentence at most.
MAX_NOTICE_LENGTH = 300
_ROW = re.compile(r"\s*\|")
_RULE = re.compile(r"[\s|:-]+")
MAX_LINKS = 20
NO_ARTICLE = "No article was found on the page."


def read_page(data: bytes, *, url: str = "", content_type: str = "") -> dict[str, Any]:
    """Text and metadata of the article as far as the page states them, otherwise empty. Raises Refusal.

    For a page that only redirects, `refresh` is the target and everything else is empty.
    """
    if looks_binary(data):
        raise Refusal("It is compressed or binary data, not a page.")
    tree = _tree(decoded(data, content_type))
    if tree is None:
        raise Refusal(NO_ARTICLE)
    about = _about(tree, url)
    drop_other_stories(tree)
    _drop_programs(tree)
    text_of_page = _line(tree.text_content())
    found: Any = trafilatura.bare_extraction(
        tree, url=url or None, with_metadata=True, include_comments=False, include_tables=True
    )
    text = _cells((found.text if found else "") or "").strip()
    if about["refresh"] and len(text_of_page) < MAX_NOTICE_LENGTH:
        return {
            **dict.fromkeys(
                ("text", "title", "authors", "published", "updated", "language", "source", "canonical"), ""
            ),
            **about,
        }
    if found is None or not text:
        raise Refusal(NO_ARTICLE)
    lead = lead_of(tree, text)
    return {
        "text": f"{lead}\n{text}" if lead else text,
        "title": headline(found.title or "", site=found.sitename or about["site"], tree=tree),
        "authors": (found.author or "").replace("; ", ", "),
        "published": about["published"] or found.date or "",
        "updated": about["updated"],
        "language": found.language or about["language"],
        "source": found.sitename or "",
        "canonical": about["canonical"],
        "refresh": "",
    }


def _about(tree: Any, url: str) -> dict[str, str]:
    """Reads the metadata in the head before anything is removed from the page."""
    base = base_of(tree, url)
    canonical = absolute_url(base, _link(tree, "canonical"))
    titles = {_line(each.text_content()) for each in tree.iter("title", "h1")}
    addresses = {each.split("#")[0].rstrip("/") for each in (url, canonical) if each}
    record = article_record(tree, addresses, titles)
    return {
        "published": published_of(tree, record, country=_country(url)),
        "updated": updated_of(tree, record),
        "language": _language(tree),
        "canonical": canonical,
        "site": _meta(tree, "og:site_name"),
        "refresh": absolute_url(base, _refresh(tree)),
    }


def _country(url: str) -> str:
    """The top-level domain."""
    host = url.partition("://")[2].partition("/")[0].partition(":")[0]
    return host.rpartition(".")[2].lower()


def base_of(tree: Any, url: str) -> str:
    """The base of relative links."""
    base = next((each.get("href") for each in tree.iter("base") if each.get("href")), "")
    return absolute_url(url, base.strip()) or url


def _link(tree: Any, rel: str) -> str:
    for link in tree.iter("link"):
        if rel in (link.get("rel") or "").lower().split() and (link.get("href") or "").strip():
            # Text that was escaped twice is markup only after the first unescaping.
            return html_entities.unescape(str(link.get("href")).strip())
    return ""


def _meta(tree: Any, name: str) -> str:
    for meta in tree.iter("meta"):
        if name in ((meta.get("property") or "").lower(), (meta.get("name") or "").lower()):
            return (meta.get("content") or "").strip()
    return ""


def _language(tree: Any) -> str:
    root = tree.getroottree().getroot()
    said = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang") or ""
    return said.strip()[:2].lower() if re.match(r"\s*[a-zA-Z]{2}(?![a-zA-Z])", said) else ""


def _refresh(tree: Any) -> str:
    for meta in tree.iter("meta"):
        if (meta.get("http-equiv") or "").strip().lower() == "refresh":
            found = _REFRESH.match((meta.get("content") or "")[:500])
            return found[2].strip().strip("'\"") if found and float(found["seconds"] or 0) <= SOON else ""
    return ""


def _cells(text: str) -> str:
    """Table rows as lines of words: trafilatura separates cells by vertical bars."""
    if "|" not in text:
        return text
    lines = (
        " ".join(filter(None, map(str.strip, line.split("|")))) if _ROW.match(line) else line
        for line in text.split("\n")
    )
    return "\n".join(line for line in lines if not ("---" in line and _RULE.fullmatch(line)))


def _line(text: str) -> str:
    return " ".join(text.split())


def read_links(data: bytes, *, url: str = "", content_type: str = "") -> dict[str, Any]:
    """`feeds`: address and title of each feed that the page links to."""
    tree = _tree(decoded(data, content_type))
    found: dict[str, str] = {}
    base = base_of(tree, url) if tree is not None else url
    for link in tree.iter("link", "a") if tree is not None else ():
        rels = set((link.get("rel") or "").lower().split())
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        is_feed = (
            kind in _FEED_TYPES
            or ("feed" in rels and not kind)
            or ("alternate" in rels and kind in _XML_TYPES and not link.get("hreflang"))
        )
        if {"alternate", "feed"} & rels and is_feed and link.get("href"):
            found.setdefault(absolute_url(base, link.get("href").strip()), (link.get("title") or "").strip()[:200])
    return {"feeds": [{"url": each, "title": title} for each, title in list(found.items())[:MAX_LINKS]]}


def _tree(text: str) -> Any:
    """Parses re-encoded bytes: lxml rejects decoded text that declares an encoding."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        return html.document_fromstring(_CONTROL.sub("", text).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        return None


def _drop_programs(tree: Any) -> None:
    """Removes scripts and styles, most of many pages and slow to search for dates. Data blocks stay."""
    for node in list(tree.iter("script", "style")):
        if "json" not in (node.get("type") or "") and node.getparent() is not None:
            node.drop_tree()
