"""The audit page tells who did what, to those who may know."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from newsgroups.accounts import audit
from newsgroups.models import SecurityEvent, security_event
from newsgroups.stories.curation.actions import rename_story, undo
from tests.makers import make_article, make_story

PASSWORD = "the right one"


@pytest.fixture(autouse=True)
def chief(settings, tmp_path: Path, db) -> User:
    settings.DATA_DIR = tmp_path
    return User.objects.create_superuser("chief", password=PASSWORD)


@pytest.fixture
def watcher(chief: User) -> Client:
    """Somebody who looks at the page, without a log-in of their own on it."""
    client = Client()
    client.force_login(chief)
    return client


def log_in(client: Client, account: str, password: str = PASSWORD, **extra: str):
    return client.post("/admin/login/", {"username": account, "password": password}, **extra)


def shown(client: Client, **filters: str) -> list[tuple[str, str, str, int]]:
    entries = client.get("/audit/", filters).context["entries"]
    return [(entry.who, entry.kind, entry.what, entry.times) for entry in entries]


def test_log_ins_log_outs_and_failures_are_listed_latest_first(watcher: Client, client: Client) -> None:
    log_in(client, "chief", "wrong")
    log_in(client, "hunter2")
    log_in(client, "chief")
    client.post("/admin/logout/")
    assert shown(watcher) == [
        ("chief", "logged out", "", 1),
        ("chief", "logged in", "", 1),
        ("", "log-in failed", "", 1),
        ("chief", "log-in failed", "", 1),
    ]
    page = watcher.get("/audit/").content.decode()
    assert ("hunter2" in page, "unknown account" in page, "127.0.0.1" in page) == (False, True, True)


def test_guessing_is_one_row_for_each_address_and_says_when_it_was_delayed(watcher: Client, client: Client) -> None:
    for _ in range(7):
        log_in(client, "chief", "wrong")
    log_in(client, "chief", "wrong", REMOTE_ADDR="203.0.113.9")
    assert shown(watcher, kind="log-ins") == [
        ("chief", "log-in failed", "", 1),
        ("chief", "log-in delayed", "", 2),
        ("chief", "log-in failed", "", 5),
    ]


def test_rows_that_strangers_cause_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(security_event, "MAX_ROWS_A_DAY", 3)
    for number in range(10):
        audit.record(audit.Kind.FAILED, address=f"203.0.113.{number}")
    audit.record(audit.Kind.LOGIN, account="chief")
    assert SecurityEvent.objects.count() == 4


def test_what_an_account_was_denied_is_recorded_by_route(watcher: Client, client: Client) -> None:
    reader = User.objects.create_user("reader", password=PASSWORD)
    client.force_login(reader)
    assert client.get("/audit/", {"who": "secret"}).status_code == 403
    assert Client().get("/audit/").status_code == 302
    assert shown(watcher, kind="refusals") == [("reader", "permission denied", "audit/", 1)]


def test_curators_do_not_see_the_page_nor_the_link(client: Client) -> None:
    curator = User.objects.create_user("ada", is_staff=True)
    curator.groups.add(Group.objects.get(name="Curators"))
    client.force_login(curator)
    assert client.get("/audit/").status_code == 403
    assert 'href="/audit/"' not in client.get("/report/").content.decode()


def test_decisions_and_changes_in_the_admin_are_on_the_same_page(watcher: Client, chief: User) -> None:
    story = make_story(make_article(), make_article())
    decision = rename_story(story, title="The bridge", by=chief)
    undo(decision, by=chief)
    watcher.post("/admin/auth/group/add/", {"name": "Helpers"})
    assert shown(watcher) == [
        ("chief", "added", "group Helpers", 1),
        ("chief", "undid: renamed a group", decision.summary, 1),
        ("chief", "renamed a group", decision.summary, 1),
    ]
    assert [len(shown(watcher, kind=kind)) for kind in ("decisions", "admin", "log-ins", "refusals")] == [2, 1, 0, 0]


def test_the_list_is_narrowed_by_account_and_day(watcher: Client) -> None:
    now = timezone.now()
    for days in (0, 1, 2):
        at = now - timedelta(days=days)
        SecurityEvent.objects.create(kind="login", account=f"ada{days}", at=at, last=at)
    yesterday = (now - timedelta(days=1)).date().isoformat()
    assert [row[0] for row in shown(watcher, who="ada2")] == ["ada2"]
    assert [row[0] for row in shown(watcher, since=yesterday)] == ["ada0", "ada1"]
    assert [row[0] for row in shown(watcher, until=yesterday)] == ["ada1", "ada2"]
    assert [row[0] for row in shown(watcher, since=yesterday, until=yesterday)] == ["ada1"]


@pytest.mark.parametrize(
    "forged",
    [
        {"since": "tomorrow"},
        {"until": "9999-12-31"},
        {"kind": "x"},
        {"page": "9999"},
        {"who": "\0"},
        {"since": "0001-01-01"},
    ],
)
def test_forged_filters_are_answered(watcher: Client, forged: dict[str, str]) -> None:
    assert watcher.get("/audit/", forged).status_code == 200


def test_a_session_that_others_end_is_recorded(watcher: Client, client: Client) -> None:
    ada = User.objects.create_user("ada", is_staff=True)
    client.force_login(ada)
    (login,) = (each for each in watcher.get("/sessions/").context["logins"] if each.user == "ada")
    watcher.post(f"/sessions/{login.name}/end/")
    assert shown(watcher) == [("ada", "session ended", "by chief", 1)]


def test_a_new_password_is_recorded_and_ends_other_sessions(watcher: Client, client: Client) -> None:
    log_in(client, "chief")
    said = {"old_password": PASSWORD, "new_password1": "a better one 7", "new_password2": "a better one 7"}
    assert client.post("/admin/password_change/", {**said, "old_password": "wrong"}).status_code == 200
    assert client.post("/admin/password_change/", said).status_code == 302
    assert watcher.get("/sessions/").status_code == 302
    assert [row[:2] for row in shown(client)] == [("chief", "password changed"), ("chief", "logged in")]


def test_a_database_that_cannot_be_written_keeps_nobody_out(monkeypatch: pytest.MonkeyPatch, caplog) -> None:
    def fails(*args: object, **options: object) -> None:
        raise DatabaseError("attempt to write a readonly database")

    monkeypatch.setattr(security_event.SecurityEventQuerySet, "add", fails)
    audit.record(audit.Kind.FAILED, account="chief")
    assert [record.getMessage() for record in caplog.records] == [
        "log-in failed: account 'chief' from ''",
        "The event could not be stored: attempt to write a readonly database",
    ]
