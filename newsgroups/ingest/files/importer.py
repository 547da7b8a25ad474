"""Imports files of articles into the database in batches."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from django.db import transaction

from newsgroups.common.progress import Progress, silent
from newsgroups.ingest.normalize.row import RefusedRow, Row, checked_row
from newsgroups.ingest.store.upsert import Stored, store_rows
from newsgroups.models import ReadFile

from .row_files import Line, UnreadableFile, read_lines

# A kill costs less than a second's work. At 500, index pages would be written twice as often.
BATCH = 2_000
# A batch also ends at this many characters, so that long texts do not fill the memory.
BATCH_CHARACTERS = 8_000_000
# The end of a path identifies a file; a longer path does not fit into a PostgreSQL index.
_MAX_PATH = 600


@dataclass
class Imported:
    """The result of an import; `unreadable` holds sentences about files that could not be read to their end.

    `continued` holds sentences about files that an earlier import had begun.
    """

    stored: Stored = field(default_factory=Stored)
    refused: int = 0
    noted: int = 0
    unreadable: list[str] = field(default_factory=list)
    continued: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return self.stored.rows + self.refused

    def __str__(self) -> str:
        stored = self.stored
        joined = f", {stored.joined:,} additional addresses of known texts" if stored.joined else ""
        return (
            f"{self.rows:,} rows: {stored.created:,} articles created, {stored.updated:,} updated, "
            f"{stored.unchanged:,} unchanged, {self.refused:,} rejected, {self.noted:,} stored with a note{joined}"
        )


# Called with a file, a line number, a kind ("refused" or "note"), and a sentence.
Rejection = Callable[[Path, int, str, str], None]


class _Batch(NamedTuple):
    """Rows, and the line up to which the file has been read."""

    rows: list[Row]
    line: int


def import_files(
    paths: list[Path], *, report: Rejection, progress: Progress = silent, resume: bool = True, dry_run: bool = False
) -> Imported:
    """Stores the articles of the files. Each batch is one transaction, and the counts are of what was stored.

    A file that an earlier import did not finish is continued, unless `resume` is off. A `dry_run` rolls back each batch
    and reports what would have been done.
    """
    done = Imported()
    for path in paths:
        try:
            with path.open("rb") as stream:
                read = _how_far(path, resume and not dry_run)
                if read.position:
                    done.continued.append(f"{path.name}: resumed after line {read.position:,}")
                advance = progress(path.name, read.size)
                told = 0
                for batch in _batches(_rows(path, read_lines(path, stream=stream, after=read.position), done, report)):
                    done.stored += _stored(batch, read, dry_run)
                    at = stream.tell()
                    advance(at - told)
                    told = at
                if not dry_run:
                    _finished(read)
        except UnreadableFile as error:
            done.unreadable.append(str(error))
        except (ValueError, RecursionError) as error:
            done.unreadable.append(f"{path.name} could only be read in part ({type(error).__name__}: {error})")
        except OSError as error:
            done.unreadable.append(f"{path} cannot be read: {error.strerror or error}")
    return done


def _how_far(path: Path, resume: bool) -> ReadFile:
    """The recorded progress of this file if it is to be continued, otherwise a new record."""
    name, facts = str(path.resolve())[-_MAX_PATH:], path.stat()
    read = ReadFile.objects.filter(path=name).first() or ReadFile(path=name)
    is_same = (read.size, read.changed) == (facts.st_size, facts.st_mtime_ns)
    if not (resume and is_same and not read.is_read):
        read.position, read.is_read = 0, False
    read.size, read.changed = facts.st_size, facts.st_mtime_ns
    return read


def _stored(batch: _Batch, read: ReadFile, dry_run: bool) -> Stored:
    """Stores articles and progress, both or neither."""
    with transaction.atomic():
        stored = store_rows(batch.rows)
        if dry_run:
            transaction.set_rollback(True)
        else:
            read.position = batch.line
            _keep(read)
    return stored


def _finished(read: ReadFile) -> None:
    read.is_read = True
    _keep(read)


def _keep(read: ReadFile) -> None:
    """Another import may be reading the same file; both records are true."""
    facts = {name: getattr(read, name) for name in ("size", "changed", "position", "is_read")}
    ReadFile.objects.update_or_create(path=read.path, defaults=facts)


def _rows(path: Path, lines: Iterator[Line], done: Imported, report: Rejection) -> Iterator[tuple[int, Row]]:
    for number, fields in lines:
        try:
            row = _checked(fields)
        except RefusedRow as refused:
            done.refused += 1
            report(path, number, "refused", str(refused))
            continue
        done.noted += bool(row.notes)
        for note in row.notes:
            report(path, number, "note", note)
        yield number, row


def _checked(fields: dict[str, Any] | Row | RefusedRow) -> Row:
    """No row ends an import: even an unexpected error rejects only its row. Raises RefusedRow."""
    if isinstance(fields, RefusedRow):
        raise fields
    try:
        return fields if isinstance(fields, Row) else checked_row(fields, from_file=True)
    except RefusedRow:
        raise
    except Exception as error:
        raise RefusedRow(f"cannot be read ({type(error).__name__}: {str(error)[:200]})") from error


def _batches(rows: Iterator[tuple[int, Row]]) -> Iterator[_Batch]:
    """Batches, including the rows before the point at which a file turned out to be damaged."""
    batch, line, size = list[Row](), 0, 0
    try:
        for number, row in rows:
            # Rows of one line belong together, because an import resumes after a line.
            if number != line and (len(batch) >= BATCH or size >= BATCH_CHARACTERS):
                yield _Batch(batch, line)
                batch, size = [], 0
            line = number
            batch.append(row)
            size += len(row.text)
    except UnreadableFile:
        if batch:
            yield _Batch(batch, line)
        raise
    if batch:
        yield _Batch(batch, line)
