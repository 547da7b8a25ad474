"""Rows of JSON: one object per line, or documents of any layout that contain a list of objects."""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from newsgroups.ingest.files import MAX_LINE, UnreadableFile
from newsgroups.ingest.files.streams import beginning_of
from newsgroups.ingest.normalize.row import RefusedRow

from .usual_names import with_usual_names

_BATCH_SIZE = 262_144
# Before each object of a JSON text sequence (RFC 7464).
_RECORD_SEPARATOR = b"\x1e"
_BETWEEN = re.compile(r"[\s,]*")
# Where the next element begins after one that cannot be parsed.
_NEXT = re.compile(r"\}\s*,\s*(?=\{)|\n(?=\{)")
# An element that is incomplete so far fails within this many characters of the end: \u1234.
_NEAR_THE_END = 8

_DECODE = json.JSONDecoder().raw_decode

Fields = dict[str, Any] | RefusedRow


def json_rows(stream: BinaryIO, lines: Iterator[tuple[int, bytes | RefusedRow]]) -> Iterator[tuple[int, Fields]]:
    """Numbers and fields. `lines` are the lines of `stream`, of which nothing has been read yet.

    A file whose first line is not a complete object is a document: a list, or objects in which one list holds the rows.
    Rows of documents are numbered; other rows have their line numbers. Raises UnreadableFile.
    """
    if beginning_of(stream).startswith(b"["):
        yield from enumerate(_elements(_Text(stream)), 1)
        return
    for number, line in lines:
        if isinstance(line, RefusedRow):
            yield number, line
            continue
        stripped = line.strip().lstrip(_RECORD_SEPARATOR)
        if not stripped:
            continue
        if number == 1 and _begins_document(stripped):
            yield from enumerate(_elements(_Text(stream, line)), 1)
            return
        yield from ((number, row) for row in _rows(stripped))


def _begins_document(line: bytes) -> bool:
    try:
        return line.startswith(b"{") and _rows_in(json.loads(line)) is not None
    except json.JSONDecodeError as error:
        return line.startswith(b"{") and error.pos >= len(line.decode(errors="replace")) - 1
    except (ValueError, RecursionError):
        return False


def _rows(line: bytes) -> Iterator[Fields]:
    """The row of a line, or the rows of one in which objects follow each other without a line end."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        yield RefusedRow(f"not UTF-8 at byte {error.start}")
        return
    at = 0
    while at < len(text):
        try:
            fields, at = _DECODE(text, at)
        except (ValueError, RecursionError) as error:
            yield RefusedRow(f"not JSON: {str(error)[:200]}")
            return
        yield with_usual_names(fields) if isinstance(fields, dict) else RefusedRow("not a JSON object")
        at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]


class _Text:
    """The part of a document that has been read; text already used is released."""

    def __init__(self, stream: BinaryIO, begun: bytes = b"") -> None:
        self.stream = stream
        self.decode = codecs.getincrementaldecoder("utf-8")(errors="replace").decode
        self.text, self.at, self.is_whole = self.decode(begun), 0, False

    def more(self) -> bool:
        """Doubles the amount held; False at the end of the file."""
        if self.is_whole:
            return False
        self.text, self.at = self.text[self.at :], 0
        data = self.stream.read(max(_BATCH_SIZE, len(self.text)))
        self.is_whole = not data
        self.text += self.decode(data, final=not data)
        return True


def _elements(document: _Text) -> Iterator[Fields]:
    while True:
        document.at = _BETWEEN.match(document.text, document.at).end()  # type: ignore[union-attr]
        rest = document.text[document.at : document.at + 1]
        if not rest:
            if not document.more():
                return
            continue
        if rest in "[]":
            document.at += 1
            continue
        try:
            value, document.at = _DECODE(document.text, document.at)
        except json.JSONDecodeError as error:
            if _may_be_cut(error, document) and document.more():
                continue
            yield _skipped(document, f"not JSON: {error.msg}")
        except (ValueError, RecursionError) as error:
            yield _skipped(document, f"not JSON: {str(error)[:200]}")
        else:
            yield from _rows_of(value)


def _may_be_cut(error: json.JSONDecodeError, document: _Text) -> bool:
    if len(document.text) - document.at > MAX_LINE:
        raise UnreadableFile(f"an element of the JSON has more than {MAX_LINE:,} characters")
    return error.msg.startswith("Unterminated") or error.pos >= len(document.text.rstrip()) - _NEAR_THE_END


def _skipped(document: _Text, reason: str) -> RefusedRow:
    """Continues after an element that cannot be parsed."""
    while not (found := _NEXT.search(document.text, document.at + 1)):
        if not document.more():
            document.at = len(document.text)
            return RefusedRow(reason)
        if len(document.text) > 2 * MAX_LINE:
            document.at = len(document.text) - _BATCH_SIZE
    document.at = found.end()
    return RefusedRow(reason)


def _rows_of(value: Any) -> Iterator[Fields]:
    if not isinstance(value, dict):
        yield RefusedRow("not a JSON object")
    elif (rows := _rows_in(value)) is None:
        yield with_usual_names(value)
    else:
        yield from (with_usual_names(row) if isinstance(row, dict) else RefusedRow("not a JSON object") for row in rows)


def _rows_in(value: Any) -> list[Any] | None:
    """The rows that an object without an address holds in a list, as API responses do; the longest list is taken."""
    if not isinstance(value, dict):
        return None
    known = with_usual_names(value)
    if "url" in known or "text" in value or isinstance(known.get("text"), str):
        return None
    lists = [each for each in value.values() if isinstance(each, list) and any(isinstance(row, dict) for row in each)]
    nested = [found for each in value.values() if isinstance(each, dict) and (found := _rows_in(each)) is not None]
    return max(lists + nested, key=len, default=None)
