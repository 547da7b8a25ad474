"""Imports and exports outlets and their feeds as OPML, the exchange format of feed readers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from django.db import transaction
from django.template.defaultfilters import pluralize
from django.utils import timezone

from newsgroups.ingest.fetch.ssrf_guard import checked_address
from newsgroups.ingest.normalize.clean_text import clean_line
from newsgroups.ingest.normalize.row import source_of
from newsgroups.ingest.normalize.url import RefusedAddress, plain_url
from newsgroups.ingest.sandbox.pool import run_in_sandbox
from newsgroups.ingest.store.upsert import sources_named
from newsgroups.models import Feed, Source

# Public feeds of known technology outlets. They are not polled until a curator switches them on.
KNOWN_OUTLETS = Path(__file__).with_name("known_outlets.opml")


@dataclass
class Subscribed:
    """What an OPML file added; `refused` holds rejected addresses with reasons."""

    feeds: int = 0
    known: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.feeds:,} feed{pluralize(self.feeds)} added, "
            f"{self.known:,} already known, {len(self.refused):,} rejected"
        )


def listed_feeds(data: bytes) -> list[dict[str, Any]]:
    """Address, title, home page, and outlet of each feed in an OPML file. Raises UnreadableBytes."""
    found: list[dict[str, Any]] = run_in_sandbox("opml", data)["feeds"]
    return found


def subscribe(listed: Iterable[dict[str, Any]], *, active: bool) -> Subscribed:
    """Adds new feeds with their outlets; `active` says whether they will be polled."""
    done = Subscribed()
    with transaction.atomic():
        for each in listed:
            try:
                checked_address(each["url"])
                plain_url(each["url"])
            except RefusedAddress as reason:
                done.refused.append((each["url"][:200], str(reason)))
                continue
            if Feed.objects.filter(url=each["url"]).exists():
                done.known += 1
                continue
            title = clean_line(each["title"], longest=200)
            is_on = active and not each["is_off"]
            Feed.objects.create(source=_source(each), url=each["url"], title=title, active=is_on)
            done.feeds += 1
    return done


def _source(listed: dict[str, Any]) -> Source:
    """The outlet with the same home page or name, or a new one."""
    home_page = listed["home_page"] if listed["home_page"].startswith(("http://", "https://")) else ""
    found = Source.objects.at_host(home_page) if home_page else None
    if found:
        return found
    name = clean_line(listed["outlet"] or listed["title"], longest=200) or source_of(listed["url"])
    source = sources_named({name})[name]
    if home_page and not source.home_page and len(home_page) <= 500:
        source.home_page = home_page
        source.save(update_fields=["home_page"])
    return source


def as_opml(sources: Iterable[Source]) -> bytes:
    """OPML with an outline for each outlet that contains its feeds; `category` says which ones are polled."""
    opml = ElementTree.Element("opml", version="2.0")
    head = ElementTree.SubElement(opml, "head")
    ElementTree.SubElement(head, "title").text = "Newsgroups outlets"
    ElementTree.SubElement(head, "dateCreated").text = timezone.now().strftime("%a, %d %b %Y %H:%M:%S GMT")
    body = ElementTree.SubElement(opml, "body")
    for source in sources:
        outlet = ElementTree.SubElement(body, "outline", text=source.name, htmlUrl=source.home_page)
        for feed in source.feeds.all():
            state = "active" if feed.active and source.active else "inactive"
            ElementTree.SubElement(
                outlet, "outline", type="rss", text=feed.title or source.name, xmlUrl=feed.url,
                htmlUrl=source.home_page, category=state,
            )  # fmt: skip
    ElementTree.indent(opml)
    document: bytes = ElementTree.tostring(opml, encoding="utf-8", xml_declaration=True)
    return document
