"""Writes an archive file: gzip, UTF-8, one JSON value per line.

The first line gives format, version, and tables. Each table follows with its rows, each as `["table", {...}]`, and a
line with their number and a checksum. The last line marks the file as complete:

    {"format": "newsgroups-archive", "version": 1, "created": "2026-11-30T12:00:00Z", "tables": ["auth.group", …]}
    ["newsgroups.source", {"pk": 1, "name": "Harbour Post", …}]
    {"table": "newsgroups.source", "rows": 1, "blake2b": "…"}
    {"end": true}

The checksum is 128 bits of BLAKE2b over the lines of the table as written, line ends included.
"""

import gzip
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from newsgroups.common.dates.days import as_iso
from newsgroups.common.progress import Progress, silent

from .tables import TABLES, model_of, rows_of

FORMAT, VERSION = "newsgroups-archive", 1


@dataclass
class Dumped:
    """Number of rows written, by table."""

    rows: dict[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        shown = ((model_of(table)._meta.verbose_name_plural, number) for table, number in self.rows.items() if number)
        return ", ".join(f"{number:,} {name}" for name, number in shown)


def checksum() -> Any:
    """Return a hash object for the lines of one table."""
    return blake2b(digest_size=16)


def dump_archive(file: Path, *, progress: Progress = silent) -> Dumped:
    """Write a consistent snapshot of the archive while others read and write.

    The file appears complete or not at all. Raises OSError if it cannot be written.
    """
    beside = file.with_name(f"{file.name}.part")
    try:
        with beside.open("wb") as raw:
            beside.chmod(0o600)  # It contains the password hashes of curators.
            with gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=3) as stream:
                dumped = _dump(stream, progress)
            raw.flush()
            os.fsync(raw.fileno())
        beside.replace(file)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return dumped


def _dump(stream: gzip.GzipFile, progress: Progress) -> Dumped:
    dumped = Dumped()
    header = {"format": FORMAT, "version": VERSION, "created": as_iso(timezone.now()), "tables": TABLES}
    _write(stream, header)
    with _snapshot():
        for table in TABLES:
            dumped.rows[table] = _dump_table(stream, table, progress)
    _write(stream, {"end": True})
    return dumped


@contextmanager
def _snapshot() -> Iterator[None]:
    """Let every query see the database as it was at the first of them, while others write."""
    if connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()
    is_sqlite = connection.vendor == "sqlite"
    # The site's transactions take the lock for writing at once; a snapshot needs none, and would keep writers waiting.
    usual, mode = getattr(connection, "transaction_mode", None), "DEFERRED" if is_sqlite else None
    connection.transaction_mode = mode  # type: ignore[attr-defined]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if not is_sqlite:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    finally:
        connection.transaction_mode = usual  # type: ignore[attr-defined]


def _dump_table(stream: gzip.GzipFile, table: str, progress: Progress) -> int:
    advance = progress(str(model_of(table)._meta.verbose_name_plural), model_of(table)._base_manager.count())
    digest, number = checksum(), 0
    for row in rows_of(table):
        digest.update(_write(stream, [table, row]))
        number += 1
        advance(1)
    _write(stream, {"table": table, "rows": number, "blake2b": digest.hexdigest()})
    return number


def _write(stream: gzip.GzipFile, value: object) -> bytes:
    line = (json.dumps(value, ensure_ascii=False, default=_text_of) + "\n").encode("utf-8", "surrogatepass")
    stream.write(line)
    return line


def _text_of(value: object) -> str:
    """Format a moment or day as ISO 8601 to the microsecond; Django's own encoder truncates to milliseconds."""
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be stored in an archive file")
