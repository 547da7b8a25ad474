"""Rows of CSV as spreadsheets and databases write it."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from newsgroups.ingest.files import MAX_LINE, UnreadableFile
from newsgroups.ingest.normalize.row import RefusedRow

from .usual_names import usual_names

FIELDS = ("url", "text")
_DELIMITERS = ",;\t|"
_SEP = re.compile(r"\s*\"?sep=(.)\"?\s*", re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
_BACKSLASHED = re.compile(r'"[^"]*\\"[^\W_]')
_ADDRESS = re.compile(r"\s*https?://\S", re.IGNORECASE)

# An unquoted line with this many values and an address in the right column is not a line of a text.
_SURE = 3

Fields = dict[str, Any] | RefusedRow


def csv_rows(lines: Iterator[tuple[int, bytes | RefusedRow]]) -> Iterator[tuple[int, Fields]]:
    """Rows by the names in the header, each with the number of its last line.

    The delimiter is the one that splits the header into known columns, or the one that a preceding `sep=` line
    declares. An unclosed quotation mark would swallow all later rows; therefore, if a line inside a value looks like a
    row of its own, the row before it is rejected instead. Raises UnreadableFile.
    """
    csv.field_size_limit(MAX_LINE)
    source = _Lines(_split(lines))
    table = _head(source)
    while (found := _record(source, table)) is not None:
        if found:
            yield source.number, _fields(table, found) if isinstance(found, list) else found


@dataclass
class _Table:
    names: list[str]
    delimiter: str

    def with_doubled_quotes(self, line: str) -> str:
        """The line with quotation marks doubled that MySQL and Unix programs put behind a backslash.

        In other files, a quotation mark behind a backslash ends its value, so no letter can follow it.
        """
        if '\\"' not in line or not _BACKSLASHED.search(line):
            return line
        return line.replace('\\"', '""')

    def begins_row(self, line: str) -> bool:
        """Whether the line, as far as it goes, reads as a row with an address in its column."""
        if "://" not in line or self.delimiter not in line:
            return False
        if '"' not in line and len(self.names) < _SURE:
            # The lines of a text may contain an address and a comma, too.
            return False
        values = _values(line, self.delimiter)
        at = self.names.index("url")
        if len(values) <= max(at, 1) or not _ADDRESS.match(values[at]):
            return False
        return len(values) == len(self.names) or (len(values) < len(self.names) and line.count('"') % 2 == 1)


@dataclass
class _Lines:
    """Lines with the number of the last one read, and one line of push-back."""

    lines: Iterator[tuple[int, str]]
    number: int = 0
    put_back: list[tuple[int, str]] = field(default_factory=list)

    def take(self) -> str | None:
        number, line = self.put_back.pop() if self.put_back else next(self.lines, (0, None))
        if line is not None:
            self.number = number
        return line


def _split(lines: Iterator[tuple[int, bytes | RefusedRow]]) -> Iterator[tuple[int, str]]:
    """Lines as text, including lines that end with CR among others.

    Bytes that are not UTF-8 become surrogates, so that only their own row is rejected; a line that is too long is
    replaced by one that is rejected, whatever it contained.
    """
    number = 0
    for _, line in lines:
        if isinstance(line, RefusedRow):
            number += 1
            yield number, "x" * (MAX_LINE + 1)
            continue
        text = line.decode(errors="surrogateescape")
        has_more = "\r" in text[:-2]
        for each in _LINE.findall(text) if has_more else (text,):
            number += 1
            yield number, each


def _head(source: _Lines) -> _Table:
    first = source.take() or ""
    while first and not first.strip():
        first = source.take() or ""
    given = _SEP.fullmatch(first.strip("\r\n"))
    if given:
        first = source.take() or ""
    tables = [_Table(_names(first, each), each) for each in (given[1] if given else _DELIMITERS)]
    best = max(tables, key=lambda table: (sum(name in table.names for name in FIELDS), len(table.names)))
    if missing := [name for name in FIELDS if name not in best.names]:
        raise UnreadableFile(f"the first line has no column {' or '.join(missing)}")
    return best


def _names(line: str, delimiter: str) -> list[str]:
    if len(line) > MAX_LINE:
        return []
    return usual_names([name.strip().lower() for name in _values(line, delimiter)])


def _values(line: str, delimiter: str) -> list[str]:
    """The values of one line by itself, none if it cannot be read: a carriage return can stand inside one."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _record(source: _Lines, table: _Table) -> list[str] | RefusedRow | None:
    """The next row, or None at the end."""
    begun = source.number + 1
    held: list[str] = []

    def feed() -> Iterator[str]:
        while (line := source.take()) is not None:
            if held and table.begins_row(line):
                source.put_back.append((source.number, line))
                source.number -= 1
                raise _NotClosed
            held.append(line)
            yield table.with_doubled_quotes(line)

    try:
        values = next(csv.reader(feed(), delimiter=table.delimiter))
    except StopIteration:
        return None
    except csv.Error as error:
        return RefusedRow(f"not CSV: {error}")
    except _NotClosed:
        return RefusedRow(f"a quotation mark in line {begun} is not closed")
    if len(held) > 1 and sum(line.count('"') for line in held) % 2:
        return RefusedRow(f"a quotation mark in line {begun} is not closed")
    return values


class _NotClosed(Exception):
    """A row begins where another one's value should end."""


def _fields(table: _Table, values: list[str]) -> Fields:
    while len(values) > len(table.names) and not values[-1].strip():
        values.pop()
    if len(values) > len(table.names):
        return RefusedRow(f"{len(values)} values for {len(table.names)} columns")
    if any("\udc80" <= character <= "\udcff" for value in values if not value.isascii() for character in value):
        return RefusedRow("not UTF-8")
    return dict(zip(table.names, values, strict=False))
