"""Outlets and feeds in the admin: discovery, import from OPML, activation and deactivation."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from newsgroups.models import Feed, QueuedAddress, Source
from tests.makers import make_source

pytestmark = pytest.mark.django_db
HOME = b"""<html><head><title>Harbour Post</title>
<link rel="alternate" type="application/rss+xml" title="All news" href="/feed">
<link rel="alternate" type="application/atom+xml" title="Comments" href="/comments/feed">
<link rel="alternate" type="text/html" hreflang="de" href="/de"></head><body>News</body></html>"""


def said(response) -> list[str]:
    return [str(each) for each in response.context["messages"]]


def new_source(client: Client, home_page: str):
    fields = {"name": "Harbour Post", "slug": "harbour-post", "home_page": home_page, "active": "on"}
    fields |= {"feeds-TOTAL_FORMS": 0, "feeds-INITIAL_FORMS": 0}
    return client.post("/admin/newsgroups/source/add/", fields, follow=True)


def test_a_new_outlet_gets_the_feeds_of_its_home_page_switched_off(admin_client: Client, open_site) -> None:
    open_site.gives("/", HOME, Content_Type="text/html")
    open_site.gives("/robots.txt", f"Sitemap: {open_site.url}/sitemap-news.xml\n".encode())
    response = new_source(admin_client, open_site.url + "/")
    assert said(response)[-1] == ("Found 2 new feeds for Harbour Post, switched off. Select the ones to poll.") or said(
        response
    )[0].startswith("Found 2 new feeds")
    assert list(Feed.objects.values_list("url", "title", "active")) == [
        (f"{open_site.url}/feed", "All news", False),
        (f"{open_site.url}/sitemap-news.xml", "News sitemap", False),
    ]


def test_an_outlet_at_an_inner_address_is_stored_without_asking_it(admin_client: Client) -> None:
    response = new_source(admin_client, "http://127.0.0.1:8000/")
    assert "No feed was found for Harbour Post: Pages are not fetched from port 8000." in said(response)
    assert Source.objects.get().home_page == "http://127.0.0.1:8000/"


def test_known_outlets_are_switched_on_by_ticking_them(admin_client: Client) -> None:
    page = admin_client.get(reverse("admin:newsgroups_source_opml")).content.decode()
    assert "Ars Technica" in page
    fields = {"known": ["https://www.theverge.com/rss/index.xml", "https://www.wired.com/feed/rss"]}
    response = admin_client.post(reverse("admin:newsgroups_source_opml"), fields, follow=True)
    assert said(response) == ["2 feeds added, 0 already known, 0 rejected."]
    assert list(Feed.objects.polled().values_list("source__name", flat=True)) == ["The Verge", "Wired"]
    assert "www.wired.com" not in admin_client.get(reverse("admin:newsgroups_source_opml")).content.decode()


def test_a_file_of_another_reader_is_taken_over(admin_client: Client) -> None:
    file = io.BytesIO(b'<opml><body><outline text="A" xmlUrl="https://a.example/feed"/></body></opml>')
    file.name = "subscriptions.opml"
    response = admin_client.post(reverse("admin:newsgroups_source_opml"), {"file": file}, follow=True)
    assert said(response) == ["1 feed added, 0 already known, 0 rejected."]
    exported = admin_client.get(reverse("admin:newsgroups_source_opml_export"))
    assert b'xmlUrl="https://a.example/feed"' in exported.content


def test_a_file_that_is_no_opml_is_said(admin_client: Client) -> None:
    file = io.BytesIO(b"<html></html>")
    file.name = "page.opml"
    page = admin_client.post(reverse("admin:newsgroups_source_opml"), {"file": file}).content.decode()
    assert "It is not an OPML file." in page


def test_a_failing_feed_shows_why_and_is_asked_again_when_switched_on(admin_client: Client) -> None:
    feed = Feed(source=make_source(), url="https://a.example/feed")
    feed.record_failure(timezone.now(), "It is not a feed.")
    feed.save()
    assert "failing (1 in a row): It is not a feed." in admin_client.get("/admin/newsgroups/feed/").content.decode()
    admin_client.post("/admin/newsgroups/feed/", {"action": "switch_on", "_selected_action": [feed.pk]})
    feed.refresh_from_db()
    assert (feed.failures, feed.rests_until, feed.state) == (0, None, "not polled yet")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://a.example/feed", "javascript:alert(1)"])
def test_a_feed_is_no_address_of_another_kind(admin_client: Client, url: str) -> None:
    fields = {"source": make_source().pk, "url": url, "active": "on"}
    response = admin_client.post("/admin/newsgroups/feed/add/", fields)
    assert "Enter a valid URL." in response.content.decode()
    assert Feed.objects.count() == 0


def test_the_queue_is_shown_and_tried_again(admin_client: Client) -> None:
    from newsgroups.ingest.feeds.address_queue import enqueue

    queued = enqueue("https://a.example/story")
    queued.record_refusal(queued.added_at, "No article was found on the page.")
    queued.save()
    assert "No article was found on the page." in admin_client.get("/admin/newsgroups/queuedaddress/").content.decode()
    admin_client.post("/admin/newsgroups/queuedaddress/", {"action": "try_again", "_selected_action": [queued.pk]})
    assert QueuedAddress.objects.get().state == "waiting"


@pytest.mark.parametrize(
    ("number", "action", "expected"),
    [
        (1, "switch_on", "1 feed will be polled in the next run."),
        (2, "switch_on", "2 feeds will be polled in the next run."),
        (1, "switch_off", "Switched off 1 feed."),
    ],
)
def test_one_feed_is_told_as_one(admin_client: Client, number: int, action: str, expected: str) -> None:
    feeds = [Feed.objects.create(source=make_source(), url=f"https://harbour.example/{n}") for n in range(number)]
    asked = {"action": action, "_selected_action": [feed.pk for feed in feeds]}
    assert said(admin_client.post("/admin/newsgroups/feed/", asked, follow=True)) == [expected]
