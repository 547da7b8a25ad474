"""Every feed of the site is valid Atom (RFC 4287), whatever the archive contains."""

from xml.etree import ElementTree

import pytest
from django.test import Client

from newsgroups.models import Article, Revision, Source, Story

from .rfc4287 import ATOM, broken_rules, parsed

FEEDS = pytest.mark.parametrize(
    "address",
    [
        "/groups/feed/?outlets=2",
        "/search/feed/?q=bridge&copies=all",
        "/sources/northline/feed/?utm_source=x",
        "/changes/feed/?kind=headline",
    ],
)


@pytest.fixture
def archive(archive):
    """The archive with changed headlines."""
    for article in archive.values():
        Revision.objects.create(article=article, title="Before\x02 & <b>", text=article.text, content_hash="x")
    return archive


def entries(document: bytes) -> list[ElementTree.Element]:
    return parsed(document).findall(f"{ATOM}entry")


@FEEDS
def test_a_feed_breaks_no_rule_and_names_its_address_with_the_query(client: Client, archive, address: str) -> None:
    document = client.get(address).content
    assert broken_rules(document) == []
    assert len(entries(document)) >= 2
    links = {link.get("rel"): link.get("href") for link in parsed(document).findall(f"{ATOM}link")}
    assert links["self"] == f"http://testserver{address}"


@FEEDS
def test_what_xml_cannot_hold_breaks_no_feed(client: Client, archive, address: str) -> None:
    nasty = "Bridge \ufffe\uffff\x01\x0b\x1b of \U0001f309"
    Article.objects.update(title=nasty)
    Story.objects.update(title=nasty)
    for source in Source.objects.all():
        Source.objects.filter(pk=source.pk).update(name=f"\x01{source.pk}\ufffe")
    document = client.get(address).content
    assert broken_rules(document) == []
    assert entries(document)[0].findtext(f"{ATOM}title").endswith("Bridge       of \U0001f309")


def test_an_outlet_without_a_readable_name_is_an_unknown_author(client: Client, archive) -> None:
    Source.objects.filter(name="Northline").update(name="\x01")
    document = client.get("/search/feed/?q=bridge&copies=all").content
    assert broken_rules(document) == []
    assert "unknown" in [entry.findtext(f"{ATOM}author/{ATOM}name") for entry in entries(document)]


def test_text_with_angle_brackets_stays_text(client: Client, archive) -> None:
    Article.objects.update(text="The bridge <b onmouseover=alert(1)>was</b> closed & 3 < 5, the city said.")
    summaries = [
        entry.find(f"{ATOM}summary") for entry in entries(client.get("/search/feed/?q=bridge&copies=all").content)
    ]
    assert {summary.get("type") for summary in summaries} == {"text"}
    assert "The bridge <b onmouseover=alert(1)>was</b> closed & 3 < 5" in summaries[0].text


def test_a_story_without_dates_has_a_moment(client: Client, archive) -> None:
    Story.objects.update(first_date=None, last_date=None)
    document = client.get("/groups/feed/").content
    assert broken_rules(document) == []
    assert len(entries(document)) == 2
