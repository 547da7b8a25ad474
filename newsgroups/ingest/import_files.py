"""Files of articles into the database, batch by batch."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from newsgroups.ingest.read_files import Line, UnreadableFile, read_lines
from newsgroups.ingest.rows import RefusedRow, Row, checked_row
from newsgroups.ingest.store import Stored, store_rows
from newsgroups.progress import Progress, silent

# Large enough for 5,000 articles a second, small enough that a kill costs less than a second's work.
BATCH = 500
# A batch also ends at so many characters, so that long texts do not fill the memory.
BATCH_CHARACTERS = 8_000_000


@dataclass
class Imported:
    """What an import did; `unreadable` are sentences about files that could not be read to their end."""

    stored: Stored = field(default_factory=Stored)
    refused: int = 0
    noted: int = 0
    unreadable: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return self.stored.created + self.stored.updated + self.stored.unchanged + self.refused

    def __str__(self) -> str:
        stored = self.stored
        return (
            f"{self.rows:,} rows: {stored.created:,} articles created, {stored.updated:,} updated, "
            f"{stored.unchanged:,} unchanged, {self.refused:,} refused, {self.noted:,} stored with a note"
        )


# Called with a file, a line number, a kind ("refused" or "note") and a sentence.
Report = Callable[[Path, int, str, str], None]


def import_files(paths: list[Path], *, report: Report, progress: Progress = silent) -> Imported:
    """Stores the articles of the files. Each batch is one transaction, and what is counted is stored."""
    done = Imported()
    for path in paths:
        try:
            _import_file(path, done, report, progress)
        except UnreadableFile as error:
            done.unreadable.append(str(error))
        except OSError as error:
            done.unreadable.append(f"{path} cannot be read: {error.strerror or error}")
    return done


def _import_file(path: Path, done: Imported, report: Report, progress: Progress) -> None:
    with path.open("rb") as stream:
        advance = progress(path.name, path.stat().st_size)
        told = 0
        for batch in _batches(_rows(path, read_lines(path, stream=stream), done, report)):
            done.stored += store_rows(batch)
            at = stream.tell()
            advance(at - told)
            told = at


def _rows(path: Path, lines: Iterator[Line], done: Imported, report: Report) -> Iterator[Row]:
    for number, fields in lines:
        try:
            if isinstance(fields, RefusedRow):
                raise fields
            row = checked_row(fields)
        except RefusedRow as refused:
            done.refused += 1
            report(path, number, "refused", str(refused))
            continue
        done.noted += bool(row.notes)
        for note in row.notes:
            report(path, number, "note", note)
        yield row


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """What was read before a file turned out to be damaged is given, too."""
    batch: list[Row] = []
    size = 0
    try:
        for row in rows:
            batch.append(row)
            size += len(row.text)
            if len(batch) >= BATCH or size >= BATCH_CHARACTERS:
                yield batch
                batch, size = [], 0
    except UnreadableFile:
        if batch:
            yield batch
        raise
    if batch:
        yield batch
