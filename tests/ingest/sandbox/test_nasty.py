"""Every nasty feed and page has its one outcome, and none uses up the memory or time of the others."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from newsgroups.ingest.feeds.poll import fetch_feeds
from newsgroups.ingest.fetch.article import fetched_text
from newsgroups.ingest.fetch.ssrf_guard import FetchFailed
from newsgroups.ingest.normalize.url import RefusedAddress
from newsgroups.ingest.sandbox import pool
from newsgroups.models import Article, Feed, QueuedAddress
from tests.makers import make_source

from .nasty import FEEDS, PAGES, TEASERS, Case

pytestmark = pytest.mark.django_db
MEGABYTE = 1_000_000


@pytest.fixture(autouse=True)
def limit(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "case" in request.fixturenames:
        monkeypatch.setattr(pool, "SECONDS", request.getfixturevalue("case").seconds)


def named(cases: list[Case]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", cases, ids=[case.name for case in cases])


def polled(case: Case, site) -> Feed:
    url = case.send(site, "/feed")
    feed = Feed.objects.create(source=make_source("Harbour Post"), url=url)
    fetch_feeds(report=lambda *finding: None, guard=replace(site.guard, seconds=case.seconds))
    feed.refresh_from_db()
    return feed


@named(FEEDS)
def test_a_nasty_feed_comes_to_its_outcome(site, case: Case) -> None:
    feed = polled(case, site)
    titles = sorted(Article.objects.values_list("title", flat=True))
    assert (feed.reason, titles) == case.expected
    assert bool(feed.failures) == bool(feed.reason)
    assert "/never.dtd" not in site.asked


@named(TEASERS)
def test_pages_that_a_nasty_feed_names_are_queued(site, case: Case) -> None:
    feed = polled(case, site)
    assert (feed.reason, QueuedAddress.objects.count()) == case.expected
    assert not any(title.startswith("aaaa") for title in Article.objects.values_list("title", flat=True))


@named(PAGES)
def test_a_nasty_page_comes_to_its_outcome(site, case: Case) -> None:
    url = case.send(site, "/page")
    site.gives("/", b"<html><body>Front</body></html>", Content_Type="text/html")
    try:
        found = fetched_text(url, guard=replace(site.guard, seconds=case.seconds)).title
    except (FetchFailed, RefusedAddress) as reason:
        found = str(reason)
    assert found == case.expected


def test_there_are_enough_of_them() -> None:
    names = [case.name for case in FEEDS + TEASERS]
    assert len(set(names)) == len(names)
    assert len(names) + len(PAGES) >= 60


def test_all_of_them_together_stay_within_the_memory() -> None:
    """Runs in a separate process, so that only fetching and reading are counted: the process and its largest child."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.ingest.sandbox.nasty_memory"],
        cwd=Path(__file__).resolve().parents[3],
        env={"PATH": os.defpath, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    cases, growth, child = map(int, done.stdout.split())
    assert cases == len(FEEDS) + len(TEASERS) + len(PAGES)
    assert growth < 200 * MEGABYTE
    assert child < 300 * MEGABYTE
