"""Messages go out by mail and by signed webhook, are retried, and end when nobody wants them."""

import hmac
import json
from base64 import b64decode
from dataclasses import replace
from datetime import timedelta
from email.utils import parseaddr

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from newsgroups.follow.delivery_retries import MAX_GIVEN_UP, WAITS
from newsgroups.follow.send_updates import OUTLETS_GONE, send_updates
from newsgroups.follow.webhook import check_address
from newsgroups.ingest.fetch import ssrf_guard
from newsgroups.ingest.normalize.url import RefusedAddress
from newsgroups.models import Delivery, Subscription
from newsgroups.pipeline.process import process_articles
from tests.makers import make_article
from tests.site import Site

FERRY = "The ferry of Westerlow ran aground on a sandbank at noon, and 40 passengers waited for the tide until evening."


def arrives(title: str, **fields: object) -> None:
    make_article(FERRY, title=title, **fields)
    process_articles()


def later(delivery: Delivery) -> Delivery:
    """Lets the wait before the next attempt pass."""
    Delivery.objects.filter(pk=delivery.pk).update(not_before=timezone.now())
    send_updates()
    delivery.refresh_from_db()
    return delivery


def test_a_mail_has_title_outlet_link_and_a_way_out(archive, follow) -> None:
    followed = follow("search", q="ferry")
    arrives("Ferry aground", source="Anchor")
    assert str(send_updates()) == (
        "1 subscriptions checked, 1 messages written, 1 delivered, 0 to be retried, 0 given up"
    )
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["ada@reader.example"], "Newsgroups: 1 new in ferry")
    assert "Ferry aground\nAnchor, 2026-11-02T09:00:00Z\nhttps://news.example/articles/" in message.body
    leave = f"https://news.example/unsubscribe/{followed.token}/"
    assert leave in message.body
    sent = message.message()
    assert sent["List-Unsubscribe"] == f"<{leave}>"
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent["Auto-Submitted"] == "auto-generated"


def test_nothing_new_sends_nothing_and_nothing_is_sent_twice(archive, follow) -> None:
    follow("search", q="ferry")
    send_updates()
    arrives("Ferry aground")
    send_updates()
    send_updates()
    assert [message.subject for message in mail.outbox] == ["Newsgroups: 1 new in ferry"]


def test_a_daily_message_waits_for_the_next_day_and_has_everything(archive, follow) -> None:
    followed = follow("articles", rhythm="daily")
    arrives("Ferry aground")
    send_updates()
    assert mail.outbox == []
    make_article(FERRY.replace("noon", "dusk"), title="Ferry afloat")
    process_articles()
    Subscription.objects.filter(pk=followed.pk).update(checked_at=timezone.now() - timedelta(hours=24))
    send_updates()
    (message,) = mail.outbox
    assert message.subject == "Newsgroups: 2 new in articles"


def test_titles_of_outlets_cannot_write_headers(archive, follow) -> None:
    followed = follow("articles")
    Subscription.objects.filter(pk=followed.pk).update(title="Bridge\r\nBcc: everybody@news.example")
    arrives("Ferry aground")
    send_updates()
    (message,) = mail.outbox
    assert message.message()["Bcc"] is None
    assert message.subject == "Newsgroups: 1 new in Bridge Bcc: everybody@news.example"
    assert parseaddr(message.message()["To"])[1] == "ada@reader.example"


def test_a_long_message_counts_what_it_leaves_out(archive, follow) -> None:
    follow("articles")
    for number in range(53):
        make_article(f"{FERRY} Case {number}.", title=f"Ferry {number}", source=f"Outlet {number}")
    process_articles()
    send_updates()
    (message,) = mail.outbox
    assert message.body.count("https://news.example/articles/") == 50
    assert "And 3 more." in message.body


def signature_of(secret: str, headers: dict[str, str], body: bytes) -> bytes:
    """As a receiver computes it from the specification."""
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    return hmac.digest(b64decode(secret.removeprefix("whsec_")), signed, "sha256")


def test_a_webhook_is_signed_and_names_what_is_new(archive, follow, open_site: Site) -> None:
    followed = follow("search", q="ferry", way="webhook", url=open_site.gives("/hook", status=204))
    arrives("Ferry aground", source="Anchor", url="https://anchor.example/1")
    send_updates()
    (body,), (headers,) = open_site.bodies, open_site.headers
    kind, signature = headers["webhook-signature"].split(",")
    assert kind == "v1"
    assert b64decode(signature) == signature_of(followed.secret, headers, body)
    told = json.loads(body)
    assert told["type"] == "search.new"
    (entry,) = told["data"]["entries"]
    assert (entry["title"], entry["outlet"], entry["url"]) == ("Ferry aground", "Anchor", "https://anchor.example/1")
    assert entry["address"].startswith("https://news.example/articles/")
    assert Delivery.objects.get().state == "delivered"


def test_a_failed_webhook_is_retried_with_the_same_id_and_longer_waits(archive, follow, open_site: Site) -> None:
    follow("articles", way="webhook", url=open_site.gives("/hook", status=500))
    arrives("Ferry aground")
    send_updates()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.reason) == ("waiting", "The receiver answered with status 500.")
    assert delivery.not_before - timezone.now() > timedelta(seconds=50)
    send_updates()
    assert len(open_site.bodies) == 1

    open_site.gives("/hook", status=200)
    assert later(delivery).state == "delivered"
    assert [headers["webhook-id"] for headers in open_site.headers] == [delivery.token] * 2


def test_a_receiver_that_asks_to_wait_is_not_asked_before(archive, follow, open_site: Site) -> None:
    follow("articles", way="webhook", url=open_site.gives("/hook", status=429, Retry_After="7200"))
    arrives("Ferry aground")
    send_updates()
    assert Delivery.objects.get().not_before - timezone.now() > timedelta(seconds=7_000)


def test_after_the_last_attempt_a_message_is_given_up(archive, follow, open_site: Site) -> None:
    follow("articles", way="webhook", url=open_site.gives("/hook", status=500))
    arrives("Ferry aground")
    send_updates()
    delivery = Delivery.objects.get()
    for _ in WAITS:
        assert delivery.state == "waiting"
        later(delivery)
    assert (delivery.state, delivery.attempts) == ("given up", len(WAITS) + 1)


def test_several_messages_given_up_pause_the_subscription(archive, follow, open_site: Site) -> None:
    followed = follow("articles", way="webhook", url=open_site.gives("/hook", status=410))
    for number in range(MAX_GIVEN_UP):
        make_article(f"{FERRY} {number + 50} cars.", title=f"Ferry {number}")
        process_articles()
        send_updates()
    followed.refresh_from_db()
    assert followed.paused == ("3 messages in a row could not be delivered. The receiver answered with status 410.")
    make_article(f"{FERRY} 99 cars.", title="Not told")
    process_articles()
    assert send_updates().checked == 0


def test_redirects_of_a_webhook_are_not_followed(archive, follow, open_site: Site) -> None:
    open_site.gives("/inside", status=200)
    follow("articles", way="webhook", url=open_site.gives("/hook", status=307, Location="/inside"))
    arrives("Ferry aground")
    send_updates()
    assert open_site.asked == ["/hook"]
    assert Delivery.objects.get().state == "waiting"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/hook", "http://localhost/hook", "http://[::1]/hook", "http://10.0.0.8/hook",
        "http://169.254.169.254/latest/meta-data", "http://0x7f.1/hook", "file:///etc/passwd", "http://a@b.example/",
        "http://news.example:6379/",
    ],
)  # fmt: skip
def test_private_addresses_are_refused_when_followed_and_when_sent(archive, follow, url: str) -> None:
    with pytest.raises(RefusedAddress):
        check_address(url)
    # As if the address had been public when it was entered.
    follow("articles", way="webhook", url=url)
    arrives("Ferry aground")
    assert send_updates().given_up == 1


def test_a_name_that_points_inside_by_now_gets_nothing(archive, follow, open_site: Site, monkeypatch) -> None:
    follow("articles", way="webhook", url=open_site.gives("/hook"))
    # The name is the same, and the name service answers otherwise.
    inside = replace(open_site.guard, resolve=lambda host, port: ["10.0.0.8"])
    monkeypatch.setattr(ssrf_guard, "PUBLIC", inside)
    arrives("Ferry aground")
    assert send_updates().given_up == 1
    assert open_site.asked == []


def test_an_account_without_address_or_a_disabled_one_gets_no_mail(archive, ada, follow) -> None:
    follow("articles")
    arrives("Ferry aground")
    ada.email = ""
    ada.save()
    assert send_updates().given_up == 1
    ada.is_active = False
    ada.save()
    assert send_updates().checked == 0
    assert mail.outbox == []


def test_outlets_that_are_gone_pause_the_subscription(archive, follow) -> None:
    followed = follow("articles", source=["closed-down"])
    send_updates()
    followed.refresh_from_db()
    assert followed.paused == OUTLETS_GONE


def test_a_link_in_the_mail_ends_it_only_by_post(client: Client, archive, follow) -> None:
    followed = follow("articles")
    address = f"/unsubscribe/{followed.token}/"
    assert "Stop these messages" in client.get(address).content.decode()
    assert Subscription.objects.exists()
    one_click = Client(enforce_csrf_checks=True)
    assert one_click.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Subscription.objects.exists()
    assert client.get(address).status_code == 404


def test_the_command_prints_figures_as_json(archive, follow, capsys) -> None:
    follow("articles")
    arrives("Ferry aground")
    call_command("send_updates", "--json")
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert figures == {
        "command": "send_updates", "ok": True, "checked": 1, "messages": 1, "delivered": 1, "to_be_retried": 0,
        "given_up": 0,
    }  # fmt: skip
