"""RSS, Atom, RDF, JSON Feed and news sitemaps, all as one list of entries."""

import io
import re
from typing import Any

import feedparser

from newsgroups.ingest.reading.unpacking import unpacked

from . import Refusal
from .encoding import decoded, looks_binary
from .html_text import plain
from .json_feeds import read_json_feed
from .sitemaps import is_sitemap, read_sitemap

# Of a longer feed only the beginning is news; a news sitemap may have 1,000 (its specification says so).
MAX_ENTRIES = 1_000
# Longer than any list of names under a story.
MAX_AUTHOR = 1_000
MAX_UNPACKED = 20_000_000
# A feed that carries as many characters of an article carries all of it; teasers are shorter.
WHOLE_TEXT = 1_500
# No feed carries more text than a day's newspaper; what comes after is fetched page by page.
MAX_TEXTS = 8_000_000

_MORE = re.compile(
    r"(?:…|\.\.\.|\[(?:…|\.\.\.)\]|(?:(?:continue|keep) reading|read (?:more|on|the (?:full|rest))"
    r"|view the full (?:article|story))[^.!?]{0,80}|weiterlesen|lire la suite|seguir leyendo)\W*$",
    re.IGNORECASE,
)
_DECLARED = re.compile(r"^(<\?xml[^>]{0,200}?\bencoding\s*=\s*)(?:\"[^\"]*\"|'[^']*')")
_PAGE = re.compile(rb"<html[\s>]", re.IGNORECASE)
_END_OF_ENTRY = re.compile(rb"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.IGNORECASE)


def read_feed(data: bytes, *, url: str = "", content_type: str = "") -> dict[str, Any]:
    """`entries` (url, title, text, whole, published, updated, authors, language) and `title`. Raises Refusal.

    `text` is there where the feed seems to carry the whole article. Relative addresses stand on the feed's own.
    """
    data = unpacked(data, most=MAX_UNPACKED)
    if len(data) > MAX_UNPACKED:
        raise Refusal("It is larger than it may be when unpacked.")
    if not data.strip():
        raise Refusal("It is empty.")
    if looks_binary(data):
        raise Refusal("It is not a feed.")
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        feed = read_json_feed(data, url, MAX_ENTRIES)
    elif is_sitemap(data):
        feed = read_sitemap(data, url, MAX_ENTRIES)
    else:
        feed = _parsed(data, url, content_type)
    left = MAX_TEXTS
    for entry in feed["entries"]:
        entry["text"] = _whole(entry.pop("html")) if left > 0 else ""
        left -= len(entry["text"])
    return feed


def _parsed(data: bytes, url: str, content_type: str) -> dict[str, Any]:
    _bound_authors(feedparser.mixin._FeedParserMixin)
    headers = {"content-location": url} if url else {}
    file = io.BytesIO(_shortened(_as_utf8(data, content_type)))
    feed = feedparser.parse(file, response_headers=headers, sanitize_html=False)
    if not feed.version and not feed.entries:
        raise Refusal("It is a page, not a feed." if _PAGE.search(data[:2_000]) else "It is not a feed.")
    language = feed.feed.get("language", "")
    entries = [_entry(each) for each in feed.entries[:MAX_ENTRIES]]
    return {
        "title": feed.feed.get("title", ""),
        "entries": [entry | {"language": entry["language"] or language} for entry in entries],
    }


def _as_utf8(data: bytes, content_type: str) -> bytes:
    """Encodings are settled here, since feedparser believes what a file says of itself."""
    text = decoded(data, content_type).lstrip("\ufeff \t\r\n")
    return _DECLARED.sub(r'\1"utf-8"', text, count=1).encode("utf-8", "replace")


def _shortened(data: bytes) -> bytes:
    """Without the entries beyond the limit, which would be parsed for seconds to be thrown away."""
    ends = [match.end() for match in _END_OF_ENTRY.finditer(data)]
    return data[: ends[MAX_ENTRIES - 1]] + data[ends[-1] :] if len(ends) > MAX_ENTRIES else data


def _bound_authors(parser: Any) -> None:
    """feedparser 6.0.14 looks for an address in an author's name in quadratic time: 24 seconds for 64 kB."""
    look = parser._sync_author_detail

    def look_in_short(self: Any, key: str = "author") -> None:
        if len(self._get_context().get(key) or "") <= MAX_AUTHOR:
            look(self, key)

    parser._sync_author_detail = look_in_short


def _entry(entry: Any) -> dict[str, str]:
    contents = [*entry.get("content", []), entry.get("summary_detail", {})]
    longest = max(contents, key=lambda each: len(each.get("value") or ""))
    names = [each.get("name", "") for each in entry.get("authors", [])]
    return {
        "url": entry.get("feedburner_origlink", "") or entry.get("link", ""),
        "title": entry.get("title", ""),
        "html": longest.get("value") or "",
        "published": entry.get("published", "") or entry.get("updated", ""),
        "updated": entry.get("updated", ""),
        "authors": ", ".join(filter(None, names)) or entry.get("author", ""),
        "language": longest.get("language") or entry.get("title_detail", {}).get("language") or "",
    }


def _whole(markup: str) -> str:
    """The text of an entry, or nothing where it is a teaser."""
    if len(markup) < WHOLE_TEXT:
        return ""
    text = plain(markup)
    return text if len(text) >= WHOLE_TEXT and not _MORE.search(text[-200:]) else ""
