"""Sitemaps of whole sites: every page with the day of its last change (https://www.sitemaps.org/protocol.html)."""

import io
from typing import Any

from lxml import etree

from newsgroups.ingest.sandbox.parsers import Refusal, absolute_url

from .news_sitemaps import is_sitemap
from .repair_xml import mended

# The most that the protocol permits in one file.
MAX_ENTRIES = 50_000


def read_whole_sitemap(data: bytes, url: str, content_type: str = "") -> dict[str, Any]:
    """Return the sitemaps that an index lists, and the pages of a sitemap, each with address and date ("" if none)."""
    if not is_sitemap(data):
        raise Refusal("It is not a sitemap.")
    found: dict[str, list[list[str]]] = {"sitemaps": [], "pages": []}
    elements = etree.iterparse(
        io.BytesIO(mended(data)), tag=("{*}url", "{*}sitemap"), resolve_entities=False, no_network=True,
        load_dtd=False, recover=True,
    )  # fmt: skip
    for _, element in elements:
        kind = "sitemaps" if etree.QName(element).localname == "sitemap" else "pages"
        address = absolute_url(url, " ".join((element.findtext("{*}loc") or "").split()))
        if address:
            found[kind].append([address, _date(element)])
        element.clear()
        if len(found["sitemaps"]) + len(found["pages"]) >= MAX_ENTRIES:
            break
    return found


def _date(element: Any) -> str:
    """Return the day of publication if the sitemap is one of news, else that of the last change."""
    said = element.findtext("{*}news/{*}publication_date") or element.findtext("{*}lastmod") or ""
    return " ".join(said.split())[:40]
