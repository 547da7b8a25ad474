"""`setup` does what a site needs once, however often it is run; `check_install` reports problems in sentences."""

import io
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from newsgroups.management.installation import file_system_of, has_wal_reset_bug
from newsgroups.models import Article
from tests.makers import make_article

pytestmark = pytest.mark.django_db
MOUNTS = """\
/dev/vda / ext4 rw 0 0
server:/export /srv/news nfs4 rw 0 0
/dev/vdb /srv/news/archive\\040data xfs rw 0 0
"""


def run(*args: str) -> list[str]:
    out = io.StringIO()
    call_command(*args, stdout=out, stderr=io.StringIO())
    return out.getvalue().splitlines()


def told() -> list[str]:
    out = io.StringIO()
    with pytest.raises(CommandError) as failed:
        call_command("check_install", stdout=out)
    lines = [line for line in out.getvalue().splitlines() if not line.startswith("Note: ")]
    assert str(failed.value) == f"Problems found: {len(lines)}"
    return lines


@pytest.fixture
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSGROUPS_ADMIN_PASSWORD", "gray harbor 71 lanterns")


def test_setup_is_complete_and_safe_to_repeat(password: None) -> None:
    make_article("A ferry sank.")
    assert run("setup", "--administrator", "ruth")[-1] == "The administrator ruth was created."
    assert (Article.objects.pending("index").count(), run("check_install")[-1]) == (0, "No problems found.")
    ruth = User.objects.get()
    assert (ruth.is_superuser, ruth.is_staff, ruth.check_password("gray harbor 71 lanterns")) == (True, True, True)

    assert run("setup", "--administrator", "ruth") == [
        "The tables are up to date.",
        "The search index is up to date.",
        "Nothing was pending.",
        "The account ruth already exists and was left unchanged.",
    ]
    assert User.objects.get().password == ruth.password


@pytest.mark.parametrize("weak", ["password", "12345678901", "ruth7"])
def test_an_administrator_needs_a_password_that_is_not_easy_to_guess(monkeypatch: pytest.MonkeyPatch, weak) -> None:
    monkeypatch.setenv("NEWSGROUPS_ADMIN_PASSWORD", weak)
    with pytest.raises(CommandError, match="ruth was not created: "):
        run("setup", "--administrator", "ruth")
    assert User.objects.count() == 0


def test_what_is_missing_is_said(own_index: Path) -> None:
    assert told() == [
        "- There is no search index yet. Run: manage.py reindex",
        "- There is no administrator. Run: manage.py setup --administrator NAME",
    ]


def test_a_public_site_must_name_itself_and_its_proxy(password: None, settings) -> None:
    run("setup", "--administrator", "ruth")
    settings.HTTPS, settings.ALLOWED_HOSTS, settings.TRUSTED_PROXIES = True, ["localhost"], []
    hosts, proxy = told()[:2]
    assert hosts == "- ALLOWED_HOSTS names only this machine. Set it to the site's host name."
    assert proxy.startswith("- TRUSTED_PROXIES is empty")


BUGGY = [(3, 7, 0), (3, 40, 1), (3, 44, 5), (3, 45, 0), (3, 50, 6), (3, 51, 0), (3, 51, 2)]
MENDED = [(3, 6, 23), (3, 44, 6), (3, 44, 9), (3, 50, 7), (3, 51, 3), (3, 52, 0), (4, 0, 0)]


def test_versions_of_sqlite_that_can_damage_a_database_are_known() -> None:
    assert [has_wal_reset_bug(version) for version in BUGGY + MENDED] == [True] * len(BUGGY) + [False] * len(MENDED)


def test_a_quick_check_does_not_read_the_archive(password: None, monkeypatch: pytest.MonkeyPatch) -> None:
    run("setup", "--administrator", "ruth")
    for name in ("readiness.database_problem", "sync.problem"):
        monkeypatch.setattr(f"newsgroups.management.installation.{name}", lambda name=name: f"{name} was called.")
    assert told() == ["- readiness.database_problem was called.", "- sync.problem was called."]
    assert run("check_install", "--quick")[-1] == "No problems found."


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("/home/var", "ext4"), ("/srv/news/var", "nfs4"), ("/srv/newspaper", "ext4"), ("/srv/news/archive data", "xfs")],
)
def test_the_file_system_of_a_folder_is_that_of_the_closest_mount(folder: str, kind: str) -> None:
    assert file_system_of(Path(folder), MOUNTS) == kind
