"""Fetching and reading for visitors: one deadline, no pauses, two at a time, and nothing is kept."""

import time
from contextlib import ExitStack
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from newsgroups.ingest.fetch import visitors
from newsgroups.ingest.fetch.article import fetched_text
from newsgroups.ingest.fetch.politeness import Hosts
from newsgroups.ingest.fetch.ssrf_guard import FetchFailed
from newsgroups.models import Host
from newsgroups.pipeline.process import process_articles
from tests.ingest.feeds.test_fetch_feeds import PAGE

pytestmark = pytest.mark.django_db
HTML = {"Content_Type": "text/html"}


@pytest.fixture(autouse=True)
def nothing_known(settings, tmp_path) -> None:
    settings.DATA_DIR = tmp_path
    visitors._remembered.clear()


def took(work) -> float:
    started = time.monotonic()
    with pytest.raises(FetchFailed):
        work()
    return time.monotonic() - started


def test_endless_redirects_with_a_crawl_delay_take_no_pause(site) -> None:
    site.gives("/robots.txt", b"User-agent: *\nCrawl-delay: 59")
    for number in range(9):
        site.gives(f"/{number}", status=302, Location=f"/{number + 1}")
    slow = replace(site.guard, delay=2.0)
    assert took(lambda: fetched_text(f"{site.url}/0", guard=slow)) < 2
    assert site.asked == ["/robots.txt", *(f"/{number}" for number in range(6))]


def test_all_of_it_has_one_deadline(site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visitors, "SECONDS", 1.5)
    monkeypatch.setattr(visitors, "TO_READ", 0.5)

    def slow_redirect(handler) -> None:
        time.sleep(0.4)
        handler.send_response(302)
        handler.send_header("Location", f"/{len(site.asked)}")
        handler.end_headers()

    for path in ("/robots.txt", *(f"/{number}" for number in range(20))):
        site.does(path, slow_redirect)
    assert took(lambda: fetched_text(f"{site.url}/0", guard=site.guard)) < 1.4


def test_a_name_service_that_takes_its_time_counts(site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visitors, "SECONDS", 1.0)
    monkeypatch.setattr(visitors, "TO_READ", 0.5)

    def resolve(host: str, port: int) -> list[str]:
        time.sleep(5)
        return ["127.0.0.1"]

    assert took(lambda: fetched_text(f"{site.url}/0", guard=replace(site.guard, resolve=resolve))) < 1


def test_a_drip_ends_at_the_deadline(site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visitors, "SECONDS", 1.5)
    monkeypatch.setattr(visitors, "TO_READ", 0.5)

    def drip(handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b"x")
            time.sleep(0.1)

    assert took(lambda: fetched_text(site.does("/drip", drip), guard=site.guard)) < 1.4


def test_a_third_fetch_is_sent_away_with_a_time_to_come_back(client: Client, open_site) -> None:
    address = open_site.gives("/a", PAGE, **HTML)
    with ExitStack() as places:
        for _ in range(2):
            places.enter_context(visitors.fetching.entered())
        for page in (
            client.post("/lookup/", {"text": address}),
            client.post("/api/v1/lookup", {"url": address}, content_type="application/json"),
        ):
            assert (page.status_code, page["Retry-After"]) == (503, "10")
            assert "Too many pages are being fetched at the moment." in page.content.decode()
    assert open_site.asked == []
    # Their places are free again.
    assert client.post("/lookup/", {"text": address}).status_code == 200


def test_no_host_is_stored_that_no_round_has_asked(client: Client, open_site) -> None:
    open_site.gives("/robots.txt", b"User-agent: *\nDisallow: /no\n" + b"# x\n" * 100)
    open_site.gives("/a", status=302, Location=f"http://other.example:{open_site.port}/b")
    open_site.gives("/b", PAGE, **HTML)
    assert client.post("/lookup/", {"text": f"{open_site.url}/a"}).status_code == 200
    assert Host.objects.count() == 0


def test_rules_of_the_host_asked_are_remembered_and_those_on_the_way_are_not(client: Client, open_site) -> None:
    open_site.gives("/robots.txt", b"User-agent: *\nDisallow: /no")
    open_site.gives("/a", status=302, Location=f"http://other.example:{open_site.port}/b")
    open_site.gives("/b", PAGE, **HTML)
    for _ in range(2):
        client.post("/lookup/", {"text": f"{open_site.url}/a"})
    assert open_site.asked == ["/robots.txt", "/a", "/robots.txt", "/b", "/a", "/robots.txt", "/b"]
    refused = client.post("/lookup/", {"text": f"{open_site.url}/no"})
    assert "The site asks automated clients not to fetch this page" in refused.content.decode()


def test_a_host_that_wants_rest_has_it_from_visitors_too(client: Client, open_site) -> None:
    address = open_site.gives("/a", status=429, Retry_After="600")
    for _ in range(2):
        answer = client.post("/lookup/", {"text": address})
    assert "The site asked us to wait until" in answer.content.decode()
    assert open_site.asked == ["/robots.txt", "/a"]


def test_memory_of_hosts_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visitors._Remembered, "MAX_HOSTS", 3)
    remembered = visitors._Remembered()
    for number in range(5):
        remembered.put(Host(name=str(number)))
    remembered.put(Host(name="long", robots_text="x" * 20_001))
    assert [name for name in ("0", "1", "2", "3", "4", "long") if remembered.get(name)] == ["2", "3", "4"]


def test_a_host_of_a_feed_keeps_what_a_visitor_learnt(client: Client, open_site) -> None:
    hosts = Hosts(open_site.guard)
    hosts.fetch(open_site.gives("/feed", b"x"))
    hosts.save()
    client.post("/lookup/", {"text": open_site.gives("/a", status=429, Retry_After="600")})
    assert Host.objects.get().is_paused(timezone.now())


def test_hosts_of_which_nothing_holds_any_more_are_forgotten_by_the_next_round() -> None:
    now = timezone.now()
    day = timezone.timedelta(days=1)
    for name, values in {
        "rules of today": {"robots_at": now},
        "rules of last week": {"robots_at": now - 7 * day},
        "rests": {"rests_until": now + day},
        "has rested": {"rests_until": now - day},
        "unreachable since last week": {"unreachable_since": now - 7 * day},
        "unreachable for months": {"unreachable_since": now - 90 * day},
        "nothing": {},
    }.items():
        Host.objects.create(name=name, **values)
    process_articles()
    assert set(Host.objects.values_list("name", flat=True)) == {
        "rules of today", "rests", "unreachable since last week",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.html"])
def test_a_file_that_comes_while_two_are_read_is_sent_away(client: Client, name: str) -> None:
    file = SimpleUploadedFile(name, b"%PDF-1.4 is refused before anybody looks at it")
    with visitors.reading(), visitors.reading():
        answer = client.post("/lookup/", {"file": file})
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "Too many files and pages are being read at the moment." in answer.content.decode()


def test_plain_text_needs_no_reader(client: Client) -> None:
    file = SimpleUploadedFile("a.txt", b"The harbour bridge was closed to all traffic on Monday.")
    with visitors.reading(), visitors.reading():
        assert client.post("/lookup/", {"file": file}).status_code == 200
