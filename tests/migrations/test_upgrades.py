"""Databases of earlier versions can be upgraded to the latest schema with every row that cannot be rebuilt."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.apps.registry import Apps
from django.db import connections, models
from django.db.migrations.executor import MigrationExecutor
from pytest_django import DjangoDbBlocker

from newsgroups.environment import database

HEAD = "0014_decisions"
RENAMED = {"Report": "SharedLookup"}
ALIAS = "earlier"
WHEN = datetime(2026, 11, 2, 9, tzinfo=UTC)
# Rebuilt by `process_articles --all`; an upgrade may drop these rows (docs/data-map.md).
DERIVED = {
    "ArchiveSnapshot",
    "CommonFingerprint",
    "FingerprintPosting",
    "Neighbourhood",
    "Pair",
    "Sketch",
    "TermPosting",
}
# Flags for outdated derived rows; an upgrade may set them.
MARKS = {"needs_sketch", "needs_match", "needs_index"}

Migrate = Callable[[str], Apps]


@pytest.fixture
def migrate(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Migrate]:
    """Migrates a separate SQLite file to the given migration ("" for the latest); returns the models at that point."""
    url = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "earlier.sqlite3")}
    connections.settings[ALIAS] = {**connections.settings["default"], **database(url, cache_mb=8)}

    def migrate(name: str) -> Apps:
        executor = MigrationExecutor(connections[ALIAS])
        ours = [key for key in executor.loader.graph.leaf_nodes() if not name or key[0] != "newsgroups"]
        targets = [*ours, ("newsgroups", name)] if name else ours
        executor.migrate(targets)
        return executor.loader.project_state(targets).apps

    with django_db_blocker.unblock():
        yield migrate
        connections[ALIAS].close()
    del connections[ALIAS]
    del connections.settings[ALIAS]


def rows_of(apps: Apps) -> dict[str, list[dict[str, object]]]:
    """Returns every row of every model of this project, by model name, without flags."""
    found = {}
    for model in apps.get_app_config("newsgroups").get_models():
        rows = model.objects.using(ALIAS).order_by("pk").values()
        found[model.__name__] = [{name: row[name] for name in row if name not in MARKS} for row in rows]
    return found


def article(apps: Apps, number: int, **fields: object) -> models.Model:
    """Creates an article with a harmless value in every column of that version without a default."""
    model = apps.get_model("newsgroups", "Article")
    source, _ = apps.get_model("newsgroups", "Source").objects.using(ALIAS).get_or_create(name="Post", slug="post")
    values = {
        "url": f"https://post.example/{number}",
        "url_given": f"https://www.post.example/{number}",
        "title": "Harbour bridge closed",
        "text": "A diver found a crack.\nThe bridge is closed.",
        "language": "en",
        "published": WHEN,
        "first_seen": WHEN,
        "content_hash": f"{number:032}",
    }
    known = {field.name for field in model._meta.fields}
    values |= {"text_hash": number, "words": 9} if "text_hash" in known else {}
    return model.objects.using(ALIAS).create(source=source, **values | fields)


def fill(apps: Apps) -> None:
    """Creates at least one row in every table of the latest version."""

    def make(name: str, /, **fields: object) -> models.Model:
        return apps.get_model("newsgroups", name).objects.using(ALIAS).create(**fields)

    curator = apps.get_model("auth", "User").objects.using(ALIAS).create(username="ada", password="!")
    one, two, three = (article(apps, number) for number in (1, 2, 3))
    story = make("Story", title="Bridge", central_article=one, article_count=2, first_date=WHEN, last_date=WHEN)
    make("Story", title="Merged", merged_into=story, locked=True, title_by_curator=True)
    apps.get_model("newsgroups", "Article").objects.using(ALIAS).filter(pk__in=[one.pk, two.pk]).update(story=story)
    article(apps, 4, hidden=True, aside="paywall", published=None, authors="Ruth Vane", is_article=False)
    make("Address", article=one, url="https://post.example/b", url_given="https://post.example/b?x=1", title="Bridge")
    make("Revision", article=one, title="Bridge", text="Crack", content_hash="0" * 32, replaced_at=WHEN)
    feed = make("Feed", source=one.source, url="https://post.example/feed", etag='"1"', failures=2, reason="404")
    make("QueuedAddress", url="https://post.example/q", url_given="q", added_at=WHEN, not_before=WHEN, feed=feed)
    make("Host", name="https://post.example", robots="rules", robots_text="Disallow: /x", robots_at=WHEN)
    make("ReadFile", path="/news.jsonl", size=9_000_000_000, changed=1, position=7)
    make("Run", command="run_pipeline", state="done", counts={"feeds": 1}, seconds={"feeds": 0.5}, problems=[["a"]])
    event = make("CurationEvent", action="merge", by=curator, summary="merged", before={"stories": [1, 2]})
    make("Constraint", kind="must", left=one, right=two, event=event)
    make("Judgement", left=one, right=three, verdict="same", by=curator, at=WHEN, event=event, probability=0.25)
    make("HandedOut", left=one, right=three, by=curator, at=WHEN)
    make("SkippedPair", left=two, right=three, by=curator, at=WHEN)
    make("Report", token="t" * 43, key_hash="k", text="pasted", asked={"limit": ["5"]}, made=WHEN, expires=WHEN)
    make("Pair", left=one, right=two, kind="near copy", score=0.9, probability=0.8, copied_left=0.9, same_source=True)
    make("Sketch", article=one, content_hash="0" * 32, version=1, fingerprints=b"\1", document=b"\2")
    make("FingerprintPosting", hash=5, article_id=one.pk, around=6)
    make("TermPosting", hash=5, article_id=one.pk, weight=0.5)
    make("CommonFingerprint", hash=7, articles=40)
    make("Neighbourhood", article_id=one.pk, nearest=b"\3")
    make("ArchiveSnapshot", name="terms", data=b"\4", articles=3)


def test_a_database_of_the_present_head_loses_no_row_and_no_value_on_the_way_to_the_newest(migrate: Migrate) -> None:
    apps = migrate(HEAD)
    fill(apps)
    before = rows_of(apps)
    assert [name for name, rows in before.items() if not rows] == []

    after = rows_of(migrate(""))

    for name in before.keys() - DERIVED:
        kept = [{column: row[column] for column in before[name][0]} for row in after[RENAMED.get(name, name)]]
        assert kept == before[name], name
    with connections[ALIAS].cursor() as cursor:
        assert cursor.execute("PRAGMA foreign_key_check").fetchall() == []
        assert cursor.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_migrated_and_new_databases_have_the_same_tables_and_indexes(migrate: Migrate, tmp_path: Path) -> None:
    def schema() -> list[tuple[str, ...]]:
        with connections[ALIAS].cursor() as cursor:
            return cursor.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()

    fill(migrate(HEAD))
    migrate("")
    migrated = schema()
    connections[ALIAS].close()
    connections[ALIAS].settings_dict["NAME"] = str(tmp_path / "new.sqlite3")
    migrate("")
    assert schema() == migrated


def test_postings_are_stored_in_their_key_and_long_texts_last(migrate: Migrate) -> None:
    migrate("")
    with connections[ALIAS].cursor() as cursor:
        narrow = cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%WITHOUT ROWID'").fetchall()
        columns = cursor.execute("SELECT name FROM pragma_table_info('newsgroups_article')").fetchall()
    assert sorted(narrow) == [("newsgroups_fingerprintposting",), ("newsgroups_termposting",)]
    assert columns[-1] == ("text",)


def test_articles_from_before_0006_get_canonical_addresses_and_none_is_lost_where_two_meet(migrate: Migrate) -> None:
    apps = migrate("0005_addresses_and_runs")
    stored = [
        "http://www.post.example/bridge/?utm_source=rss",
        "https://m.post.example/amp/bridge",
        "https://post.example:8443/Ferry/index.html#top",
        "https://user@post.example/odd",
        "https://post.example/plain",
    ]
    for number, url in enumerate(stored):
        article(apps, number, url=url, text="One\u00a0text\r\n  in  lines ", content_hash=str(number))

    rows = migrate("").get_model("newsgroups", "Article").objects.using(ALIAS).order_by("pk")

    assert list(rows.values_list("url", flat=True)) == [
        "https://post.example/bridge",
        "https://m.post.example/amp/bridge",
        "https://post.example:8443/Ferry",
        "https://user@post.example/odd",
        "https://post.example/plain",
    ]
    # BLAKE2b, 8 bytes, of "One text in lines", as a signed number.
    assert set(rows.values_list("text_hash", flat=True)) == {2_046_951_616_054_867_293}
    assert set(rows.values_list("text", flat=True)) == {"One\u00a0text\r\n  in  lines "}
    assert set(rows.values_list(*sorted(MARKS))) == {(True, True, True)}
