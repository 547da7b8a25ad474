"""A backup comes back as it was, whatever the database holds by then, and older ones are deleted on request."""

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone

from newsgroups.matching.model.classifier import MODEL_FILE
from newsgroups.models import Article, SharedLookup
from newsgroups.search.service import search
from newsgroups.transfer import backup
from newsgroups.transfer.backup import back_up, backups
from tests.makers import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data(settings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    return settings.DATA_DIR


def test_a_backup_replaces_what_came_after_it(tmp_path: Path, data: Path) -> None:
    User.objects.create_superuser("ruth", password="harbour-bridge-9")
    make_article("A ferry ran aground at noon.", title="Ferry aground")
    shutil.copy(MODEL_FILE, data / "same_story.json")
    call_command("backup", str(tmp_path / "backups"))
    (made,) = backups(tmp_path / "backups")
    assert sorted(file.name for file in made.iterdir()) == ["archive.jsonl.gz", "same_story.json"]
    assert (made.stat().st_mode & 0o777, (made / "archive.jsonl.gz").stat().st_mode & 0o777) == (0o700, 0o600)

    make_article("A bridge fell.", title="Bridge fell", source="Anchor")
    Article.objects.filter(title="Ferry aground").update(title="Vandalized")
    User.objects.create_superuser("mallory", password="harbour-bridge-9")
    Session.objects.create(session_key="k", expire_date=timezone.now() + timedelta(days=1))
    SharedLookup.objects.make(text="A text.", asked={}, days=1)
    call_command("process_articles")
    assert search("bridge").count == 1
    (data / "same_story.json").write_text("[]")
    (data / "disagreements.json").write_text("[]")

    call_command("restore", str(made), "--replace")
    assert list(Article.objects.values_list("title", flat=True)) == ["Ferry aground"]
    assert list(User.objects.values_list("username", flat=True)) == ["ruth"]
    assert [model.objects.count() for model in (Session, SharedLookup)] == [0, 0]
    assert [search(word).count for word in ("ferry", "bridge", "vandalized")] == [1, 0, 0]
    assert (data / "same_story.json").read_bytes() == MODEL_FILE.read_bytes()
    assert not (data / "disagreements.json").exists()
    call_command("verify")


def test_without_replace_a_database_with_rows_is_left_alone(tmp_path: Path) -> None:
    make_article()
    made = back_up(tmp_path).folder
    with pytest.raises(CommandError, match=r"already has .* Use --replace .* The database is unchanged"):
        call_command("restore", str(made))
    assert Article.objects.count() == 1


def test_a_damaged_backup_changes_nothing(tmp_path: Path) -> None:
    make_article()
    made = back_up(tmp_path).folder
    file = made / "archive.jsonl.gz"
    file.write_bytes(file.read_bytes()[:-40])
    Article.objects.update(title="Later")
    with pytest.raises(CommandError, match="truncated or damaged"):
        call_command("restore", str(made), "--replace")
    assert Article.objects.get().title == "Later"


def test_only_the_latest_backups_are_kept_and_nothing_else_is_deleted(tmp_path: Path, monkeypatch) -> None:
    day = timezone.now()
    other = tmp_path / "newsgroups-notes"
    other.mkdir()
    for number in range(4):
        monkeypatch.setattr(timezone, "now", lambda number=number: day + timedelta(days=number))
        made = back_up(tmp_path, keep=2)
    assert [folder.name for folder in backups(tmp_path)] == [
        f"newsgroups-{day + timedelta(days=number):%Y%m%dT%H%M%SZ}" for number in (3, 2)
    ]
    assert (made.deleted, other.is_dir()) == (1, True)


def test_a_backup_that_fails_leaves_nothing_and_deletes_nothing(tmp_path: Path, monkeypatch) -> None:
    first = back_up(tmp_path).folder

    def fails(*args: object, **options: object) -> None:
        raise OSError(28, os.strerror(28), "archive.jsonl.gz.part")

    monkeypatch.setattr(backup, "dump_archive", fails)
    with pytest.raises(CommandError, match="cannot be written: No space left on device"):
        call_command("backup", str(tmp_path), "--keep", "1")
    assert [each.name for each in tmp_path.iterdir() if each.name != "data"] == [first.name]


def test_a_folder_that_is_no_backup_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"archive\.jsonl\.gz cannot be read: No such file"):
        call_command("restore", str(tmp_path / "none"))
