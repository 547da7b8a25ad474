"""Changes to accounts and sessions need a password that was entered a short while ago."""

import time
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client

from newsgroups.accounts.password_words import ContextWordsValidator
from newsgroups.models import SecurityEvent

PASSWORD = "the right one"
CONFIRM = "/sessions/confirm/"
USERS = "/admin/auth/user/"


@pytest.fixture(autouse=True)
def chief(settings, tmp_path: Path, db) -> User:
    settings.DATA_DIR = tmp_path
    return User.objects.create_superuser("chief", password=PASSWORD)


@pytest.fixture
def later(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Somebody who logged in sixteen minutes ago."""
    client.post("/admin/login/", {"username": "chief", "password": PASSWORD})
    client.get("/sessions/")
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 16 * 60)
    return client


def test_the_pages_of_accounts_ask_for_the_password_and_then_open(later: Client) -> None:
    asked = later.get(USERS)
    assert (asked.status_code, asked["Location"]) == (302, f"{CONFIRM}?next=%2Fadmin%2Fauth%2Fuser%2F")
    assert later.post(asked["Location"], {"password": "wrong"}).status_code == 200
    key = later.session.session_key
    confirmed = later.post(asked["Location"], {"password": PASSWORD})
    assert (confirmed.status_code, confirmed["Location"]) == (302, USERS)
    assert (later.get(USERS).status_code, later.session.session_key == key) == (200, False)
    assert list(SecurityEvent.objects.filter(kind="failed").values_list("account", "detail")) == [
        ("chief", "confirmation")
    ]


def test_nothing_is_changed_before(later: Client) -> None:
    later.post(f"{USERS}add/", {"username": "mallory", "password1": "gray harbor 71", "password2": "gray harbor 71"})
    assert [user.username for user in User.objects.all()] == ["chief"]
    elsewhere = Client()
    elsewhere.force_login(User.objects.get())
    (login,) = (each for each in later.get("/sessions/").context["logins"] if not each.is_this)
    for path in (f"/sessions/{login.name}/end/", "/sessions/end-others/"):
        answer = later.post(path)
        assert (answer.status_code, answer["Location"]) == (302, f"{CONFIRM}?next=")
    assert elsewhere.get("/sessions/").status_code == 200


def test_other_pages_do_not_ask(later: Client) -> None:
    assert [later.get(path).status_code for path in ("/report/", "/admin/", "/sessions/", "/")] == [200] * 4


def test_guessing_the_password_here_is_as_slow_as_at_a_log_in(later: Client) -> None:
    answers = [later.post(CONFIRM, {"password": f"guess {number}"}).status_code for number in range(6)]
    assert answers == [200] * 5 + [429]


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_nobody_is_sent_to_another_site(later: Client, elsewhere: str) -> None:
    answer = later.post(f"{CONFIRM}?next={elsewhere}", {"password": PASSWORD})
    assert answer["Location"] == "/sessions/"


def test_an_administrator_changes_the_own_password_only_with_the_old_one(client: Client, chief: User) -> None:
    client.force_login(chief)
    new = {"password1": "gray harbor 71", "password2": "gray harbor 71", "usable_password": "true"}
    answer = client.post(f"{USERS}{chief.pk}/password/", new)
    assert (answer.status_code, answer["Location"]) == (302, "/admin/password_change/")
    chief.refresh_from_db()
    assert chief.check_password(PASSWORD)

    ada = User.objects.create_user("ada", password=PASSWORD)
    assert client.post(f"{USERS}{ada.pk}/password/", new).status_code == 302
    ada.refresh_from_db()
    assert ada.check_password("gray harbor 71")
    assert list(SecurityEvent.objects.values_list("kind", "account", "detail")) == [("password", "ada", "by chief")]


def test_an_account_that_is_switched_off_loses_its_sessions(client: Client, chief: User) -> None:
    client.force_login(chief)
    assert client.get("/report/").status_code == 200
    User.objects.update(is_active=False)
    assert client.get("/report/").status_code == 302


def test_logging_out_is_on_every_page_of_curators_and_clears_what_the_browser_kept(client: Client, chief: User) -> None:
    client.force_login(chief)
    assert 'action="/admin/logout/"' in client.get("/report/").content.decode()
    assert client.post("/admin/logout/")["Clear-Site-Data"] == '"cache"'
    assert client.get("/report/").status_code == 302


@pytest.mark.parametrize(
    "weak", ["newsgroups", "Newsgroups2026", "curator-news", "archive.news.example", "harbor-post-1"]
)
def test_passwords_made_of_the_words_of_the_site_are_rejected(settings, weak: str) -> None:
    settings.ALLOWED_HOSTS = ["www.harbor-post.example"]
    with pytest.raises(ValidationError, match="words that belong to this site"):
        ContextWordsValidator().validate(weak)


@pytest.mark.parametrize("fine", ["gray harbor 71", "no news is good lanterns", "correct horse"])
def test_other_passwords_may_contain_them(settings, fine: str) -> None:
    settings.ALLOWED_HOSTS = ["www.harbor-post.example"]
    ContextWordsValidator().validate(fine)
