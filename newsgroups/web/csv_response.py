"""Tables for spreadsheets, streamed row by row."""

import csv
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from django.http import StreamingHttpResponse

from newsgroups.common.dates import is_midnight


class _Line:
    """What csv writes to; it hands the line on instead of keeping it."""

    def write(self, text: str) -> str:
        return text


def as_written(moment: datetime | None) -> str:
    """A moment as ISO 8601: only the day where it is one, nothing where there is none."""
    if moment is None:
        return ""
    return f"{moment.astimezone(UTC):%Y-%m-%d}" if is_midnight(moment) else moment.isoformat()


def csv_response(name: str, rows: Iterable[Iterable[object]]) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(_lines(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _lines(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    write = csv.writer(_Line()).writerow
    for row in rows:
        yield write([_plain(cell) if isinstance(cell, str) else cell for cell in row])


def _plain(text: str) -> str:
    """Keeps spreadsheets from taking a text of others for a formula (OWASP: CSV injection)."""
    return f"'{text}" if text.lstrip()[:1] in ("=", "+", "-", "@") or text[:1] in ("\t", "\r", "\n") else text
