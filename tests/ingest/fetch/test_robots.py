"""What robots.txt permits (RFC 9309), and what applies if it is unavailable."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from newsgroups.ingest.fetch.politeness import Hosts
from newsgroups.ingest.fetch.robots_txt import MAX_BYTES, crawl_delay, is_allowed
from newsgroups.ingest.fetch.ssrf_guard import FetchFailed
from newsgroups.models import Host

SITE = "https://news.example"


@pytest.mark.parametrize(
    ("robots", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("user-agent: *\ndisallow: /private # comment", "/private/x", False),
        ("User-agent *\nDisallow /private", "/private/x", False),
        ("User-agent: *\nDisallow: /private", "/public", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/c", False),
        ("User-agent: *\nDisallow: /same\nAllow: /same", "/same", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/file.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/file.pdf?page=2", True),
        ("User-agent: *\nDisallow: /*/print", "/2026/print", False),
        ("User-agent: *\nDisallow: /a*b*c", "/a-c-b", True),
        ("User-agent: *\nDisallow: /?q=", "/?q=bridge", False),
        ("User-agent: *\nDisallow: /br%c3%bccke", "/br%C3%BCcke", False),
        ("User-agent: *\nDisallow: /brücke", "/br%C3%BCcke", False),
        ("User-agent: Newsgroups\nDisallow: /x\n\nUser-agent: *\nDisallow: /", "/a", True),
        ("User-agent: Newsgroups\nDisallow: /x\n\nUser-agent: *\nDisallow: /", "/x", False),
        ("User-agent: newsgroups/2.0\nDisallow: /", "/a", False),
        ("User-agent: newsgroupsbot\nDisallow: /", "/a", True),
        ("User-agent: other\nUser-agent: newsgroups\nDisallow: /", "/a", False),
        ("User-agent: newsgroups\nDisallow: /a\n\nUser-agent: newsgroups\nDisallow: /b", "/b", False),
        ("Disallow: /", "/a", True),
        ("\ufeffUser-agent: *\r\nDisallow: /\r\n", "/a", False),
        ("Sitemap: https://news.example/s.xml\nUser-agent: *\nDisallow: /", "/a", False),
        ("User-agent: * # all of you\nDisallow: /", "/a", False),
        ("# of the editors\n" * 40_000 + "User-agent: *\nDisallow: /", "/a", True),
        ("# of the editors\n" * 20_000 + "User-agent: *\nDisallow: /", "/a", False),
        ("<html><body>Not found</body></html>", "/a", True),
    ],
)
def test_the_longest_rule_of_our_group_counts(robots: str, path: str, allowed: bool) -> None:
    assert is_allowed(robots, SITE + path) is allowed


def test_a_rule_that_makes_others_think_for_ever_takes_no_time() -> None:
    robots = "User-agent: *\nDisallow: /" + "*a" * 5_000 + "b"
    started = time.process_time()
    assert is_allowed(robots, SITE + "/" + "a" * 1_900)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        ("Crawl-delay: 5", 5.0),
        ("crawl-delay:0.5", 0.5),
        ("Crawl-delay: soon", 0),
        ("Crawl-delay: -5", 0),
        ("Crawl-delay: 1000000", 0),
        ("Crawl-delay: nan", 0),
        ("", 0),
    ],
)
def test_a_crawl_delay_is_read(line: str, seconds: float) -> None:
    assert crawl_delay(f"User-agent: *\n{line}\nDisallow: /x") == seconds


@pytest.fixture
def page(db, site) -> str:
    return site.gives("/page", b"news")


def test_a_file_is_asked_for_once_a_day(site, page: str) -> None:
    site.gives("/robots.txt", b"User-agent: *\nDisallow: /private")
    for _ in range(2):
        hosts = Hosts(site.guard)
        hosts.fetch(page)
        hosts.save()
    assert site.asked == ["/robots.txt", "/page", "/page"]
    Host.objects.update(robots_at=timezone.now() - timedelta(hours=25))
    Hosts(site.guard).fetch(page)
    assert site.asked[3:] == ["/robots.txt", "/page"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_host_without_rules_allows_all(site, page: str, status: int) -> None:
    site.gives("/robots.txt", status=status)
    assert Hosts(site.guard).fetch(page).body == b"news"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_host_whose_rules_cannot_be_had_is_left_alone(site, page: str, status: int) -> None:
    site.gives("/robots.txt", status=status)
    hosts = Hosts(site.guard)
    for _ in range(2):
        with pytest.raises(FetchFailed) as failed:
            hosts.fetch(page)
        assert failed.value.temporary
    assert site.asked == ["/robots.txt"]


def test_rules_of_before_hold_on_while_the_host_cannot_be_asked(site, page: str) -> None:
    site.gives("/robots.txt", status=500)
    old = timezone.now() - timedelta(days=3)
    Host.objects.create(
        name=site.url, robots="rules", robots_text="User-agent: *\nDisallow: /x", robots_at=old, unreachable_since=old
    )
    assert Hosts(site.guard).fetch(page).body == b"news"


def test_after_a_month_rules_that_cannot_be_had_count_as_none(site, page: str) -> None:
    site.gives("/robots.txt", status=500)
    Host.objects.create(name=site.url, robots="unreachable", unreachable_since=timezone.now() - timedelta(days=31))
    assert Hosts(site.guard).fetch(page).body == b"news"


def test_of_a_long_file_the_beginning_is_read(site, page: str) -> None:
    site.gives("/robots.txt", b"User-agent: *\nDisallow: /private\n" + b"# long\n" * 100_000)
    hosts = Hosts(site.guard)
    hosts.fetch(page)
    assert len(hosts.robots_text(site.url)) == MAX_BYTES
    with pytest.raises(FetchFailed, match=r"robots\.txt"):
        hosts.fetch(f"{site.url}/private")


def test_a_redirect_does_not_lead_around_the_rules(site, page: str) -> None:
    site.gives("/robots.txt", b"User-agent: *\nDisallow: /private")
    site.gives("/private", b"secret")
    site.gives("/open", status=302, Location="/private")
    with pytest.raises(FetchFailed, match=r"robots\.txt"):
        Hosts(site.guard).fetch(f"{site.url}/open")
    assert "/private" not in site.asked


def test_rules_that_lead_inwards_are_none(site, page: str) -> None:
    site.gives("/robots.txt", status=302, Location="http://169.254.169.254/latest")
    assert Hosts(site.guard).fetch(page).body == b"news"
