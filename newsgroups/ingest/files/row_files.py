"""Rows of JSON, CSV, WARC, and ARC files, plain, gzipped, or in ZIP archives, in constant memory."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path, PurePath
from typing import Any, BinaryIO, NamedTuple

from newsgroups.ingest.files.formats.csv_rows import csv_rows
from newsgroups.ingest.files.formats.json_rows import json_rows
from newsgroups.ingest.files.formats.warc import DamagedArchive, read_warc
from newsgroups.ingest.normalize.row import RefusedRow, Row

from . import MAX_LINE, UnreadableFile
from .archives import members
from .streams import packing_of, text_stream, unpacked_stream

__all__ = ["Line", "UnreadableFile", "is_known", "read_lines"]

_SUFFIXES = {
    ".jsonl": "json", ".ndjson": "json", ".json": "json", ".csv": "csv", ".tsv": "csv", ".tab": "csv", ".warc": "warc",
    ".arc": "warc",
}  # fmt: skip
_KNOWN = "known formats are .jsonl, .csv and .warc, each also as .gz or in a .zip"


class Line(NamedTuple):
    """A line with its number, counted from 1: the fields of a row, or the reason why there are none.

    In a WARC file, the number is the offset of the record and the row is complete; in a JSON document or a ZIP archive,
    it counts the rows.
    """

    number: int
    fields: dict[str, Any] | Row | RefusedRow


def is_known(path: Path) -> bool:
    """Whether the name has the extension of a readable type."""
    return _kind_by_name(path) is not None or path.suffix.lower() == ".zip"


def read_lines(path: Path, *, stream: BinaryIO, after: int = 0) -> Iterator[Line]:
    """The rows of an open file after line `after`. An unreadable row is yielded as rejected, and reading continues.

    The name decides the type (`.jsonl`, `.csv`, `.warc`, and some others), the bytes the compression. Raises
    UnreadableFile.
    """
    try:
        if path.suffix.lower() == ".zip":
            yield from _in_archive(stream, after)
        else:
            yield from _in_file(path, stream, after)
    except UnreadableFile as error:
        raise UnreadableFile(f"{path.name}: {error}") from None


def _in_file(path: PurePath, stream: BinaryIO, after: int) -> Iterator[Line]:
    kind = _kind_by_name(path)
    if kind is None:
        raise UnreadableFile(f"not a known file format; {_KNOWN}")
    if kind == "warc":
        yield from _records(stream, after)
        return
    unpacked = unpacked_stream(stream)
    if packing := packing_of(unpacked):
        raise UnreadableFile(f"it is compressed as {packing}, which is not supported; unpack it first")
    text = text_stream(unpacked)
    lines = _whole_lines(text)
    rows = json_rows(text, lines) if kind == "json" else csv_rows(lines)
    yield from (Line(number, fields) for number, fields in rows if number > after)


def _in_archive(stream: BinaryIO, after: int) -> Iterator[Line]:
    numbers = count(1)
    for path, member in members(stream, lambda path: _kind_by_name(path) is not None):
        for line in _in_file(path, member, 0):
            number = next(numbers)
            is_refused = isinstance(line.fields, RefusedRow)
            fields = RefusedRow(f"{path}, {line.number}: {line.fields}") if is_refused else line.fields
            if number > after:
                yield Line(number, fields)


def _kind_by_name(path: PurePath) -> str | None:
    suffixes = [suffix.lower() for suffix in path.suffixes if suffix.lower() != ".gz"]
    return _SUFFIXES.get(suffixes[-1] if suffixes else "")


def _records(stream: BinaryIO, after: int) -> Iterator[Line]:
    """Each record of a WARC file is compressed by itself, so the compressed file is read."""
    try:
        yield from (Line(offset, row) for offset, row in read_warc(stream, after=after))
    except DamagedArchive as error:
        raise UnreadableFile(str(error)) from None


def _whole_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | RefusedRow]]:
    """Lines with their numbers; a line that is too long is skipped without being held in memory."""
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        if len(line) <= MAX_LINE:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE)
        yield number, RefusedRow(f"the line has more than {MAX_LINE:,} bytes")
