"""An archive moves from one database to another without loss, and a damaged file changes nothing."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django_otp.plugins.otp_totp.models import TOTPDevice

from newsgroups.models import (
    Article,
    Constraint,
    CurationEvent,
    Feed,
    Judgement,
    Pair,
    SecurityEvent,
    Sketch,
    Source,
    Story,
)
from newsgroups.search.service import search
from newsgroups.stories.curation.actions import merge_stories
from newsgroups.transfer import tables
from newsgroups.transfer.dump_archive import dump_archive
from newsgroups.transfer.load_archive import RefusedArchive, load_archive
from tests.makers import make_article, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive() -> dict[str, list[Any]]:
    """A small archive with data in every important part; returns its rows as stored."""
    ruth = User.objects.create_user("ruth", password="harbour-bridge-9")
    ruth.groups.add(Group.objects.get(name="Curators"))
    ruth.user_permissions.add(Permission.objects.get(codename="delete_article"))
    bridge = make_article(title="Harbor bridge closed", authors="Ada Low", language="en")
    ferry = make_article("The ferry ran aground at noon.\u2028Nobody was hurt.", title="Ferry aground", source="Anchor")
    undated = make_article("A keeper retires after forty years.", title="Keeper", published=None, hidden=True)
    Feed.objects.create(source=bridge.source, url="https://news.example/feed")
    bridge.addresses.create(url="https://news.example/b2", url_given="https://news.example/b2?x", title="Bridge")
    bridge.revisions.create(title="Bridge", text="It closed.", content_hash="0" * 32)
    first, second = make_story(bridge, title="Bridge"), make_story(ferry, undated, title="Ferry")
    Story.objects.filter(pk=first.pk).update(central_article=bridge)
    Judgement.objects.create(left=bridge, right=ferry, verdict="different", by=ruth, probability=0.25)
    merge_stories([first, second], by=ruth, reason="One evening")
    TOTPDevice.objects.create(user=ruth, name="code", key="ab" * 20)
    SecurityEvent.objects.add("login", account="ruth", address="203.0.113.9")
    LogEntry.objects.create(user=ruth, content_type=ContentType.objects.get_for_model(Source), action_flag=1)
    return stored()


def stored() -> dict[str, list[Any]]:
    return {table: list(tables.model_of(table)._base_manager.order_by("pk").values()) for table in tables.TABLES}


def empty() -> None:
    """Does what `flush` does, within the transaction of a test."""
    Story.objects.update(central_article=None, merged_into=None)
    for table in (*tables.DERIVED, *reversed(tables.TABLES)):
        tables.model_of(table)._base_manager.all().delete()


def unmarked(rows: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Removes what a new database decides for itself: pending marks, and when a file was last read."""
    left_out = {*tables.MARKS, "at"}
    return {table: [{k: v for k, v in row.items() if k not in left_out} for row in rows[table]] for table in rows}


def test_every_row_comes_back_as_it_was(archive, tmp_path: Path) -> None:
    dumped = dump_archive(tmp_path / "archive.jsonl.gz")
    empty()
    loaded = load_archive(tmp_path / "archive.jsonl.gz")

    assert unmarked(stored()) == unmarked(archive)
    assert loaded.rows == dumped.rows
    assert dumped.rows["newsgroups.article"] == 3
    ruth = User.objects.get(username="ruth")
    assert ruth.check_password("harbour-bridge-9")
    assert [group.name for group in ruth.groups.all()] == ["Curators"]
    assert [right.codename for right in ruth.user_permissions.all()] == ["delete_article"]


def test_what_is_derived_is_rebuilt_and_decisions_hold(archive, tmp_path: Path) -> None:
    call_command("process_articles")
    assert Constraint.objects.count() == 1
    call_command("export_archive", str(tmp_path / "archive.jsonl.gz"))
    empty()
    assert not Sketch.objects.exists()

    call_command("import_archive", str(tmp_path / "archive.jsonl.gz"))
    assert Sketch.objects.count() == 3
    assert search("ferry").count == 1
    bridge, ferry = Article.objects.get(title="Harbor bridge closed"), Article.objects.get(title="Ferry aground")
    assert bridge.story_id == ferry.story_id
    assert Constraint.objects.count() == 1
    assert CurationEvent.objects.get().reason == "One evening"


def test_new_rows_after_an_import_get_keys_of_their_own(archive, tmp_path: Path) -> None:
    dump_archive(tmp_path / "archive.jsonl.gz")
    empty()
    load_archive(tmp_path / "archive.jsonl.gz")
    assert make_article(source="Beacon").pk > max(row["id"] for row in archive["newsgroups.article"])


def test_a_file_is_private_and_appears_whole(archive, tmp_path: Path) -> None:
    file = tmp_path / "archive.jsonl.gz"
    dump_archive(file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["archive.jsonl.gz"]


def lines_of(file: Path) -> list[str]:
    return [f"{line}\n" for line in gzip.decompress(file.read_bytes()).decode().split("\n") if line]


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda lines: lines[:-1], "The file is truncated: its last line is missing."),
        (
            lambda lines: [line.replace("Ferry aground", "Ferry afloat") for line in lines],
            "do not match their checksum",
        ),
        (lambda lines: ['{"format": "other"}\n', *lines[1:]], "This is not a Newsgroups archive file."),
        (lambda lines: ['{"format": "newsgroups-archive", "version": 9}\n'], "this release reads version 1"),
        (lambda lines: [*lines[:3], "[1, 2\n"], "Line 4 is not JSON."),
        (lambda lines: [lines[0], '["newsgroups.spell", {"pk": 1}]\n'], "Line 2 is not a row of a table"),
        (lambda lines: [lines[0], "7\n"], "Line 2 is neither a row nor the end of a table."),
        (lambda lines: [lines[0], '{"end": true}\n'], "The file has no table auth.group."),
        (
            lambda lines: [lines[0].replace('"auth.group"', '"auth.group", "newsgroups.spell"')],
            "The file has tables that this release does not know: newsgroups.spell.",
        ),
        (lambda lines: [lines[0].replace('["auth', '[7, "auth')], "does not list the tables"),
    ],
)
def test_a_damaged_file_is_refused_and_nothing_of_it_stays(archive, tmp_path: Path, damage, message: str) -> None:
    file = tmp_path / "archive.jsonl.gz"
    dump_archive(file)
    file.write_bytes(gzip.compress("".join(damage(lines_of(file))).encode()))
    empty()
    with pytest.raises(RefusedArchive, match=message.replace("(", r"\(")):
        load_archive(file)
    assert not Article.objects.exists() and not Source.objects.exists()


def test_a_file_that_is_cut_off_within_gzip_is_refused(archive, tmp_path: Path) -> None:
    file = tmp_path / "archive.jsonl.gz"
    dump_archive(file)
    file.write_bytes(file.read_bytes()[:-40])
    empty()
    with pytest.raises(RefusedArchive, match="is truncated or damaged"):
        load_archive(file)


def test_a_database_that_has_articles_is_left_alone(archive, tmp_path: Path) -> None:
    call_command("export_archive", str(tmp_path / "archive.jsonl.gz"))
    with pytest.raises(CommandError, match=r"The database already has users\. An archive file can only be loaded"):
        call_command("import_archive", str(tmp_path / "archive.jsonl.gz"))
    assert Article.objects.count() == 3


def test_files_that_cannot_be_opened_are_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none/a\.gz cannot be written: No such file or directory"):
        call_command("export_archive", str(tmp_path / "none" / "a.gz"))
    with pytest.raises(CommandError, match=r"a\.gz cannot be read: No such file or directory"):
        call_command("import_archive", str(tmp_path / "a.gz"))


def test_every_table_of_ours_is_either_written_or_known_to_be_derived() -> None:
    known = {*tables.TABLES, *tables.DERIVED, *tables.TEMPORARY}
    ours = {model._meta.label_lower for model in apps.get_app_config("newsgroups").get_models()}
    assert ours == {label for label in known if label.startswith("newsgroups.")}


def test_the_format_is_as_documented(archive, tmp_path: Path) -> None:
    dump_archive(tmp_path / "archive.jsonl.gz")
    header, *_, end = map(json.loads, lines_of(tmp_path / "archive.jsonl.gz"))
    assert (header["format"], header["version"]) == ("newsgroups-archive", 1)
    assert end == {"end": True}
    assert Pair._meta.label_lower in tables.DERIVED


def test_a_file_from_before_a_table_was_added_is_read(archive, tmp_path: Path) -> None:
    file = tmp_path / "archive.jsonl.gz"
    dump_archive(file)
    header, *lines = lines_of(file)
    old = [line for line in lines if not any(f'"{table}"' in line for table in tables.ADDED_LATER)]
    header = json.dumps({key: value for key, value in json.loads(header).items() if key != "tables"}) + "\n"
    file.write_bytes(gzip.compress("".join([header, *old]).encode()))
    empty()
    assert load_archive(file).rows["newsgroups.article"] == 3
