"""Older articles of an outlet come into the queue from its sitemaps and from archived copies."""

import gzip
import json
from dataclasses import replace
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from newsgroups.ingest.feeds import backfill
from newsgroups.ingest.feeds.address_queue import fetch_queue
from newsgroups.ingest.feeds.backfill import Backfill
from newsgroups.ingest.fetch import http, politeness
from newsgroups.ingest.fetch.politeness import Hosts
from newsgroups.models import Article, QueuedAddress, Source
from tests.makers import make_source
from tests.site import Site

pytestmark = pytest.mark.django_db
INDEX = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</sitemapindex>'
PAGES = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'


@pytest.fixture
def outlet(open_site: Site) -> Source:
    source = make_source("Anchor")
    source.home_page = f"{open_site.url}/"
    source.save()
    open_site.gives("/", b"<html>Anchor</html>", Content_Type="text/html")
    return source


def listed(kind: str, *entries: tuple[str, str]) -> str:
    return "".join(f"<{kind}><loc>{url}</loc><lastmod>{day}</lastmod></{kind}>" for url, day in entries)


def gives_sitemaps(site: Site) -> None:
    site.gives("/robots.txt", f"User-agent: *\nDisallow: /private\nSitemap: {site.url}/all.xml\n".encode())
    months = listed("sitemap", (f"{site.url}/2024.xml", "2024-12-31"), (f"{site.url}/2026.xml.gz", "2026-11-30"))
    site.gives("/all.xml", INDEX.format(months).encode())
    site.gives("/2024.xml", PAGES.format(listed("url", (f"{site.url}/2024/old-bridge", "2024-05-01"))).encode())
    new = listed(
        "url", (f"{site.url}/2026/bridge", "2026-11-02"), (f"{site.url}/2026/ferry", "2026-11-20"),
        (f"{site.url}/", "2026-11-30"), (f"{site.url}/logo.png", "2026-11-30"), ("https://elsewhere.example/a", ""),
    )  # fmt: skip
    site.gives("/2026.xml.gz", gzip.compress(PAGES.format(new).encode()))


def search(outlet: Source, site: Site, **limits: object) -> Backfill:
    return Backfill(outlet, Hosts(site.guard), lambda url, reason: problems.append(reason), **limits)


problems: list[str] = []


def queued() -> list[str]:
    return sorted(each.url_given.partition("://")[2].partition("/")[2] for each in QueuedAddress.objects.all())


def test_all_sitemaps_of_a_site_are_read_from_its_index(outlet: Source, open_site: Site) -> None:
    gives_sitemaps(open_site)
    done = search(outlet, open_site).from_sitemaps()
    assert queued() == ["2024/old-bridge", "2026/bridge", "2026/ferry"]
    assert (done.queued, done.refused, done.problems) == (3, 3, 0)


def test_days_limit_pages_and_the_sitemaps_that_are_read(outlet: Source, open_site: Site) -> None:
    gives_sitemaps(open_site)
    search(outlet, open_site, since=date(2026, 1, 1), until=date(2026, 11, 10)).from_sitemaps()
    assert queued() == ["2026/bridge"]
    assert "/2024.xml" not in open_site.asked


def test_a_repeated_search_goes_on_where_the_limit_ended_it(outlet: Source, open_site: Site) -> None:
    gives_sitemaps(open_site)
    assert search(outlet, open_site, limit=2).from_sitemaps().queued == 2
    again = search(outlet, open_site, limit=2).from_sitemaps()
    assert (again.queued, again.known) == (1, 2)
    assert len(queued()) == 3


def test_an_index_that_lists_itself_ends(outlet: Source, open_site: Site) -> None:
    loop = listed("sitemap", (f"{open_site.url}/sitemap.xml", ""), (f"{open_site.url}/sitemap.xml", ""))
    open_site.gives("/sitemap.xml", INDEX.format(loop).encode())
    search(outlet, open_site).from_sitemaps()
    assert open_site.asked.count("/sitemap.xml") == 1


@pytest.mark.parametrize("body", [b"", b"<html>", b"\x1f\x8bbroken", gzip.compress(b"<urlset>" + b" " * 30_000_000)])
def test_a_sitemap_that_cannot_be_read_is_a_problem_and_no_crash(outlet: Source, open_site: Site, body: bytes) -> None:
    open_site.gives("/sitemap.xml", body)
    done = search(outlet, open_site).from_sitemaps()
    assert (done.queued, done.problems) == (0, 1)


def test_a_sitemap_inside_the_network_is_not_asked_for(outlet: Source, open_site: Site) -> None:
    open_site.gives("/sitemap.xml", INDEX.format(listed("sitemap", ("http://10.0.0.8/sitemap.xml", ""))).encode())
    assert search(outlet, open_site).from_sitemaps().problems == 1


STORY = (
    b"""<html><head><title>Bridge closed</title><meta property="article:published_time" content="2019-04-01T09:00Z">
</head><body><article><h1>Bridge closed</h1><p>"""
    + b"The harbour bridge was closed on Monday after a crack. " * 8
)


def test_copies_of_the_wayback_machine_become_articles_at_their_own_address(
    outlet: Source, open_site: Site, monkeypatch
) -> None:
    Source.objects.filter(pk=outlet.pk).update(home_page="https://anchor.example/")
    outlet.refresh_from_db()
    monkeypatch.setattr(backfill, "CDX", f"{open_site.url}/cdx")
    monkeypatch.setattr(backfill, "CDX_ROWS", 1)
    asked = (
        "url=anchor.example%2F%2A&output=json&fl=timestamp%2Coriginal&filter=statuscode%3A200"
        "&filter=mimetype%3Atext%2Fhtml&collapse=urlkey&limit=1&showResumeKey=true&from=20190101"
    )
    first = [["timestamp", "original"], ["20190402101500", "http://anchor.example/bridge"], [], ["next key"]]
    second = [["timestamp", "original"], ["20190502101500", "http://anchor.example/ferry"]]
    open_site.gives(f"/cdx?{asked}", json.dumps(first).encode())
    open_site.gives(f"/cdx?{asked}&resumeKey=next+key", json.dumps(second).encode())

    done = search(outlet, open_site, since=date(2019, 1, 1)).from_wayback()
    assert (done.found, done.queued, done.problems) == (2, 2, 0)
    copies = [each.url_given for each in QueuedAddress.objects.order_by("pk")]
    assert copies == [
        "https://web.archive.org/web/20190402101500id_/http://anchor.example/bridge",
        "https://web.archive.org/web/20190502101500id_/http://anchor.example/ferry",
    ]


def test_an_archived_page_is_stored_under_the_address_of_the_original(
    outlet: Source, open_site: Site, monkeypatch
) -> None:
    copy = open_site.gives("/web/20190402101500id_/http://anchor.example/bridge", STORY, Content_Type="text/html")
    address = "https://web.archive.org/web/20190402101500id_/http://anchor.example/bridge"
    # As if the server of the test were the Wayback Machine.
    fetch = http.fetch_page
    monkeypatch.setattr(politeness, "fetch_page", lambda url, **said: replace(fetch(copy, **said), url=address))
    backfill.enqueue(address, known={"source": "Anchor"})
    fetch_queue(Hosts(open_site.guard), report=lambda url, reason: problems.append(reason))
    article = Article.objects.get()
    assert (article.url, article.source, article.published.date()) == (
        "https://anchor.example/bridge", outlet, date(2019, 4, 1),
    )  # fmt: skip


def test_the_command_says_what_it_queued(outlet: Source, open_site: Site, capsys) -> None:
    gives_sitemaps(open_site)
    call_command("backfill", "anchor", "--since", "2026-01-01", "--json")
    said, figures = capsys.readouterr().out.splitlines()
    assert said.startswith("5 addresses found, 2 queued, 0 known, 3 rejected")
    assert json.loads(figures)["queued"] == 2
    with pytest.raises(CommandError, match="no outlet with the slug nobody"):
        call_command("backfill", "nobody")
    Source.objects.update(home_page="")
    with pytest.raises(CommandError, match="has no home page"):
        call_command("backfill", "anchor")
