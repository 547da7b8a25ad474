"""Hosts get one request at a time, with pauses, and none when they ask for that."""

import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest
from django.utils import timezone

from newsgroups.ingest.feeds.address_queue import enqueue
from newsgroups.ingest.feeds.poll import fetch_feeds
from newsgroups.ingest.fetch.host_workers import map_per_host
from newsgroups.ingest.fetch.politeness import REST, Hosts
from newsgroups.ingest.fetch.ssrf_guard import FetchFailed
from newsgroups.models import Feed, Host, QueuedAddress
from tests.ingest.feeds.test_fetch_feeds import PAGE, RSS
from tests.makers import make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed(db, site) -> Feed:
    return Feed.objects.create(source=make_source("Harbour Post"), url=f"{site.url}/feed")


def poll(site, **options: object) -> list[tuple[str, str]]:
    told: list[tuple[str, str]] = []
    fetch_feeds(report=lambda *finding: told.append(finding), guard=site.guard, **options)
    return told


def rests(moment: datetime | None) -> int:
    """Minutes from now, rounded."""
    return round((moment - timezone.now()).total_seconds() / 60)


def test_requests_to_one_host_are_apart_and_never_two_at_once(site) -> None:
    times: list[tuple[float, float]] = []

    def answer(handler) -> None:
        started = time.monotonic()
        time.sleep(0.05)
        times.append((started, time.monotonic()))
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    addresses = [site.does(f"/{number}", answer) for number in range(4)]
    hosts = Hosts(replace(site.guard, delay=0.1))
    threads = [threading.Thread(target=hosts.fetch, args=(each,)) for each in addresses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    gaps = [later[0] - earlier[1] for earlier, later in pairwise(times)]
    assert len(gaps) == 3
    assert min(gaps) > 0.09


def test_a_crawl_delay_is_kept(site) -> None:
    site.gives("/robots.txt", b"User-agent: *\nCrawl-delay: 0.3")
    hosts = Hosts(replace(site.guard, delay=0.01))
    started = time.monotonic()
    for path in ("/a", "/b"):
        hosts.fetch(site.gives(path, b"x"))
    assert time.monotonic() - started > 0.3


def test_a_very_long_crawl_delay_is_left_to_later_rounds(site) -> None:
    site.gives("/robots.txt", b"User-agent: *\nCrawl-delay: 3600")
    hosts = Hosts(replace(site.guard, delay=0.01))
    hosts.fetch(site.gives("/a", b"x"))
    with pytest.raises(FetchFailed, match="asked us to wait until"):
        hosts.fetch(site.gives("/b", b"x"))
    hosts.save()
    assert rests(Host.objects.get().rests_until) == 60


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("in_words", [False, True], ids=["seconds", "a date"])
def test_a_host_that_names_a_time_is_left_alone_until_then(site, feed, status: int, in_words: bool) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)
    site.gives("/feed", status=status, Retry_After=later if in_words else "7200")
    Feed.objects.create(source=feed.source, url=f"{site.url}/other")
    told = poll(site)
    assert site.asked == ["/feed"]
    assert told[0] == (feed.url, f"The server answered with status {status}.")
    assert told[1][1].startswith("The site asked us to wait until ")
    assert [rests(each.rests_until) for each in Feed.objects.all()] == [120, 120]
    assert rests(Host.objects.get().rests_until) == 120
    poll(site, also_resting=True)
    assert site.asked == ["/feed"]


def test_too_many_requests_without_a_time_give_the_host_a_rest(site, feed) -> None:
    site.gives("/feed", status=429)
    poll(site)
    assert rests(Host.objects.get().rests_until) == REST / 60


@pytest.mark.parametrize("given", ["soon", "-5", "Mon, 99 Foo 2026", "9" * 5_000])
def test_a_time_that_is_none_or_too_far_does_no_harm(site, feed, given: str) -> None:
    site.gives("/feed", status=503, Retry_After=given)
    poll(site)
    assert rests(Feed.objects.get().rests_until) in (15, 7 * 24 * 60)


def test_a_feed_that_fails_rests_longer_each_time_and_recovers(site, feed) -> None:
    rested = []
    for _ in range(9):
        poll(site, also_resting=True)
        feed.refresh_from_db()
        rested.append(rests(feed.rests_until))
    assert rested == [15, 30, 60, 120, 240, 480, 960, 1440, 1440]
    assert feed.state == "failing (9 in a row): The server answered with status 404."
    site.asked.clear()
    poll(site)
    assert site.asked == []
    site.gives("/feed", RSS.format(link="/bridge", content="").encode())
    poll(site, also_resting=True)
    feed.refresh_from_db()
    assert (feed.failures, feed.reason, feed.rests_until, feed.state) == (0, "", None, "works")


def test_a_feed_that_is_gone_for_good_is_switched_off(site, feed) -> None:
    site.gives("/feed", status=410)
    poll(site)
    feed.refresh_from_db()
    assert (feed.active, feed.state) == (
        False,
        "off: The server says it is permanently gone (410), so it was switched off.",
    )
    poll(site, also_resting=True)
    assert site.asked == ["/feed"]


def test_a_feed_that_was_not_modified_is_not_sent_again(site, feed) -> None:
    body = RSS.format(link="/bridge", content="").encode()
    site.gives("/feed", body, ETag='"one"', Last_Modified="Mon, 02 Nov 2026 09:00:00 GMT")
    poll(site)
    site.gives("/feed", status=304, ETag='"one"')
    site.headers.clear()
    done = fetch_feeds(report=lambda *finding: None, guard=site.guard)
    assert (done.unmodified, done.failed) == (1, 0)
    assert site.headers[0]["If-None-Match"] == '"one"'
    assert site.headers[0]["If-Modified-Since"] == "Mon, 02 Nov 2026 09:00:00 GMT"
    feed.refresh_from_db()
    assert (feed.etag, feed.last_modified) == ('"one"', "Mon, 02 Nov 2026 09:00:00 GMT")


def test_a_feed_that_moved_for_good_is_asked_at_its_new_address(site, feed) -> None:
    site.gives("/feed", status=301, Location="/new")
    site.gives("/new", RSS.format(link="/bridge", content="").encode())
    poll(site)
    feed.refresh_from_db()
    assert (feed.url, feed.moved_from) == (f"{site.url}/new", f"{site.url}/feed")


def test_a_feed_that_moved_to_another_feed_is_switched_off(site, feed) -> None:
    other = Feed.objects.create(source=feed.source, url=f"{site.url}/new")
    site.gives("/feed", status=301, Location="/new")
    site.gives("/new", RSS.format(link="/bridge", content="").encode())
    poll(site)
    feed.refresh_from_db()
    assert (feed.active, feed.reason) == (
        False,
        f"It has moved to {other.url}, which is already a feed here, so it was switched off.",
    )


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/feed", "http://[::1]/feed", "file:///etc/passwd", "http://localhost/"]
)
@pytest.mark.parametrize("status", [301, 308])
def test_a_move_inwards_is_never_remembered(site, feed, status: int, target: str) -> None:
    site.gives("/feed", status=status, Location=target)
    poll(site)
    feed.refresh_from_db()
    assert (feed.url, feed.moved_from, feed.failures) == (f"{site.url}/feed", "", 1)


def test_a_move_to_what_is_no_feed_is_not_remembered(site, feed) -> None:
    site.gives("/feed", status=301, Location="/sorry")
    site.gives("/sorry", b"<html><body>We have moved house.</body></html>", Content_Type="text/html")
    assert poll(site) == [(feed.url, "It is a page, not a feed.")]
    feed.refresh_from_db()
    assert feed.url == f"{site.url}/feed"


def test_a_page_that_cannot_be_had_now_is_tried_again_and_given_up_after_a_day(site, feed) -> None:
    site.gives("/feed", RSS.format(link="/bridge", content="").encode())
    site.gives("/bridge", status=500)
    waits = []
    for _ in range(7):
        QueuedAddress.objects.update(not_before=timezone.now())
        poll(site)
        queued = QueuedAddress.objects.get()
        waits.append(rests(queued.not_before))
    assert waits == [15, 30, 60, 120, 240, 480, 960]
    assert (queued.state, queued.reason) == ("failed", "The server answered with status 500.")
    site.asked.clear()
    poll(site)
    assert site.asked == ["/feed"]


def test_a_page_that_is_no_article_is_asked_for_once(site, feed) -> None:
    site.gives("/feed", RSS.format(link="/bridge", content="").encode())
    site.gives("/bridge", b"\x89PNG", Content_Type="image/png")
    poll(site)
    site.asked.clear()
    assert poll(site) == []
    assert site.asked == ["/feed"]
    assert QueuedAddress.objects.get().reason == "The address returns image/png, not a page with an article."


def test_curators_addresses_come_before_those_of_feeds(site, feed) -> None:
    enqueue(f"{site.url}/feed-1", feed=feed)
    enqueue(f"{site.url}/curator")
    assert [each.url for each in QueuedAddress.objects.due(timezone.now())] == [
        f"{site.url}/curator",
        f"{site.url}/feed-1",
    ]


def test_a_second_round_at_the_same_time_leaves_with_a_message(site, feed) -> None:
    from newsgroups.common.processes.lock import AlreadyRunning

    def ask_again(handler) -> None:
        with pytest.raises(AlreadyRunning, match="already running"):
            poll(site)
        site.gives("/feed", RSS.format(link="/bridge", content="").encode())
        site.answers["/feed"](handler)

    site.does("/feed", ask_again)
    site.gives("/bridge", PAGE, Content_Type="text/html")
    assert poll(site) == []


def test_lanes_keep_the_order_of_each_host_and_raise_what_went_wrong() -> None:
    done = [
        item
        for item, _ in map_per_host([("a", 1), ("b", 1), ("a", 2), ("a", 3)], lambda each: each[0], lambda each: each)
    ]
    assert [number for lane, number in done if lane == "a"] == [1, 2, 3]
    with pytest.raises(ZeroDivisionError):
        list(map_per_host([1, 0], str, lambda number: 1 / number))


def test_a_clock_that_was_set_back_keeps_no_feed_address_or_host_waiting() -> None:
    now = timezone.now()
    ahead = now + timedelta(days=365)
    feed = Feed(source=make_source("Post"), url="https://post.example/feed")
    feed.record_failure(ahead, "No answer.")
    feed.save()
    times = {"added_at": ahead, "not_before": ahead}
    address = QueuedAddress.objects.create(url="https://post.example/1", url_given="https://post.example/1", **times)
    host = Host(name="https://post.example", robots_at=ahead, rests_until=ahead)

    assert list(Feed.objects.due(now)) == [feed]
    assert list(QueuedAddress.objects.due(now)) == [address]
    assert (host.is_paused(now), host.knows_robots(now)) == (False, False)

    feed.record_failure(now, "No answer.")
    feed.save()
    assert list(Feed.objects.due(now)) == []
