"""Guessing passwords is slow and logged; users who know their password are not delayed by others."""

import logging
import time
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

ADDRESS = "/admin/login/"


@pytest.fixture(autouse=True)
def ruth(settings, tmp_path: Path, db) -> User:
    settings.DATA_DIR = tmp_path
    return User.objects.create_superuser("ruth", password="the right one")


def log_in(client: Client, password: str, account: str = "ruth", **extra: str):
    return client.post(ADDRESS, {"username": account, "password": password}, **extra)


def test_after_five_failures_the_next_attempts_wait_even_with_the_right_password(client: Client) -> None:
    assert [log_in(client, f"guess {number}").status_code for number in range(5)] == [200] * 5
    answer = log_in(client, "the right one")
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 180
    assert "Please try again in" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_another_address_and_another_account_do_not_wait(client: Client) -> None:
    for number in range(6):
        log_in(client, f"guess {number}")
    assert log_in(client, "guess", account="somebody").status_code == 200
    assert log_in(client, "the right one", REMOTE_ADDR="203.0.113.9").status_code == 302


def test_an_account_in_other_letters_is_the_same(client: Client) -> None:
    assert [log_in(client, "guess", account=name).status_code for name in ("ruth", "Ruth", "RUTH") * 2][-1] == 429


def test_who_logs_in_begins_anew(client: Client) -> None:
    for _ in range(3):
        assert [log_in(client, "guess").status_code for _ in range(4)] == [200] * 4
        assert log_in(client, "the right one").status_code == 302


@pytest.mark.parametrize(
    ("account", "known"), [("ruth", "ruth"), ("ruth\nlogged in: account 'admin'", ""), ("hunter2", "")]
)
def test_failures_are_logged_in_one_line_without_what_may_be_a_password(client, caplog, account, known) -> None:
    with caplog.at_level(logging.WARNING):
        log_in(client, "hunter2", account=account)
    (line,) = [record.getMessage() for record in caplog.records if record.name == "newsgroups.security"]
    assert line == f"log-in failed: account '{known}' from '127.0.0.1'"


def test_a_log_in_that_succeeds_is_logged_without_the_password(client: Client, caplog) -> None:
    with caplog.at_level(logging.INFO, logger="newsgroups.security"):
        log_in(client, "the right one")
    assert [record.getMessage() for record in caplog.records if record.name == "newsgroups.security"] == [
        "logged in: account 'ruth' from '127.0.0.1'"
    ]


def test_a_clock_that_was_set_back_keeps_nobody_out(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 3 * 86_400)
    for _ in range(6):
        log_in(client, "guess")
    monkeypatch.setattr(time, "time", real)
    assert log_in(client, "the right one").status_code == 302
