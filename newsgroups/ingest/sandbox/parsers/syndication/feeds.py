"""Parses RSS, Atom, RDF, JSON Feed, and news sitemaps into one list of entries."""

import io
import re
from typing import Any

import feedparser

from newsgroups.ingest.normalize.dates.parse_date import read_date
from newsgroups.ingest.normalize.html_text import plain
from newsgroups.ingest.sandbox.parsers import Refusal
from newsgroups.ingest.sandbox.parsers.decoding.encoding import decoded, looks_binary
from newsgroups.ingest.sandbox.parsers.decoding.unpacking import unpacked

from .json_feeds import read_json_feed
from .news_sitemaps import is_sitemap, read_sitemap
from .xml_depth import is_too_deep

# Only the beginning of a longer feed is news; the specification allows 1,000 entries in a news sitemap.
MAX_ENTRIES = 1_000
# Longer than any list of authors under a story.
MAX_AUTHOR = 1_000
MAX_UNPACKED = 20_000_000
# A feed with this many characters of an article carries the whole article; teasers are shorter.
WHOLE_TEXT = 1_500
# No feed carries more text than a day's newspaper; later entries are fetched page by page.
MAX_TEXTS = 8_000_000

_MORE = re.compile(
    r"(?:…|\.\.\.|\[(?:…|\.\.\.)\]|(?:(?:continue|keep) reading|read (?:more|on|the (?:full|rest))"
    r"|view the full (?:article|story))[^.!?]{0,80}|weiterlesen|lire la suite|seguir leyendo)\W*$",
    re.IGNORECASE,
)
# Shorter content is a link or a caption, and the summary may be the article.
MIN_CONTENT = 200
_ADDRESS = re.compile(r"(?:mailto:)?[^\s<>()@,;]{1,100}@[^\s<>()@,;]{1,200}")
_IN_PARENTHESES = re.compile(r"@[^\s()]{1,200}\s*\(([^()]{1,200})\)")
_DECLARED = re.compile(r"^(<\?xml[^>]{0,200}?\bencoding\s*=\s*)(?:\"[^\"]*\"|'[^']*')")
_PAGE = re.compile(rb"<html[\s>]", re.IGNORECASE)
_END_OF_ENTRY = re.compile(rb"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.IGNORECASE)


def read_feed(data: bytes, *, url: str = "", content_type: str = "") -> dict[str, Any]:
    """`entries` (url, title, text, whole, published, updated, authors, language) and `title`. Raises Refusal.

    `text` is present if the feed seems to carry the whole article. Relative addresses are resolved against the feed's
    own.
    """
    data = unpacked(data, most=MAX_UNPACKED)
    if len(data) > MAX_UNPACKED:
        raise Refusal("It is too large when decompressed.")
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
    _keep_authors(feedparser.mixin._FeedParserMixin)
    headers = {"content-location": url} if url else {}
    readable = _shortened(_as_utf8(data, content_type))
    if is_too_deep(readable):
        raise Refusal("Its elements are nested too deeply for a feed.")
    file = io.BytesIO(readable)
    try:
        feed = feedparser.parse(file, response_headers=headers, sanitize_html=False)
    except Exception as error:
        # feedparser raises whatever the parsers under it raise.
        raise Refusal("It is damaged and cannot be read as a feed.") from error
    if not feed.get("version") and not feed.entries:
        raise Refusal("It is a page, not a feed." if _PAGE.search(data[:2_000]) else "It is not a feed.")
    # The editor of an RSS channel did not write its items; Atom entries inherit the feed's author (RFC 4287, 4.2.1).
    above = feed.feed if feed.version.startswith("atom") else {}
    language = feed.feed.get("language", "")
    entries = [_entry(each, above, language) for each in feed.entries[:MAX_ENTRIES]]
    return {"title": feed.feed.get("title", ""), "entries": entries}


def _as_utf8(data: bytes, content_type: str) -> bytes:
    """Decodes the feed here, because feedparser trusts the declaration in the file."""
    text = decoded(data, content_type).lstrip("\ufeff \t\r\n")
    return _DECLARED.sub(r'\1"utf-8"', text, count=1).encode("utf-8", "replace")


def _shortened(data: bytes) -> bytes:
    """Drops the entries over the limit, which would take seconds to parse only to be discarded."""
    ends = [match.end() for match in _END_OF_ENTRY.finditer(data)]
    return data[: ends[MAX_ENTRIES - 1]] + data[ends[-1] :] if len(ends) > MAX_ENTRIES else data


def _keep_authors(parser: Any) -> None:
    """Keeps the author field as written. feedparser 6.0.14 searches author names for an e-mail address in quadratic
    time (24 seconds for 64 kB) and cuts addresses of domains that it does not know in the middle.
    """

    def as_written(self: Any, key: str = "author") -> None:
        context = self._get_context()
        people = context.setdefault(f"{key}s", [{}])
        if not people:
            people.append({})
        if not people[-1] and context.get(key):
            people[-1]["name"] = context[key]

    parser._sync_author_detail = as_written


def _entry(entry: Any, above: Any, language: str) -> dict[str, str]:
    body = _body(entry)
    written = [entry.get(name, "") for name in ("published", "updated", "created")]
    return {
        "url": entry.get("feedburner_origlink", "") or entry.get("link", ""),
        "id": entry.get("id", ""),
        "title": entry.get("title", ""),
        "html": body.get("value") or "",
        "published": next((each for each in written if read_date(each)), "") or next(filter(None, written), ""),
        "updated": entry.get("updated", ""),
        "authors": ", ".join(_authors(entry) or _authors(entry.get("source", {})) or _authors(above)),
        "language": _language(entry, body) or language,
    }


def _body(entry: Any) -> Any:
    """The content if it is longer than a sentence, rather than the description of a summary, an image, or a show."""
    contents = entry.get("content", [])
    longest: Any = max(contents, key=lambda each: len(each.get("value") or ""), default={})
    summary = entry.get("summary_detail", {})
    is_short = len(longest.get("value") or "") < MIN_CONTENT
    return summary if is_short and len(summary.get("value") or "") > len(longest.get("value") or "") else longest


def _authors(described: Any) -> list[str]:
    """Names, each once, without the e-mail addresses that RSS puts around them."""
    written = [each.get("name") or "" for each in described.get("authors", [])] or [described.get("author", "")]
    return list(dict.fromkeys(name for each in written for name in _names(each[:MAX_AUTHOR])))


def _names(written: str) -> list[str]:
    """Ruth Vane for both "ruth@post.example (Ruth Vane)" and "Ruth Vane <ruth@post.example>"."""
    names = _IN_PARENTHESES.findall(written) or [_ADDRESS.sub(" ", written)]
    plain = (" ".join(name.strip(" ,;<>").split()) for name in names)
    return [name[1:-1] if name.startswith("(") and name.endswith(")") else name for name in plain if name]


def _language(entry: Any, body: Any) -> str:
    """Each Atom element may declare a language; an entry without one inherits the feed's."""
    details = [body, entry.get("summary_detail", {}), entry.get("title_detail", {})]
    return entry.get("language") or next((each["language"] for each in details if each.get("language")), "")


def _whole(markup: str) -> str:
    """The text of an entry, or an empty string for a teaser."""
    if len(markup) < WHOLE_TEXT:
        return ""
    text = plain(markup)
    return text if len(text) >= WHOLE_TEXT and not _MORE.search(text[-200:]) else ""
