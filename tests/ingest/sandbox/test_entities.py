"""Declared entities are never expanded, small or large, internal or external; the rest of the document is read."""

from pathlib import Path

import pytest

from newsgroups.ingest.sandbox.parsers import Refusal
from newsgroups.ingest.sandbox.parsers.syndication.feeds import read_feed
from newsgroups.ingest.sandbox.parsers.syndication.news_sitemaps import read_sitemap
from newsgroups.ingest.sandbox.parsers.syndication.opml import read_opml

NEWS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


@pytest.fixture(params=["inside", "ten times ten", "a file", "a file's parameter"])
def declared(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A document type that declares `&e;`."""
    secret = tmp_path / "secret"
    secret.write_text("put in")
    definitions = {
        "inside": '<!ENTITY e "put in">',
        "ten times ten": f'<!ENTITY d "{"put in " * 10}"><!ENTITY e "{"&d;" * 10}">',
        "a file": f'<!ENTITY e SYSTEM "{secret.as_uri()}">',
        "a file's parameter": f'<!ENTITY % p SYSTEM "{secret.as_uri()}"> %p; <!ENTITY e "put in">',
    }
    return f"<!DOCTYPE x [{definitions[request.param]}]>"


def test_in_a_sitemap(declared: str) -> None:
    titles = "Bridge &e;", "Ferry"
    pages = "".join(
        f"<url><loc>https://news.example/{number}</loc><news:news><news:title>{title}</news:title></news:news></url>"
        for number, title in enumerate(titles)
    )
    read = read_sitemap(f"{declared}<urlset {NEWS}>{pages}</urlset>".encode(), "https://news.example/", 10)
    assert [entry["title"] for entry in read["entries"]] == ["Bridge", "Ferry"]


FEEDS = '<opml version="2.0"><body><outline xmlUrl="/a" text="Bridge{}"/></body></opml>'


def test_an_outline_that_declares_any_is_refused(declared: str) -> None:
    with pytest.raises(Refusal, match=r"^It declares entities, which no OPML file needs\.$"):
        read_opml((declared + FEEDS.format(" &e;")).encode())


def test_an_outline_that_declares_none_is_read(tmp_path: Path) -> None:
    for start in ("", "<!DOCTYPE opml>", '<?xml version="1.0"?>'):
        assert [feed["title"] for feed in read_opml((start + FEEDS.format(" &amp; tunnel")).encode())["feeds"]] == [
            "Bridge & tunnel"
        ]


def test_in_a_feed(declared: str) -> None:
    items = "<item><title>Bridge &e;</title><link>/a</link></item><item><title>Ferry</title><link>/b</link></item>"
    read = read_feed(
        f"{declared}<rss version='2.0'><channel>{items}</channel></rss>".encode(), url="https://a.example/"
    )
    assert [entry["title"] for entry in read["entries"]] == ["Bridge &e;", "Ferry"]
