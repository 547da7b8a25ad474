"""JSON Feed 1.0 and 1.1 (jsonfeed.org)."""

import json
from typing import Any

from newsgroups.ingest.sandbox.parsers import Refusal, absolute_url
from newsgroups.ingest.sandbox.parsers.decoding.encoding import decoded


def read_json_feed(data: bytes, url: str, most: int) -> dict[str, Any]:
    try:
        feed = json.loads(decoded(data, "charset=utf-8"))
    except (ValueError, RecursionError):
        raise Refusal("It is not a feed: its JSON cannot be read.") from None
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise Refusal("It is JSON, but not a JSON Feed: it has no items.")
    entries = [_entry(item, feed, url) for item in feed["items"][:most] if isinstance(item, dict)]
    return {"title": _text(feed, "title"), "entries": entries}


def _entry(item: dict[str, Any], feed: dict[str, Any], url: str) -> dict[str, str]:
    text = "".join(f"<p>{_escaped(each)}</p>" for each in _text(item, "content_text").split("\n\n"))
    return {
        "url": absolute_url(url, _text(item, "url") or _text(item, "external_url") or _address(_text(item, "id"))),
        "id": _text(item, "id"),
        "title": _text(item, "title"),
        "html": _text(item, "content_html") or text,
        "published": _text(item, "date_published") or _text(item, "date_modified"),
        "updated": _text(item, "date_modified"),
        "authors": _authors(item) or _authors(feed),
        "language": _text(item, "language") or _text(feed, "language"),
    }


def _address(name: str) -> str:
    """Many programs give the address only as the id."""
    return name if name.startswith(("http://", "https://")) else ""


def _text(item: dict[str, Any], name: str) -> str:
    value = item.get(name)
    return str(value) if isinstance(value, str | int | float) else ""


def _authors(item: dict[str, Any]) -> str:
    """Version 1.1 has a list of authors, version 1.0 a single one."""
    named = item.get("authors")
    authors = named if isinstance(named, list) else [item.get("author")]
    return ", ".join(filter(None, (_text(each, "name") for each in authors[:50] if isinstance(each, dict))))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
