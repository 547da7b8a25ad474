"""Sessions of curators end by themselves, and no cache keeps the pages that they are shown."""

import time

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db
MINUTE, HOUR = 60, 3600


def shift(client: Client, **ago: int) -> None:
    session = client.session
    for name, seconds in ago.items():
        session[name] = int(time.time()) - seconds
    session.save()


@pytest.mark.parametrize(
    ("began", "seen", "stays"),
    [
        (11 * HOUR, 119 * MINUTE, True),
        (11 * HOUR, 121 * MINUTE, False),
        (12 * HOUR + MINUTE, 1, False),
        (1, 1, True),
        # The clock was set back since, so that nobody knows how old the session is.
        (-HOUR, -HOUR, False),
    ],
)
def test_a_session_ends_when_it_is_idle_or_old(admin_client: Client, began: int, seen: int, stays: bool) -> None:
    assert admin_client.get("/report/").status_code == 200
    shift(admin_client, began=began, seen=seen)
    assert (admin_client.get("/report/").status_code == 200) is stays
    assert Session.objects.exists() is stays


def test_use_is_noted_so_that_a_session_in_use_is_not_idle(admin_client: Client) -> None:
    admin_client.get("/report/")
    shift(admin_client, began=3 * HOUR, seen=100 * MINUTE)
    admin_client.get("/report/")
    assert time.time() - admin_client.session["seen"] < MINUTE


@pytest.mark.parametrize("page", ["/report/", "/add/", "/admin/", "/", "/about/"])
def test_no_cache_keeps_what_people_who_logged_in_are_shown(admin_client: Client, page: str) -> None:
    cached = admin_client.get(page)["Cache-Control"]
    assert {"private", "no-store"} <= set(cached.split(", "))


def test_visitors_get_no_session_and_none_is_looked_for(client: Client) -> None:
    with CaptureQueriesContext(connection) as context:
        answer = client.get("/search/help/")
    assert (answer.status_code, dict(answer.cookies)) == (200, {})
    assert [query["sql"] for query in context if "session" in query["sql"] or "auth_user" in query["sql"]] == []
