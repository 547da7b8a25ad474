"""Errors are mailed to the administrators without anything that a visitor sent, and not in bursts."""

import logging

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client

from newsgroups.web.server.error_mail import ErrorMail
from newsgroups.web.views.search import search

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mailed(settings) -> None:
    settings.ADMINS = [("Operator", "operator@news.example")]
    for handler in logging.getLogger().handlers:
        if isinstance(handler, ErrorMail):
            handler._mailed.clear()


def fails(*args: object, **options: object) -> None:
    raise RuntimeError("the disk is on fire")


def test_an_error_is_mailed_with_route_and_traceback_and_nothing_that_was_sent(client: Client, monkeypatch) -> None:
    monkeypatch.setattr(search, "render", fails)
    client.raise_request_exception = False
    client.force_login(User.objects.create_user("ruth"))
    headers = {"referer": "https://egret.example", "user-agent": "heron"}
    response = client.get("/search/", {"q": "pelican"}, headers=headers)
    assert response.status_code == 500

    (message,) = mail.outbox
    assert message.subject == "[Django] RuntimeError in search/"
    assert "the disk is on fire" in message.body and response["X-Request-ID"] in message.body
    whole = str(message.message())
    key = client.cookies["sessionid"].value
    assert [word for word in ("pelican", "heron", "egret", "127.0.0.1", key) if word in whole] == []


def test_the_same_error_is_mailed_once_in_a_while(client: Client, monkeypatch) -> None:
    monkeypatch.setattr(search, "render", fails)
    client.raise_request_exception = False
    for _ in range(3):
        client.get("/search/", {"q": "pelican"})
    assert len(mail.outbox) == 1


def test_nobody_is_mailed_about_refused_requests(client: Client) -> None:
    client.get("/no/such/page")
    client.get("/search/", {"page": "x"})
    assert mail.outbox == []
