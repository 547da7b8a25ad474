"""Rows of JSON lines, CSV and WARC files, plain or gzipped, one at a time however long the file is."""

import csv
import gzip
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from newsgroups.ingest.normalize.row import RefusedRow, Row

from .warc import DamagedArchive, read_warc

# A line that is longer cannot be an article (four bytes a character at most, and escapes).
MAX_LINE = 16_000_000
_FIELDS = ("url", "text")
_SUFFIXES = {".jsonl": "json", ".ndjson": "json", ".json": "json", ".csv": "csv", ".warc": "warc"}


class UnreadableFile(Exception):
    """A file that cannot be read at all or not to its end; the message says why."""


class Line(NamedTuple):
    """A line with its number, counted from 1: the fields of a row, or the reason why there are none.

    Of a WARC file the number is the offset of the record, and the row is ready.
    """

    number: int
    fields: dict[str, Any] | Row | RefusedRow


def is_known(path: Path) -> bool:
    """Whether the name tells a kind of file that can be read."""
    return _kind_by_name(path) is not None


def read_lines(path: Path, *, stream: BinaryIO, after: int = 0) -> Iterator[Line]:
    """The rows of an open file behind the line `after`; what cannot be read is given as refused and the rest goes on.

    The kind is told by the name (`.jsonl`, `.csv`, `.warc`, each also `.gz`). Raises UnreadableFile.
    """
    kind = _kind_by_name(path)
    if kind is None:
        raise UnreadableFile(f"{path.name}: not a known kind of file; known are .jsonl, .csv and .warc, each also .gz")
    if kind == "warc":
        yield from _records(path, stream, after)
        return
    with _unpacked(path, stream) as lines:
        try:
            yield from (_json_lines if kind == "json" else _csv_lines)(lines, after)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise UnreadableFile(f"{path.name}: the gzip file is damaged or cut off ({error})") from None


def _kind_by_name(path: Path) -> str | None:
    suffixes = [suffix.lower() for suffix in path.suffixes if suffix.lower() != ".gz"]
    return _SUFFIXES.get(suffixes[-1] if suffixes else "")


def _records(path: Path, stream: BinaryIO, after: int) -> Iterator[Line]:
    """Each record of a WARC file is packed by itself, so the packed file is read."""
    try:
        yield from (Line(offset, row) for offset, row in read_warc(stream, after=after))
    except DamagedArchive as error:
        raise UnreadableFile(f"{path.name}: {error}") from None


@contextmanager
def _unpacked(path: Path, stream: BinaryIO) -> Iterator[BinaryIO]:
    if path.suffix.lower() == ".gz":
        with gzip.open(stream) as unpacked:
            yield unpacked  # type: ignore[misc]
    else:
        yield stream


def _whole_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | RefusedRow]]:
    """Lines with their numbers; one that is too long is passed over without being held."""
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        if len(line) <= MAX_LINE:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE)
        yield number, RefusedRow(f"the line has more than {MAX_LINE:,} bytes")


def _json_lines(stream: BinaryIO, after: int) -> Iterator[Line]:
    for number, line in _whole_lines(stream):
        if number <= after:
            continue
        if isinstance(line, RefusedRow):
            yield Line(number, line)
        elif line.strip():
            yield Line(number, _from_json(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line))


def _from_json(line: bytes) -> dict[str, Any] | RefusedRow:
    try:
        fields = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return RefusedRow(f"not UTF-8 at byte {error.start}")
    except (json.JSONDecodeError, RecursionError) as error:
        return RefusedRow(f"not JSON: {error}")
    return fields if isinstance(fields, dict) else RefusedRow("not a JSON object")


def _csv_lines(stream: BinaryIO, after: int) -> Iterator[Line]:
    """Rows by the names in the first line; a row may span lines, and its number is that of its last line."""
    csv.field_size_limit(MAX_LINE)
    reader = csv.reader(_decoded(stream))
    names = [name.strip().lower() for name in next(reader, [])]
    if missing := [name for name in _FIELDS if name not in names]:
        raise UnreadableFile(f"the first line names no column {' and no column '.join(missing)}")
    while True:
        try:
            values = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            if reader.line_num > after:
                yield Line(reader.line_num, RefusedRow(f"not CSV: {error}"))
            continue
        if values and reader.line_num > after:
            yield Line(reader.line_num, _from_csv(names, values))


def _decoded(stream: BinaryIO) -> Iterator[str]:
    """Lines as text; bytes that are not UTF-8 pass as surrogates, so that only their own row is refused.

    One that is too long becomes one that the reader refuses, whatever it held.
    """
    for number, line in _whole_lines(stream):
        if isinstance(line, RefusedRow):
            yield "x" * (MAX_LINE + 1)
        else:
            yield (line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line).decode(errors="surrogateescape")


def _from_csv(names: list[str], values: list[str]) -> dict[str, Any] | RefusedRow:
    if len(values) > len(names):
        return RefusedRow(f"{len(values)} values for {len(names)} columns")
    if any("\udc80" <= character <= "\udcff" for value in values if not value.isascii() for character in value):
        return RefusedRow("not UTF-8")
    return dict(zip(names, values, strict=False))
