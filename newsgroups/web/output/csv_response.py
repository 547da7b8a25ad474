"""Streams tables row by row: CSV for spreadsheets, JSON lines and Parquet for programs."""

import csv
import json
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from newsgroups.common.dates.days import is_midnight
from newsgroups.common.dates.who_was_first import Moment
from newsgroups.common.processes.concurrency_limit import Gate

from . import parquet

# What a spreadsheet skips before a formula.
_UNSEEN = " \t\r\n\u00a0\u200b\u200e\u200f\ufeff"
_on_their_way = Gate("Other tables are being downloaded. Please try again in a minute.", no_wait=2, ask_again=60)


class _Line:
    """A file object for csv.writer that returns each line instead of storing it."""

    def write(self, text: str) -> str:
        return text


class _LimitedLines(Iterator[Any]):
    """Parts of a table that occupy a place for tables being sent, until the server or the client is done with them."""

    def __init__(self, lines: Iterator[str] | Iterator[bytes]) -> None:
        self.place, self.lines = ExitStack(), lines
        self.place.enter_context(_on_their_way.entered())

    def __next__(self) -> Any:
        try:
            return next(self.lines)
        except BaseException:
            # Sent completely or aborted: either way, the next table may be sent.
            self.close()
            raise

    def close(self) -> None:
        self.place.close()

    __del__ = close


def as_written(moment: datetime | None) -> str:
    """Format a moment as ISO 8601: only the date if it has no time of day, "" for None."""
    if moment is None:
        return ""
    return f"{moment.astimezone(UTC):%Y-%m-%d}" if is_midnight(moment) else moment.isoformat()


def moment_as_written(moment: Moment | None) -> str:
    """Format an article's own date, as precisely as it is known: "" if it has none."""
    if moment is None:
        return ""
    return moment.at.isoformat() if moment.has_time else f"{moment.at.astimezone(UTC):%Y-%m-%d}"


def table_response(request: HttpRequest, name: str, rows: Iterable[Iterable[object]], *, form: str) -> HttpResponseBase:
    """Stream rows, of which the first names the columns, as `csv`, `jsonl`, or `parquet` (501 if it is not installed).

    With `bom=1`, CSV begins with a byte order mark, without which some spreadsheets read it in an old encoding. Raises
    Busy like `csv_response`.
    """
    if form == "parquet":
        return _parquet_response(f"{name}.parquet", rows)
    if form == "jsonl":
        answer = StreamingHttpResponse(_LimitedLines(_json_lines(rows)), content_type="application/x-ndjson")
        answer["Content-Disposition"] = f'attachment; filename="{name}.jsonl"'
        return answer
    return csv_response(f"{name}.csv", rows, bom=request.GET.get("bom") == "1")


def csv_response(name: str, rows: Iterable[Iterable[object]], *, bom: bool = False) -> StreamingHttpResponse:
    """Raises Busy while two other tables are being sent: each occupies a thread for as long as its reader takes."""
    answer = StreamingHttpResponse(_LimitedLines(_lines(rows, bom)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _parquet_response(name: str, rows: Iterable[Iterable[object]]) -> HttpResponseBase:
    if not parquet.is_installed():
        return HttpResponse(f"{parquet.NOT_INSTALLED}\n", status=501, content_type="text/plain; charset=utf-8")
    answer = StreamingHttpResponse(
        _LimitedLines(parquet.parquet_chunks(rows)), content_type="application/vnd.apache.parquet"
    )
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _json_lines(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Yield an object a row; an empty cell is null."""
    lines = iter(rows)
    names = [str(name) for name in next(lines)]
    for row in lines:
        cells = (None if cell == "" else cell for cell in row)
        yield json.dumps(dict(zip(names, cells, strict=True)), ensure_ascii=False) + "\n"


def _lines(rows: Iterable[Iterable[object]], bom: bool) -> Iterator[str]:
    write = csv.writer(_Line()).writerow
    for number, row in enumerate(rows):
        mark = "\ufeff" if bom and not number else ""
        yield mark + write([_plain(cell) if isinstance(cell, str) else cell for cell in row])


def _plain(text: str) -> str:
    """Keep spreadsheets from executing third-party text as a formula (OWASP: CSV injection).

    A wide sign begins one as well.
    """
    first = unicodedata.normalize("NFKC", text.lstrip(_UNSEEN)[:1])
    return f"'{text}" if first in ("=", "+", "-", "@") or text[:1] in ("\t", "\r", "\n") else text
