"""Sessions of curators expire, and no cache keeps their pages."""

import time

import pytest
from django.contrib.auth.models import User
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
        # The clock has been set back since, so the age of the session is unknown.
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


def logged_in(name: str, **rights: bool) -> Client:
    user, _ = User.objects.get_or_create(username=name, defaults=rights)
    client = Client()
    client.force_login(user)
    client.get("/about/")
    return client


def shown(client: Client) -> list[tuple[str, bool]]:
    return sorted((login.user, login.is_this) for login in client.get("/sessions/").context["logins"])


def name_of(client: Client, *, is_this: bool = True) -> str:
    (name,) = (each.name for each in client.get("/sessions/").context["logins"] if each.is_this is is_this)
    return name


def test_people_see_their_own_sessions_and_end_them() -> None:
    here, elsewhere, other = logged_in("ada"), logged_in("ada"), logged_in("ruth")
    assert shown(here) == [("ada", False), ("ada", True)]

    here.post(f"/sessions/{name_of(here, is_this=False)}/end/")
    assert (elsewhere.get("/sessions/").status_code, shown(here)) == (302, [("ada", True)])
    assert shown(other) == [("ruth", True)]


def test_nobody_but_an_administrator_ends_the_sessions_of_others() -> None:
    ada, ruth, chief = logged_in("ada"), logged_in("ruth"), logged_in("chief", is_superuser=True)
    ada.post(f"/sessions/{name_of(ruth)}/end/")
    assert shown(ruth) == [("ruth", True)]

    assert shown(chief) == [("ada", False), ("chief", True), ("ruth", False)]
    chief.post(f"/sessions/{name_of(ruth)}/end/")
    assert (ruth.get("/sessions/").status_code, shown(chief)) == (302, [("ada", False), ("chief", True)])


def test_a_page_of_sessions_holds_no_key_and_ends_nothing_by_a_link(client: Client) -> None:
    ada = logged_in("ada")
    page = ada.get("/sessions/").content.decode()
    assert ada.session.session_key not in page
    assert f"/sessions/{name_of(ada)}/end/" in page
    assert ada.get(f"/sessions/{name_of(ada)}/end/").status_code == 405
    assert client.get("/sessions/").status_code == 302
