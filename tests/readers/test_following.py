"""Following something from its page, and ending it."""

import pytest
from django.test import Client

from newsgroups.models import Delivery, Subscription
from newsgroups.models.readers.subscription import MAX_SUBSCRIPTIONS
from tests.site import Site

MAIL = {"way": "mail", "rhythm": "daily"}


@pytest.fixture(autouse=True)
def set_up(settings) -> None:
    settings.SITE_URL = "https://news.example"
    settings.EMAIL_URL = "smtp://mail.example"


def test_everybody_finds_the_feeds_of_a_search_with_its_filters(client: Client, archive) -> None:
    page = client.get("/follow/?what=search&q=bridge&source=northline&page=3&sort=newest").content.decode()
    assert "Follow <bdi>“bridge” of Northline</bdi>" in page
    for feed in ("/search/feed/?q=bridge&amp;source=northline", "/search/feed.json?q=bridge&amp;source=northline"):
        assert f'href="{feed}"' in page
        assert client.get(feed.replace("&amp;", "&")).status_code == 200
    assert "/log-in/?next=%2Ffollow%2F%3Fwhat%3Dsearch%26q%3Dbridge" in page


@pytest.mark.parametrize(
    ("query", "title", "stored"),
    [
        ("what=stories&outlets=3&disputed=on", "stories", {"outlets": 3, "disputed": "on"}),
        ("what=articles&source=northline", "articles of Northline", {"source": ["northline"]}),
        ("what=changes&kind=headline", "changed headlines", {"kind": "headline"}),
        ("what=search&q=bridge&from=2026-11-01", "“bridge”", {"q": "bridge", "from": "2026-11-01"}),
    ],
)
def test_a_reader_follows_what_a_page_shows(reader: Client, archive, query: str, title: str, stored: dict) -> None:
    assert reader.post(f"/follow/?{query}", MAIL).headers["Location"] == "/my/following/"
    followed = Subscription.objects.get()
    assert (followed.title, followed.query, followed.rhythm) == (title, stored, "daily")
    assert followed.seen >= (0 if followed.what == "changes" else archive["chess too"].pk)
    assert title in reader.get("/my/following/").content.decode()


def test_a_story_is_followed_under_its_title(reader: Client, archive) -> None:
    story = archive["agency"].story
    assert f'href="/follow/?what=story&amp;story={story.pk}"' in reader.get(story.get_absolute_url()).content.decode()
    reader.post(f"/follow/?what=story&story={story.pk}", MAIL)
    followed = Subscription.objects.get()
    assert (followed.title, followed.query) == (story.title, {"story": story.pk})


def test_filters_that_a_message_cannot_honor_are_named(client: Client, archive) -> None:
    page = client.get("/follow/?what=stories&from=2026-11-01&nonsense=1&outlets=many").content.decode()
    assert "“from” cannot be followed, so it is left out." in page
    assert "“nonsense” cannot be followed, so it is left out." in page
    assert "Enter a whole number; this was ignored." in page


@pytest.mark.parametrize("query", ["", "what=nothing", "what=story&story=x", "what=story&story=99999999999999999999"])
def test_an_unknown_kind_or_story_is_not_found(client: Client, db, query: str) -> None:
    assert client.get(f"/follow/?{query}").status_code == 404


def test_a_webhook_gets_a_key_that_only_its_owner_sees(
    reader: Client, client: Client, curator, archive, open_site: Site
) -> None:
    reader.post("/follow/?what=articles", {"way": "webhook", "rhythm": "at once", "url": f"{open_site.url}/hook"})
    followed = Subscription.objects.get()
    assert followed.secret.startswith("whsec_")
    assert followed.secret in reader.get("/my/following/").content.decode()
    client.force_login(curator)
    assert followed.secret not in client.get("/my/following/").content.decode()
    assert client.post(f"/my/following/{followed.pk}/end/").status_code == 404


@pytest.mark.parametrize("url", ["", "http://127.0.0.1/", "http://192.168.1.7/hook", "ftp://news.example/"])
def test_a_webhook_to_a_private_address_is_refused(reader: Client, archive, url: str) -> None:
    answer = reader.post("/follow/?what=articles", {"way": "webhook", "rhythm": "daily", "url": url})
    assert answer.status_code == 422
    assert not Subscription.objects.exists()


def test_mail_is_refused_where_it_cannot_be_sent(reader: Client, ada, archive, settings) -> None:
    ada.email = ""
    ada.save()
    assert "Your account has no mail address." in reader.post("/follow/?what=articles", MAIL).content.decode()
    settings.EMAIL_URL = ""
    assert "This site is not set up to send mail." in reader.post("/follow/?what=articles", MAIL).content.decode()
    assert not Subscription.objects.exists()


def test_visitors_cannot_make_the_site_send_anything(client: Client, archive) -> None:
    client.post("/follow/?what=articles", MAIL)
    assert not Subscription.objects.exists()


def test_the_number_of_subscriptions_is_bounded(reader: Client, ada, archive) -> None:
    Subscription.objects.bulk_create(
        Subscription(owner=ada, what="articles", title=str(n), way="mail") for n in range(MAX_SUBSCRIPTIONS)
    )
    assert "that is the limit" in reader.post("/follow/?what=articles", MAIL).content.decode()
    assert Subscription.objects.count() == MAX_SUBSCRIPTIONS


def test_a_reader_sees_why_it_is_paused_and_resumes_or_ends_it(reader: Client, ada, archive) -> None:
    followed = Subscription.objects.create(
        owner=ada, what="articles", title="articles", way="mail", paused="Nobody is there.", given_up=3
    )
    Delivery.objects.create(
        subscription=followed, entries={"entries": [], "more": 2}, state="given up", attempts=9, reason="No answer."
    )
    page = reader.get("/my/following/").content.decode()
    assert "Paused: Nobody is there." in page
    assert "2 new, given up after 9 attempts. No answer." in page
    reader.post(f"/my/following/{followed.pk}/resume/")
    followed.refresh_from_db()
    assert (followed.paused, followed.given_up) == ("", 0)
    reader.post(f"/my/following/{followed.pk}/end/")
    assert not Subscription.objects.exists()


def test_pages_lead_to_following_what_they_show(client: Client, archive) -> None:
    assert "/follow/?what=stories&amp;outlets=2" in client.get("/groups/?outlets=2").content.decode()
    assert "/follow/?q=bridge&amp;what=search" in client.get("/search/?q=bridge").content.decode()
    assert "/follow/?what=articles&amp;source=northline" in client.get("/sources/northline/").content.decode()
