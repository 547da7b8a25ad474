"""Readers log in, log out, and set a new password in the look of the site, with the throttle and the second factor."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from newsgroups.models import SecurityEvent
from newsgroups.web.views.accounts.login import CODE_NEEDED

PASSWORD = "harbour-bridge-9"


@pytest.fixture(autouse=True)
def ada(settings, tmp_path: Path, db) -> User:
    settings.DATA_DIR = tmp_path
    return User.objects.create_user("ada", "ada@post.example", PASSWORD)


def log_in(client: Client, password: str = PASSWORD, **more: str):
    return client.post("/log-in/", {"username": "ada", "password": password} | more)


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_a_readers_page_leads_to_the_log_in_page_and_back(client: Client) -> None:
    assert client.get("/my/").headers["Location"] == "/log-in/?next=/my/"
    page = text_of(client.get("/log-in/?next=/my/dossiers/"))
    assert "The administrator of this archive creates accounts; there is no open registration." in page
    assert log_in(client, next="/my/dossiers/").headers["Location"] == "/my/dossiers/"


def test_another_site_is_not_led_to(client: Client) -> None:
    assert log_in(client, next="https://evil.example/").headers["Location"] == "/my/"


def test_the_header_leads_to_the_account(client: Client) -> None:
    assert "Log in" in text_of(client.get("/about/"))
    log_in(client)
    assert "My page" in text_of(client.get("/about/"))


def test_a_wrong_password_is_said_without_a_word_of_staff(client: Client) -> None:
    page = text_of(log_in(client, "guess"))
    assert "The name or the password is wrong. Upper and lower case matter in both." in page
    assert "staff" not in page


def test_after_five_failures_the_next_attempts_wait(client: Client) -> None:
    assert [log_in(client, "guess").status_code for _ in range(5)] == [200] * 5
    assert log_in(client).status_code == 429


def test_an_account_with_a_second_factor_needs_its_code(client: Client, ada: User) -> None:
    TOTPDevice.objects.create(user=ada, name="app", confirmed=True)
    assert CODE_NEEDED in text_of(log_in(client))
    assert "_auth_user_id" not in client.session


def test_logging_out_is_recorded(client: Client) -> None:
    log_in(client)
    assert client.post("/log-out/").headers["Location"] == "/"
    assert "_auth_user_id" not in client.session
    assert [event.kind for event in SecurityEvent.objects.order_by("pk")] == ["login", "logout"]
    assert client.get("/log-out/").status_code == 405


def test_without_mail_there_is_no_new_password_by_mail(client: Client) -> None:
    assert "Ask the administrator of this archive for a new one." in text_of(client.get("/log-in/"))
    assert client.get("/new-password/").status_code == 404


@pytest.fixture
def with_mail(settings) -> None:
    settings.EMAIL_URL, settings.SITE_URL = "smtp://localhost", "https://news.example"


@pytest.mark.usefixtures("with_mail")
def test_a_new_password_is_set_by_a_link_that_works_once(client: Client) -> None:
    answer = client.post("/new-password/", {"email": "ada@post.example"}, follow=True)
    assert "If an account has this address, a link to set a new password is on its way." in text_of(answer)
    (message,) = mail.outbox
    (link,) = re.findall(r"https://news\.example(/new-password/\S+)", message.body)
    form = client.get(link, follow=True)
    new = {"new_password1": "a-ferry-all-night-7", "new_password2": "a-ferry-all-night-7"}
    assert client.post(form.redirect_chain[-1][0], new).headers["Location"] == "/log-in/"
    assert log_in(client, "a-ferry-all-night-7").status_code == 302
    assert "This link was used before or has expired." in text_of(Client().get(link, follow=True))


@pytest.mark.usefixtures("with_mail")
def test_an_unknown_address_gets_no_mail_and_the_same_answer(client: Client) -> None:
    answer = client.post("/new-password/", {"email": "nobody@post.example"}, follow=True)
    assert "If an account has this address" in text_of(answer)
    assert mail.outbox == []
