"""Checks whether the site can show its whole archive: tables, search index and backlog."""

import time
from functools import lru_cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Q

from newsgroups.models import Article
from newsgroups.search.engines.haystack import sync

# Feeds bring a few hundred articles per run; a larger backlog means that search and stories lack what readers look
# for.
MAX_WAITING = 1_000
# Seconds between full reads of the index: a bit that flips on disk does not change the modification time of a file.
READ_AGAIN = 600

UNREACHABLE = "The database is not responding."
UNMIGRATED = "Tables are missing or out of date. Run: manage.py migrate"
BROKEN = "The database file is damaged. Stop the site and restore a backup (docs/operations.md, Backup)."
DAMAGED = "The search index is missing or damaged. Run: manage.py reindex"


def schema_problem() -> str | None:
    """Return why the tables cannot be used, or None if they can."""
    try:
        applied = MigrationRecorder(connection).applied_migrations()
        there = set(connection.introspection.table_names())
    except DatabaseError:
        return UNREACHABLE
    wanted = set(connection.introspection.django_table_names(only_existing=False))
    return None if _migrations() <= applied.keys() and wanted <= there else UNMIGRATED


def database_problem() -> str | None:
    """Return why the database file is damaged, or None if it is intact.

    Read all of it. PostgreSQL checks its own pages.
    """
    if connection.vendor != "sqlite":
        return None
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        (said,) = cursor.fetchone()
    return None if said == "ok" else f"{BROKEN} ({said})"


def index_problem() -> str | None:
    """Return why the search index cannot be used, or None if it can.

    Read all of it after its files have changed, and from time to time; otherwise, this takes a millisecond. A cluster
    is asked each time.
    """
    state = sync.state()
    return sync.problem() if state is None else _problem_of(state, int(time.monotonic() / READ_AGAIN))


def waiting() -> int:
    """Return the number of articles pending to be sketched, matched or indexed."""
    return Article.objects.filter(Q(needs_sketch=True) | Q(needs_match=True) | Q(needs_index=True)).count()


def backlog_problem(count: int) -> str | None:
    if count <= MAX_WAITING:
        return None
    return f"{count:,} articles are waiting to be processed, more than {MAX_WAITING:,}. Run: manage.py process_articles"


@lru_cache(maxsize=1)
def _migrations() -> set[tuple[str, str]]:
    """Return all migrations in the code, which does not change while it runs."""
    return set(MigrationLoader(None).disk_migrations)


@lru_cache(maxsize=1)
def _problem_of(state: object, since: int) -> str | None:
    return DAMAGED if sync.problem() else None
