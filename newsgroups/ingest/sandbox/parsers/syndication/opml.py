"""Subscription lists as feed readers exchange them (OPML 2.0)."""

import html
import re
from typing import Any

from lxml import etree

from newsgroups.ingest.sandbox.parsers import Refusal

from .repair_xml import mended

MAX_FEEDS = 5_000
_OUTLINE = re.compile(rb"<(?:\w+:)?outline\b", re.IGNORECASE)
# A value extends to a quotation mark that is followed by the next attribute or the end of the element.
_ATTRIBUTE = re.compile(
    rb"(\s[\w:.-]{1,50}\s*=\s*)(?:\"([^<]*?)\"|'([^<]*?)')(?=\s+[\w:.-]{1,50}\s*=\s*[\"']|\s*/?>)", re.DOTALL
)
# The URL scheme that some readers register for feeds.
_FEEDS = ("rss", "atom", "rdf", "feed")
_FEED_SCHEME = re.compile(r"^feed:(?://)?(?=https?:)|^(?:feed|rss|itpc|pcast)://", re.IGNORECASE)


def read_opml(data: bytes, *, url: str = "", content_type: str = "") -> dict[str, Any]:
    """`feeds`: address, title, home page, the enclosing outline's outlet, and whether the feed was switched off."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    text = mended(data, content_type)
    root = etree.fromstring(_with_quotes(text), parser) if text else None
    if root is None or _local(root) != "opml":
        raise Refusal("It is not an OPML file.")
    if _declares_entities(root):
        raise Refusal("It declares entities, which no OPML file needs.")
    outlines = [(each, _attributes(each)) for each in root.iter() if _local(each) == "outline"]
    found = [_feed(each, values) for each, values in outlines if values.get("xmlurl", "").strip()]
    if not found:
        raise Refusal("The OPML file lists no feeds.")
    return {"feeds": found[:MAX_FEEDS]}


def _declares_entities(root: Any) -> bool:
    """The parser expands entities in attributes, whatever its options say."""
    declared = root.getroottree().docinfo.internalDTD
    return declared is not None and next(declared.iterentities(), None) is not None


def _with_quotes(text: bytes) -> bytes:
    """Escapes quotation marks within attribute values, element by element."""
    starts = [match.start() for match in _OUTLINE.finditer(text)]
    if not starts:
        return text
    ends = [*starts[1:], len(text)]
    pieces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    return text[: starts[0]] + b"".join(
        _ATTRIBUTE.sub(_escaped, piece) if len(piece) < 20_000 else piece for piece in pieces
    )


def _escaped(match: re.Match[bytes]) -> bytes:
    value = match[2] if match[2] is not None else match[3]
    return match[1] + b'"' + value.replace(b'"', b"&quot;") + b'"'


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(element.tag, str) else ""


def _attributes(outline: Any) -> dict[str, str]:
    found = {str(name).rpartition("}")[2].lower(): str(value) for name, value in outline.attrib.items()}
    if found.get("type", "").lower() in _FEEDS and "xmlurl" not in found:
        # Readers older than OPML 2.0 put the address of a feed here, too.
        found["xmlurl"] = found.get("url", "")
    return found


def _feed(outline: Any, values: dict[str, str]) -> dict[str, Any]:
    above = _attributes(outline.getparent()) if outline.getparent() is not None else {}
    outlet = above if above.get("htmlurl") is not None else {}
    return {
        "url": _FEED_SCHEME.sub(_http, html.unescape(values["xmlurl"]).strip()),
        "title": _name(values),
        "home_page": ((outlet or values).get("htmlurl") or "").strip(),
        "outlet": _name(outlet),
        "is_off": values.get("category") == "inactive",
    }


def _http(match: re.Match[str]) -> str:
    return "http://" if match[0].endswith("://") else ""


def _name(values: dict[str, str]) -> str:
    return " ".join((values.get("text") or values.get("title") or "").split())[:200]
