"""Loads an archive file into a database, completely or not at all."""

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError
from django.db import DataError, IntegrityError, connection, transaction

from newsgroups.common.progress import Progress, silent

from .dump_archive import FORMAT, VERSION, checksum
from .tables import ACCOUNTS, ADDED_LATER, DERIVED, MARKS, TABLES, TEMPORARY, model_of, objects_of

_ROWS_BATCH_SIZE = 500
# An article has at most a few megabytes; a longer line is not one of our rows.
MAX_LINE_BYTES = 64_000_000


class RefusedArchive(Exception):
    """The file was rejected; the message says why, in a sentence. The database is unchanged."""


@dataclass
class Loaded:
    """Number of rows loaded, by table."""

    rows: dict[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        shown = ((model_of(table)._meta.verbose_name_plural, number) for table, number in self.rows.items() if number)
        return ", ".join(f"{number:,} {name}" for name, number in shown)


def load_archive(file: Path, *, replace: bool = False, progress: Progress = silent) -> Loaded:
    """Load a file written by `dump_archive`, in one transaction; `replace` deletes what the database holds in it.

    Raises RefusedArchive if the file is of another kind, truncated or damaged, or, without `replace`, if the database
    already contains articles, outlets or accounts. Raises OSError if it cannot be read.
    """
    with file.open("rb") as raw, gzip.GzipFile(fileobj=raw) as stream:
        try:
            with transaction.atomic():
                return _load(stream, progress, replace=replace)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise RefusedArchive(f"{file} is truncated or damaged ({error}).") from None
        except (DeserializationError, DataError, IntegrityError) as error:
            raise RefusedArchive(f"{file} does not fit this database: {error}") from None


def _load(stream: gzip.GzipFile, progress: Progress, *, replace: bool) -> Loaded:
    lines = _lines(stream)
    tables = _tables_of(next(lines, (0, b"", None))[2])
    if replace:
        _empty()
    else:
        _check_empty()
    loaded, digest, batch = Loaded(), checksum(), []
    for number, line, value in lines:
        if isinstance(value, list):
            table, row = _row(number, value)
            digest.update(line)
            batch.append(row)
            if len(batch) >= _ROWS_BATCH_SIZE:
                _store(table, batch, loaded)
                batch = []
        elif isinstance(value, dict) and value.get("end"):
            _finish(loaded, tables)
            return loaded
        elif isinstance(value, dict) and value.get("table") in TABLES:
            table = value["table"]
            _store(table, batch, loaded)
            if value.get("blake2b") != digest.hexdigest() or value.get("rows") != loaded.rows[table]:
                raise RefusedArchive(f"Line {number}: the rows of {table} do not match their checksum.")
            progress(table, loaded.rows[table])(loaded.rows[table])
            digest, batch = checksum(), []
        else:
            raise RefusedArchive(f"Line {number} is neither a row nor the end of a table.")
    raise RefusedArchive("The file is truncated: its last line is missing.")


def _lines(stream: gzip.GzipFile) -> Iterator[tuple[int, bytes, Any]]:
    for number, line in enumerate(iter(lambda: stream.readline(MAX_LINE_BYTES), b""), 1):
        try:
            yield number, line, json.loads(line)
        except ValueError:
            raise RefusedArchive(f"Line {number} is not JSON.") from None


def _tables_of(header: object) -> list[str]:
    """Check the first line; return the tables that the file must have."""
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise RefusedArchive("This is not a Newsgroups archive file.")
    if header.get("version") != VERSION:
        raise RefusedArchive(f"The file has version {header.get('version')}; this release reads version {VERSION}.")
    tables = header.get("tables", [table for table in TABLES if table not in ADDED_LATER])
    if not isinstance(tables, list) or not all(isinstance(table, str) for table in tables):
        raise RefusedArchive("The first line does not list the tables of the file.")
    if unknown := [table for table in tables if table not in TABLES]:
        raise RefusedArchive(f"The file has tables that this release does not know: {', '.join(unknown)}.")
    return tables


def _empty() -> None:
    """Delete every row, and all sessions: their accounts may be others now."""
    tables = [model_of(table)._meta.db_table for table in (*TABLES, *DERIVED, *TEMPORARY, "sessions.session")]
    if connection.vendor == "postgresql":
        # It empties no table whose constraints are still to be checked in this transaction.
        connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), tables, allow_cascade=True):
            cursor.execute(statement)


def _check_empty() -> None:
    for table in TABLES:
        model = model_of(table)
        if table != "auth.group" and model._base_manager.exists():
            raise RefusedArchive(
                f"The database already has {model._meta.verbose_name_plural}. An archive file can only"
                " be loaded into an empty database."
            )
    # The migrations created the curator role; the file contains its own.
    model_of("auth.group")._base_manager.all().delete()


def _row(number: int, value: list[Any]) -> tuple[str, dict[str, Any]]:
    if len(value) != 2 or value[0] not in TABLES or not isinstance(value[1], dict) or "pk" not in value[1]:
        raise RefusedArchive(f"Line {number} is not a row of a table that this release knows.")
    return value[0], value[1]


def _store(table: str, rows: list[dict[str, Any]], loaded: Loaded) -> None:
    deserialized = objects_of(table, rows)
    if table in ACCOUNTS:
        for row in deserialized:
            row.save()
    elif deserialized:
        objects = [row.object for row in deserialized]
        for article in objects if table == "newsgroups.article" else ():
            vars(article).update(MARKS)
        model_of(table)._base_manager.bulk_create(objects)
    loaded.rows[table] = loaded.rows.get(table, 0) + len(rows)


def _finish(loaded: Loaded, tables: list[str]) -> None:
    if missing := [table for table in tables if table not in loaded.rows]:
        raise RefusedArchive(f"The file has no table {missing[0]}.")
    connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [model_of(table) for table in TABLES]):
            cursor.execute(statement)
