"""A backup is a snapshot, and keeps no writer waiting while it is taken."""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from newsgroups.models import Article
from newsgroups.transfer.dump_archive import dump_archive
from tests.makers import make_article
from tests.stories.curation.test_at_once import database_of_threads  # noqa: F401 - used by every test

pytestmark = pytest.mark.django_db(transaction=True)


def test_others_write_during_a_backup_which_does_not_contain_it(tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's readers never keep writers waiting.")
    make_article("A ferry sank.", title="Ferry aground")
    begun: list[str] = []

    def progress(title: str, total: int):
        """Another program writes as soon as the first table is being read."""
        if not begun:
            begun.append(title)
            with closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=1)) as other:
                other.execute("UPDATE newsgroups_article SET title = 'Later'")
                other.commit()
        return lambda step: None

    dumped = dump_archive(tmp_path / "archive.jsonl.gz", progress=progress)
    text = gzip.decompress((tmp_path / "archive.jsonl.gz").read_bytes()).decode()
    assert (dumped.rows["newsgroups.article"], "Ferry aground" in text, "Later" in text) == (1, True, False)
    assert Article.objects.get().title == "Later"
    assert connection.transaction_mode == "IMMEDIATE"
