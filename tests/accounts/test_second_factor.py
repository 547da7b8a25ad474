"""Codes from an authenticator app: set up, asked for at log-in, never accepted twice, and removed."""

import re
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from newsgroups.models import SecurityEvent
from newsgroups.web.views.accounts.login import CODE_NEEDED, CODE_WRONG

PASSWORD = "the right one"
PAGE = "/sessions/second-factor/"


@pytest.fixture(autouse=True)
def ruth(settings, tmp_path: Path, db) -> User:
    settings.DATA_DIR = tmp_path
    return User.objects.create_superuser("ruth", password=PASSWORD)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that stands at its only entry."""
    now = [time.time()]
    monkeypatch.setattr(time, "time", lambda: now[0])
    monkeypatch.setattr("django_otp.oath.time", lambda: now[0])
    monkeypatch.setattr(timezone, "now", lambda: datetime.fromtimestamp(now[0], UTC))
    return now


def log_in(client: Client, code: str | int = "", password: str = PASSWORD):
    return client.post("/admin/login/", {"username": "ruth", "password": password, "code": code})


def code_of(key: str, at: float) -> str:
    return f"{totp(bytes.fromhex(key), t0=int(time.time() - at)):06}"


def set_up(client: Client, clock: list[float]) -> str:
    """Sets up the second factor of ruth, and returns its key."""
    log_in(client)
    client.get(PAGE)
    key = client.session["second_factor_key"]
    answer = client.post(PAGE, {"password": PASSWORD, "code": code_of(key, clock[0])})
    assert answer.status_code == 302, answer.context["form"].errors
    clock[0] += 60
    return key


def test_the_page_draws_the_key_and_writes_it_for_typing(client: Client) -> None:
    log_in(client)
    page = client.get(PAGE).content.decode()
    assert page.count("<svg") == 1
    (typed,) = re.findall(r"<code>([A-Z2-7 ]+)</code>", page)
    device = TOTPDevice(user=User.objects.get(), key=client.session["second_factor_key"])
    assert f"secret={typed.replace(' ', '')}&" in device.config_url
    assert client.get(PAGE).content.decode().count(typed) == 1


def test_a_log_in_needs_the_code_once_it_is_set_up(client: Client, clock: list[float]) -> None:
    key = set_up(client, clock)
    other = Client()
    assert CODE_NEEDED in log_in(other).content.decode()
    assert CODE_WRONG in log_in(other, "000000").content.decode()
    clock[0] += 60
    assert log_in(other, code_of(key, clock[0]), password="wrong").status_code == 200
    assert log_in(other, code_of(key, clock[0])).status_code == 302
    assert other.get("/sessions/").status_code == 200


def test_a_code_works_once(client: Client, clock: list[float]) -> None:
    key = set_up(client, clock)
    code = code_of(key, clock[0])
    assert log_in(Client(), code).status_code == 302
    assert CODE_WRONG in log_in(Client(), code).content.decode()


def test_the_code_that_set_it_up_does_not_log_in(client: Client, clock: list[float]) -> None:
    key = set_up(client, clock)
    clock[0] -= 60
    assert CODE_WRONG in log_in(Client(), code_of(key, clock[0])).content.decode()


def test_a_wrong_code_or_password_sets_nothing_up(client: Client, clock: list[float]) -> None:
    log_in(client)
    client.get(PAGE)
    right = code_of(client.session["second_factor_key"], clock[0])
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    for said in ({"password": PASSWORD, "code": wrong}, {"password": "wrong", "code": right}, {"code": "١٢٣٤٥٦"}):
        assert client.post(PAGE, said).status_code == 200
    assert not TOTPDevice.objects.exists()


def test_setting_it_up_ends_the_other_sessions_of_the_account(client: Client, clock: list[float]) -> None:
    elsewhere = Client()
    log_in(elsewhere)
    set_up(client, clock)
    assert (elsewhere.get("/sessions/").status_code, client.get("/sessions/").status_code) == (302, 200)


def test_it_is_removed_with_password_and_code(client: Client, clock: list[float]) -> None:
    key = set_up(client, clock)
    assert client.post(PAGE, {"password": PASSWORD, "code": "000000"}).status_code == 200
    clock[0] += 60
    assert client.post(PAGE, {"password": "wrong", "code": code_of(key, clock[0])}).status_code == 200
    assert client.post(PAGE, {"password": PASSWORD, "code": code_of(key, clock[0])}).status_code == 302
    assert log_in(Client()).status_code == 302
    factor = SecurityEvent.objects.filter(kind="factor").order_by("pk")
    assert list(factor.values_list("account", "detail")) == [("ruth", "set up"), ("ruth", "removed by ruth")]


def test_a_site_that_requires_it_lets_accounts_do_nothing_else_first(client: Client, settings, clock) -> None:
    settings.SECOND_FACTOR = "required"
    log_in(client)
    for path in ("/report/", "/admin/", "/", "/sessions/"):
        assert client.get(path).headers.get("Location") == PAGE
    assert client.get(PAGE).status_code == 200
    assert client.get("/healthz").status_code == 200
    assert Client().get("/").status_code == 200
    set_up(client, clock)
    assert client.get("/report/").status_code == 200


def test_an_administrator_and_a_command_remove_it_from_people_who_lost_their_device(client: Client, clock) -> None:
    set_up(client, clock)
    chief = Client()
    chief.force_login(User.objects.create_superuser("chief", password=PASSWORD))
    chosen = {"action": "remove_second_factor", "_selected_action": [User.objects.get(username="ruth").pk]}
    assert chief.post("/admin/auth/user/", chosen).status_code == 302
    assert client.get("/sessions/").status_code == 302
    assert log_in(Client()).status_code == 302

    set_up(client, clock)
    call_command("remove_second_factor", "ruth")
    assert log_in(Client()).status_code == 302
    with pytest.raises(CommandError, match="There is no account nobody"):
        call_command("remove_second_factor", "nobody")


def test_a_clock_that_was_days_ahead_locks_nobody_out(client: Client, clock: list[float]) -> None:
    clock[0] += 3 * 86_400
    key = set_up(client, clock)
    log_in(Client(), "000000")
    clock[0] -= 3 * 86_400
    assert log_in(Client(), code_of(key, clock[0])).status_code == 302


def test_the_admin_shows_no_secrets(client: Client, clock) -> None:
    set_up(client, clock)
    assert client.get("/admin/otp_totp/totpdevice/").status_code == 404
