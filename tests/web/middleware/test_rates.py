"""Paste, upload, URL and search above their rate limits: 429 with the time to wait, across all processes."""

import json
import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from newsgroups.web.middleware.rate_limit import take

HERE = Path(__file__).resolve().parents[3]
ASK = """
import django; django.setup()
from django.test import Client
ask = lambda: Client().post("/api/v1/lookup", {"text": "two words"}, content_type="application/json").status_code
print([ask() for _ in range(2)])
"""


@pytest.fixture(autouse=True)
def own_counts(settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    kinds = ("paste", "upload", "address", "search", "complete", "compare", "similar", "export", "login")
    settings.RATE_LIMITS = dict.fromkeys(kinds, 2)


def paste(client: Client, **extra: str):
    return client.post("/lookup/", {"text": "two words"}, **extra)


ASKED = {
    "paste": paste,
    "paste to compare": lambda client: client.post("/lookup/compare/1/", {"text": "two words"}),
    "upload": lambda client: client.post("/lookup/", {"file": SimpleUploadedFile("a.txt", b"two words")}),
    "address": lambda client: client.post("/lookup/", {"text": "http://127.0.0.1/"}),
    "search": lambda client: client.get("/search/?q=bridge"),
    "api: paste": lambda client: client.post("/api/v1/lookup", {"text": "two words"}, content_type="application/json"),
    "api: address": lambda client: client.post(
        "/api/v1/lookup", {"url": "http://127.0.0.1/"}, content_type="application/json"
    ),
    "api: search": lambda client: client.get("/api/v1/search?q=bridge"),
    "search feed": lambda client: client.get("/search/feed/?q=bridge"),
    "search table": lambda client: client.get("/search.csv?q=bridge"),
    "stories table": lambda client: client.get("/groups.csv"),
    "completion": lambda client: client.get("/search/complete/?q=bri"),
    "suggestions": lambda client: client.get("/search/suggestions/?q=bri"),
    "similar": lambda client: client.get("/similar/"),
    "compare": lambda client: client.get("/compare/1/2/"),
    "compare as a file": lambda client: client.get("/compare/1/2/file/"),
    "compare two that are ticked": lambda client: client.get("/compare/?article=1&article=2"),
    "api: compare": lambda client: client.get("/api/v1/compare/1/2"),
    "api: similar": lambda client: client.get("/api/v1/articles/1/similar"),
    "login": lambda client: client.get("/admin/login/"),
    "login with a password": lambda client: client.post("/admin/login/", {"username": "ruth", "password": "x"}),
}


@pytest.mark.parametrize("kind", ASKED)
def test_what_is_asked_too_often_is_refused_with_the_time_to_wait(client: Client, db, kind: str) -> None:
    answers = [ASKED[kind](client) for _ in range(3)]
    assert [answer.status_code == 429 for answer in answers] == [False, False, True]
    wait = int(answers[2]["Retry-After"])
    # The test itself takes some seconds, which are paid back.
    assert 1 <= wait <= 30
    assert f"Please try again in {wait} s." in answers[2].content.decode()


def test_kinds_are_counted_apart(client: Client, db) -> None:
    assert [paste(client).status_code for _ in range(3)] == [422, 422, 429]
    assert client.get("/search/?q=bridge").status_code != 429


def test_pages_that_cost_little_are_not_counted(client: Client, db) -> None:
    assert {client.get("/lookup/").status_code for _ in range(5)} == {200}
    assert 429 not in {client.get("/search/").status_code for _ in range(5)}


def test_a_forged_forwarding_header_does_not_help(client: Client, db) -> None:
    forged = [paste(client, HTTP_X_FORWARDED_FOR=f"203.0.113.{number}").status_code for number in range(3)]
    assert forged == [422, 422, 429]


def test_a_trusted_proxy_says_whom_it_passes_on(client: Client, db, settings) -> None:
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    via = {"REMOTE_ADDR": "127.0.0.1"}
    first = [paste(client, HTTP_X_FORWARDED_FOR="203.0.113.1", **via).status_code for _ in range(3)]
    other = paste(client, HTTP_X_FORWARDED_FOR="203.0.113.2", **via).status_code
    # The visitor's own header value precedes what the proxy added.
    forged = paste(client, HTTP_X_FORWARDED_FOR="198.51.100.9, 203.0.113.1", **via).status_code
    assert (first, other, forged) == ([422, 422, 429], 422, 429)


def test_one_connection_has_one_rate_whichever_of_its_addresses_it_uses(client: Client, db) -> None:
    same = [paste(client, REMOTE_ADDR=f"2001:db8:1:2::{number}").status_code for number in range(1, 4)]
    other = paste(client, REMOTE_ADDR="2001:db8:1:3::1").status_code
    mapped = [paste(client, REMOTE_ADDR=f"::ffff:203.0.113.{number}").status_code for number in range(1, 4)]
    assert (same, other, mapped) == ([422, 422, 429], 422, [422, 422, 422])


def test_two_processes_count_together(tmp_path: Path) -> None:
    environment = os.environ | {
        "NEWSGROUPS_DATA_DIR": str(tmp_path), "RATE_LIMITS": "paste=3", "HTTPS": "0",
        "DJANGO_SETTINGS_MODULE": "newsgroups.settings", "ALLOWED_HOSTS": "testserver",
    }  # fmt: skip
    answers = [
        json.loads(subprocess.run([sys.executable, "-c", ASK], env=environment, cwd=HERE, stdout=-1, check=True).stdout)
        for _ in range(2)
    ]
    assert answers == [[422, 422], [422, 429]]


def _takes(file: Path) -> int:
    return [take(file, b"visitor", 50, now=1_000.0) for _ in range(40)].count(0)


def test_processes_that_ask_at_the_same_time_get_no_more_than_is_allowed(tmp_path: Path) -> None:
    with ProcessPoolExecutor(3) as pool:
        assert sum(pool.map(_takes, [tmp_path / "rates.sqlite3"] * 3)) == 50


def test_what_was_taken_comes_back_one_by_one(tmp_path: Path) -> None:
    def at(now: float) -> int:
        return take(tmp_path / "rates.sqlite3", b"visitor", 2, now=now)

    assert [at(0), at(0), at(0), at(29), at(30), at(30), at(90), at(90), at(90)] == [0, 0, 30, 1, 0, 30, 0, 0, 30]


def test_who_has_not_asked_for_a_minute_is_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "rates.sqlite3"
    for number in range(20):
        take(file, bytes([number]), 10, now=100.0 * number)
    assert file.stat().st_size <= 8192
    with closing(sqlite3.connect(file)) as rates:
        assert rates.execute("SELECT count(*) FROM rate").fetchone() == (1,)


def test_addresses_are_not_kept_as_they_are(client: Client, db, tmp_path: Path) -> None:
    paste(client, REMOTE_ADDR="203.0.113.77")
    with sqlite3.connect(tmp_path / "rates.sqlite3") as kept:
        assert "203.0.113" not in "".join(kept.iterdump())
        assert "INSERT INTO" in "".join(kept.iterdump())
    assert b"203.0.113" not in (tmp_path / "rates.sqlite3").read_bytes()


def test_a_count_that_cannot_be_kept_turns_nobody_away(client: Client, db, tmp_path: Path, caplog) -> None:
    (tmp_path / "rates.sqlite3").write_bytes(b"no database, but long enough to be taken for one" * 100)
    assert {paste(client).status_code for _ in range(4)} == {422}
    assert "Requests cannot be counted" in caplog.text


def test_a_clock_that_was_set_back_locks_nobody_out(tmp_path: Path) -> None:
    def at(now: float) -> int:
        return take(tmp_path / "rates.sqlite3", b"visitor", 2, now=now)

    hour, days = 3_600.0, 3 * 86_400.0
    assert [at(days), at(days)] == [0, 0]
    # An hour back, and back from three days ahead: as if nothing had been taken, and no more than that.
    assert [at(days - hour), at(days - hour), at(days - hour)] == [0, 0, 30]
    assert [at(0.0), at(0.0), at(0.0), at(30.0)] == [0, 0, 30, 0]


def test_what_costs_more_takes_more_of_a_longer_period(tmp_path: Path) -> None:
    def at(now: float, cost: int) -> int:
        return take(tmp_path / "rates.sqlite3", b"visitor", 100, now=now, period=1_000.0, cost=cost)

    assert [at(0, 60), at(0, 50), at(0, 40), at(99, 10), at(100, 10)] == [0, 100, 0, 1, 0]
