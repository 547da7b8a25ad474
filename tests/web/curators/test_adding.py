"""Curators add URLs and articles, and see the results."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from newsgroups.admin.curator_role import NAME
from newsgroups.models import Article, QueuedAddress
from tests.ingest.feeds.test_fetch_feeds import PAGE

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(client: Client) -> Client:
    user = User.objects.create_user("ruth", is_staff=True)
    user.groups.add(Group.objects.get(name=NAME))
    client.force_login(user)
    return client


def messages(response) -> list[str]:
    return [str(each) for each in response.context["messages"]]


def add(curator: Client, *addresses: str):
    return curator.post("/add/", {"addresses": "\n".join(addresses)}, follow=True)


def test_visitors_are_asked_to_log_in_and_others_are_told_no(client: Client) -> None:
    assert client.get("/add/").url == "/log-in/?next=/add/"
    client.force_login(User.objects.create_user("visitor"))
    assert client.get("/add/").status_code == 403
    assert client.post("/add/by-hand/", {}).status_code == 403


def test_one_address_is_fetched_while_the_curator_waits(curator: Client, open_site) -> None:
    url = open_site.gives("/bridge", PAGE, Content_Type="text/html")
    assert messages(add(curator, url)) == ["“Bridge closed” has been stored."]
    assert Article.objects.get().url_given == url


def test_many_addresses_wait_for_the_next_round(curator: Client, open_site) -> None:
    response = add(curator, f"{open_site.url}/a", f"{open_site.url}/b", f"{open_site.url}/a", "ftp://news.example/c")
    assert messages(response) == [
        "ftp://news.example/c: The address does not begin with http:// or https://.",
        "2 addresses have been queued. The next run will fetch them.",
    ]
    assert open_site.asked == []
    assert list(QueuedAddress.objects.values_list("state", "by__username")) == [("waiting", "ruth")] * 2


def test_what_failed_is_shown_with_its_reason_and_can_be_fetched_again(curator: Client, open_site) -> None:
    url = f"{open_site.url}/bridge"
    assert messages(add(curator, url)) == [f"{url}: The server answered with status 404."]
    assert "<b>refused</b>: The server answered with status 404." in curator.get("/add/").content.decode()
    open_site.gives("/bridge", PAGE, Content_Type="text/html")
    again = curator.post(f"/add/{QueuedAddress.objects.get().pk}/fetch/", follow=True)
    assert messages(again) == ["“Bridge closed” has been stored."]
    assert Article.objects.get().get_absolute_url() in again.content.decode()


def test_an_address_that_leads_inwards_is_refused(curator: Client) -> None:
    url = "http://127.0.0.1/admin/"
    assert messages(add(curator, url)) == [f"{url}: 127.0.0.1 is not on the public internet."]


def test_too_many_addresses_are_refused_together(curator: Client) -> None:
    response = add(curator, *(f"https://news.example/{number}" for number in range(201)))
    assert "That is 201 addresses; add at most 200 at a time." in response.content.decode()
    assert QueuedAddress.objects.count() == 0


def test_an_article_is_added_by_hand_once(curator: Client) -> None:
    fields = {"title": "Bridge <b>closed</b>", "source": "Harbour Post", "text": "A diver found a crack."}
    fields |= {"published": "2026-11-02 09:30", "authors": "Ruth Ansgar"}
    first = curator.post("/add/by-hand/", fields)
    article = Article.objects.get()
    assert first.url == article.get_absolute_url()
    assert (article.title, article.text, article.source.name) == ("Bridge closed", fields["text"], "Harbour Post")
    assert (article.published.isoformat(), article.authors) == ("2026-11-02T09:30:00+00:00", "Ruth Ansgar")
    assert article.original == ""
    assert curator.post("/add/by-hand/", fields).url == first.url


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"published": "Monday"}, "An article cannot have this date"),
        ({"url": "javascript:alert(1)"}, "The address does not begin with http:// or https://."),
        ({"text": " "}, "This field is required."),
    ],
)
def test_what_is_wrong_with_an_article_by_hand_is_said(curator: Client, wrong: dict[str, str], said: str) -> None:
    response = curator.post("/add/by-hand/", {"title": "T", "source": "S", "text": "Words."} | wrong)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert Article.objects.count() == 0


def test_only_curators_see_the_way_there(client: Client, curator: Client) -> None:
    assert "/add/" in curator.get("/about/").content.decode()
    client.logout()
    assert "/add/" not in client.get("/about/").content.decode()


def test_an_address_that_a_look_up_does_not_know_can_be_added_with_one_button(curator: Client, open_site) -> None:
    url = open_site.gives("/bridge", PAGE, Content_Type="text/html")
    page = curator.post("/lookup/", {"text": url}).content.decode()
    assert f'<input type="hidden" name="addresses" value="{url}">' in page
    add(curator, url)
    assert "is not in the archive" not in curator.post("/lookup/", {"text": url}).content.decode()


def test_visitors_are_not_offered_to_add_an_address(client: Client, open_site) -> None:
    url = open_site.gives("/bridge", PAGE, Content_Type="text/html")
    html = client.post("/lookup/", {"text": url}).content.decode()
    assert "This address is not in the archive:" in html
    assert 'name="addresses"' not in html
    assert 'id="text-help"' in html
