"""Pages of WARC files (ISO 28500), as crawlers and Common Crawl's news collection write them, in constant memory."""

import zlib
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from newsgroups.ingest.normalize.row import RefusedRow, Row, checked_row
from newsgroups.ingest.normalize.url import RefusedAddress, own_address
from newsgroups.ingest.sandbox.pool import READERS, UnreadableBytes, in_child

# As much as a page that is fetched may have.
MAX_PAGE = 5_000_000
_PAGES = ("text/html", "application/xhtml+xml")
# Pages read ahead while the reading processes are busy: enough to keep them so, few enough for the memory.
_AHEAD = 2 * READERS


class DamagedArchive(Exception):
    """A WARC file that cannot be read to its end; the message says where."""


@dataclass(frozen=True)
class _Page:
    offset: int
    url: str
    content_type: str
    body: bytes
    is_whole: bool


def read_warc(stream: BinaryIO, *, after: int = 0) -> Iterator[tuple[int, Row | RefusedRow]]:
    """The articles of all answered HTML pages with the offsets of their records, in the order of the file.

    `after` is the offset of the last record that is known already. Pages go to the reading processes, several at a
    time. Raises DamagedArchive.
    """
    waiting: deque[tuple[int, Future[Row | RefusedRow]]] = deque()
    with ThreadPoolExecutor(READERS) as pool:
        try:
            for page in _pages(stream, after):
                waiting.append((page.offset, pool.submit(_article, page)))
                if len(waiting) >= _AHEAD:
                    offset, found = waiting.popleft()
                    yield offset, found.result()
        except DamagedArchive:
            yield from ((offset, found.result()) for offset, found in waiting)
            raise
        yield from ((offset, found.result()) for offset, found in waiting)


def _pages(stream: BinaryIO, after: int) -> Iterator[_Page]:
    stream.seek(after)
    records = ArchiveIterator(stream)
    try:
        for record in records:
            if (not after or records.offset > after) and _is_page(record):
                yield _page(records.offset, record)
    except (ArchiveLoadFailed, zlib.error, EOFError, ValueError) as error:
        said = str(error).strip().split("\n")[0][:200]
        raise DamagedArchive(f"damaged or cut off after byte {records.offset:,} ({said})") from None


def _is_page(record: Any) -> bool:
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = (record.http_headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    return record.http_headers.get_statuscode() == "200" and kind in _PAGES


def _page(offset: int, record: Any) -> _Page:
    """Its body as far as it is of use; the rest of a larger one is passed over without being held."""
    body = record.content_stream().read(MAX_PAGE + 1)
    return _Page(
        offset=offset,
        url=(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> "),
        content_type=record.http_headers.get_header("Content-Type") or "",
        body=body,
        is_whole=len(body) > MAX_PAGE or record.raw_stream.limit == 0,
    )


def _article(page: _Page) -> Row | RefusedRow:
    if not page.is_whole:
        return RefusedRow(f"{page.url}: the page is cut off")
    if len(page.body) > MAX_PAGE:
        return RefusedRow(f"{page.url}: the page has more than {MAX_PAGE:,} bytes")
    try:
        found = in_child("page", page.body, url=page.url, content_type=page.content_type)
        row = checked_row({**found, "url": own_address(page.url, found.pop("canonical", ""))})
    except (UnreadableBytes, RefusedAddress, RefusedRow) as reason:
        return RefusedRow(f"{page.url}: {reason}")
    return replace(row, url_given=page.url)
