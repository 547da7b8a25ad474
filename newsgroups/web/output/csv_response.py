"""Tables for spreadsheets, streamed row by row."""

import csv
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

from django.http import StreamingHttpResponse

from newsgroups.common.dates import is_midnight
from newsgroups.common.gate import Gate

_on_their_way = Gate("Other tables are being downloaded. Please try again in a minute.", no_wait=2, ask_again=60)


class _Line:
    """What csv writes to; it hands the line on instead of keeping it."""

    def write(self, text: str) -> str:
        return text


class _InItsPlace(Iterator[str]):
    """Lines that keep a place among the tables on their way until the server, or nobody, has them any more."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.place, self.lines = ExitStack(), lines
        self.place.enter_context(_on_their_way.entered())

    def __next__(self) -> str:
        try:
            return next(self.lines)
        except BaseException:
            # Sent to its end, or broken off: either way the next table may go.
            self.close()
            raise

    def close(self) -> None:
        self.place.close()

    __del__ = close


def as_written(moment: datetime | None) -> str:
    """A moment as ISO 8601: only the day where it is one, nothing where there is none."""
    if moment is None:
        return ""
    return f"{moment.astimezone(UTC):%Y-%m-%d}" if is_midnight(moment) else moment.isoformat()


def csv_response(name: str, rows: Iterable[Iterable[object]]) -> StreamingHttpResponse:
    """Raises Busy while two others are sent: each holds a thread for as long as its reader takes."""
    answer = StreamingHttpResponse(_InItsPlace(_lines(rows)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _lines(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    write = csv.writer(_Line()).writerow
    for row in rows:
        yield write([_plain(cell) if isinstance(cell, str) else cell for cell in row])


def _plain(text: str) -> str:
    """Keeps spreadsheets from taking a text of others for a formula (OWASP: CSV injection)."""
    return f"'{text}" if text.lstrip()[:1] in ("=", "+", "-", "@") or text[:1] in ("\t", "\r", "\n") else text
