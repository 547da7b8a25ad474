"""The disk space that the archive takes, and its monthly growth."""

import os
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from newsgroups.models import Article
from newsgroups.search.engines.haystack import sync

MONTH = timedelta(days=30)


@dataclass(frozen=True)
class Sizes:
    """Bytes of database, write-ahead log, and index; `articles` in total and in the last thirty days."""

    database: int
    log: int
    index: int
    free: int
    articles: int
    articles_of_month: int

    @property
    def month(self) -> int:
        """Estimate the bytes added by the articles of the last thirty days, assuming average size."""
        return (self.database + self.index) * self.articles_of_month // max(self.articles, 1)


def sizes() -> Sizes:
    """Measure the sizes with three queries; the size of the index is that of its files, or what a cluster says."""
    articles = Article.objects.all()
    disk = os.statvfs(settings.DATA_DIR)
    return Sizes(
        database=_database(),
        log=_log(),
        index=sync.size(),
        free=disk.f_bavail * disk.f_frsize,
        articles=articles.count(),
        articles_of_month=articles.filter(first_seen__gte=timezone.now() - MONTH).count(),
    )


def _database() -> int:
    sql = {
        "sqlite": "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
        "postgresql": "SELECT pg_database_size(current_database())",
    }
    with connection.cursor() as cursor:
        cursor.execute(sql[connection.vendor])
        return int(cursor.fetchone()[0])


def _log() -> int:
    """The size of SQLite's write-ahead log, which is bounded when it begins anew."""
    file = Path(f"{connection.settings_dict['NAME']}-wal")
    return file.stat().st_size if connection.vendor == "sqlite" and file.is_file() else 0
