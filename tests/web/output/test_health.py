"""A live process is not a ready site: tables, index and backlog are checked separately."""

from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from newsgroups.models import Article
from newsgroups.pipeline import readiness
from newsgroups.pipeline.process import repair_archive
from tests.makers import make_article

UNMIGRATED = "Tables are missing or out of date. Run: manage.py migrate"
DAMAGED = "The search index is missing or damaged. Run: manage.py reindex"


def test_a_site_that_shows_its_archive_is_ready(client: Client, archive) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (
        200,
        {"status": "ready", "schema": "ok", "index": "ok", "backlog": "ok", "waiting": 0},
    )
    assert "no-store" in answer["Cache-Control"]


def test_a_process_that_lives_says_so_whatever_else_is_wrong(client: Client, archive, own_index: Path) -> None:
    (own_index / "CURRENT").unlink()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE newsgroups_pair RENAME TO newsgroups_pair_gone")
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})


@pytest.mark.parametrize("damage", [bytes.swapcase, lambda data: data[: len(data) // 2], lambda data: b""])
def test_a_damaged_index_is_not_ready_until_it_is_made_anew(client: Client, archive, own_index: Path, damage) -> None:
    assert client.get("/readyz").status_code == 200
    (segment,) = own_index.rglob("*.seg")
    segment.write_bytes(damage(segment.read_bytes()))
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["index"], answer.json()["schema"]) == (503, DAMAGED, "ok")
    repair_archive()
    assert client.get("/readyz").status_code == 200


def test_without_an_index_it_is_not_ready(client: Client, db) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"], answer.json()["index"]) == (503, "not ready", DAMAGED)


def test_a_table_that_is_missing_is_not_ready(client: Client, archive) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE newsgroups_pair RENAME TO newsgroups_pair_gone")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (
        503,
        {"status": "not ready", "schema": UNMIGRATED, "waiting": None},
    )


def test_a_migration_that_was_not_applied_is_not_ready(client: Client, archive) -> None:
    MigrationRecorder.Migration.objects.filter(app="newsgroups").last().delete()
    assert client.get("/readyz").json()["schema"] == UNMIGRATED


def test_what_waits_is_counted_and_too_much_is_not_ready(client: Client, archive, monkeypatch) -> None:
    monkeypatch.setattr(readiness, "MAX_WAITING", 2)
    for number in range(2):
        make_article(f"The ferry number {number} has sunk off the coast of Skerrow this morning.")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["waiting"], answer.json()["backlog"]) == (200, 2, "ok")
    Article.objects.filter(pk=archive["agency"].pk).update(needs_index=True)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["backlog"]) == (
        503,
        "3 articles are waiting to be processed, more than 2. Run: manage.py process_articles",
    )
