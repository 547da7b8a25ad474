"""Whether this site can show its whole archive: its tables, its search index, and what still waits to be processed."""

import time
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Q

from newsgroups.models import Article
from newsgroups.search.haystack import sync

# A round of feeds brings some hundred articles; when more wait than this, search and stories lack what readers seek.
MAX_WAITING = 1_000
# A byte that flips on the disk changes no date of its file: all of the index is read again after so many seconds.
READ_AGAIN = 600

UNREACHABLE = "The database is not responding."
UNMIGRATED = "Tables are missing or out of date. Run: manage.py migrate"
BROKEN = "The database file is damaged. Stop the site and restore a backup (docs/operations.md, Backup)."
DAMAGED = "The search index is missing or damaged. Run: manage.py reindex"

# Name, size and time of each file of the index.
Files = tuple[tuple[str, int, int], ...]


def schema_problem() -> str | None:
    """Why the tables cannot be used, None if they can."""
    try:
        applied = MigrationRecorder(connection).applied_migrations()
        there = set(connection.introspection.table_names())
    except DatabaseError:
        return UNREACHABLE
    wanted = set(connection.introspection.django_table_names(only_existing=False))
    return None if _migrations() <= applied.keys() and wanted <= there else UNMIGRATED


def database_problem() -> str | None:
    """Why the database file cannot be trusted, None if it can; reads all of it. PostgreSQL checks its pages itself."""
    if connection.vendor != "sqlite":
        return None
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        (said,) = cursor.fetchone()
    return None if said == "ok" else f"{BROKEN} ({said})"


def index_problem() -> str | None:
    """Why the search index cannot be used, None if it can. All of it is read when its files have changed, and now and
    then; otherwise this takes a millisecond.
    """
    return _problem_of(_files(sync.folder()), int(time.monotonic() / READ_AGAIN))


def waiting() -> int:
    """How many articles wait to be read, matched or indexed."""
    return Article.objects.filter(Q(needs_sketch=True) | Q(needs_match=True) | Q(needs_index=True)).count()


def backlog_problem(count: int) -> str | None:
    if count <= MAX_WAITING:
        return None
    return f"{count:,} articles are waiting to be processed, more than {MAX_WAITING:,}. Run: manage.py process_articles"


@lru_cache(maxsize=1)
def _migrations() -> set[tuple[str, str]]:
    """All that come with the code, which does not change while it runs."""
    return set(MigrationLoader(None).disk_migrations)


@lru_cache(maxsize=1)
def _problem_of(files: Files, since: int) -> str | None:
    return DAMAGED if sync.problem() else None


def _files(folder: Path) -> Files:
    found = []
    for file in sorted(folder.rglob("*")):
        # A writer removes old segments meanwhile.
        with suppress(FileNotFoundError):
            state = file.stat()
            found.append((str(file), state.st_size, state.st_mtime_ns))
    return tuple(found)
