"""Pages of WARC files (ISO 28500), as crawlers and Common Crawl's news collection write them, and of older ARC files.

Memory is constant, however large a file is.
"""

import re
import zlib
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from newsgroups.ingest.files import UnreadableFile
from newsgroups.ingest.files.recompressed_warc import is_one_member
from newsgroups.ingest.files.streams import unpacked_stream
from newsgroups.ingest.normalize.row import RefusedRow, Row, checked_row
from newsgroups.ingest.normalize.url import RefusedAddress, own_address
from newsgroups.ingest.sandbox.parsers import Refusal
from newsgroups.ingest.sandbox.parsers.decoding.unpacking import unpacked
from newsgroups.ingest.sandbox.pool import READERS, UnreadableBytes, run_in_sandbox

# The size limit of a fetched page.
MAX_PAGE = 5_000_000
_ANSWERED = ("200", "203")
_PAGES = ("text/html", "application/xhtml+xml")
# A response without a type is a page if it begins as one.
_MARKUP = re.compile(rb"[\s\xef\xbb\xbf]*<(?:!doctype|!--|html|head|body|\?xml)", re.IGNORECASE)
# Pages read ahead while the parsers are busy: enough to keep them busy, few enough to fit in memory.
_AHEAD = 2 * READERS


class DamagedArchive(Exception):
    """A WARC file that cannot be read to its end; the message says where."""


@dataclass(frozen=True)
class _Page:
    offset: int
    url: str
    content_type: str
    packing: str
    body: bytes
    is_whole: bool


def read_warc(stream: BinaryIO, *, after: int = 0) -> Iterator[tuple[int, Row | RefusedRow]]:
    """The articles of all successful HTML responses with the offsets of their records, in file order.

    `after` is the offset of the last known record. Pages are parsed by several processes in parallel. Raises
    DamagedArchive.
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
    if is_one_member(stream):
        # Offsets refer to the unpacked file, which has to be read up to the first new record.
        stream = unpacked_stream(stream)
    else:
        stream.seek(after)
    records = ArchiveIterator(stream, arc2warc=True)
    extracts = 0
    try:
        for record in records:
            extracts += record.rec_type == "conversion" and not _is_page(record)
            if (not after or records.offset > after) and _is_page(record):
                yield _page(records.offset, record)
        if records.err_count:
            raise DamagedArchive(f"{records.err_count:,} records are longer than declared; the excess was ignored")
        if extracts:
            raise DamagedArchive(f"{extracts:,} records hold only the words of pages (WET) and were passed over")
    except (ArchiveLoadFailed, UnreadableFile, zlib.error, EOFError, ValueError, AttributeError, TypeError) as error:
        # warcio fails on records without an address or a length.
        said = str(error).strip().split("\n")[0][:200]
        raise DamagedArchive(f"damaged or truncated after byte {records.offset:,} ({said})") from None


def _is_page(record: Any) -> bool:
    """A response with a page, or a page stored without its response, as browser extensions write them."""
    kind = (_header(record, "Content-Type") or "").partition(";")[0].strip().lower()
    if record.rec_type == "response" and record.http_headers is not None:
        return record.http_headers.get_statuscode() in _ANSWERED and (kind in _PAGES or not kind)
    return record.rec_type in ("resource", "conversion") and kind in _PAGES


def _header(record: Any, name: str) -> str:
    headers = record.http_headers if record.http_headers is not None else record.rec_headers
    return headers.get_header(name) or ""


def _page(offset: int, record: Any) -> _Page:
    """The body as sent, possibly compressed, up to the size limit; the rest of a larger one is skipped."""
    is_answer = record.http_headers is not None
    is_chunked = is_answer and "chunked" in _header(record, "Transfer-Encoding").lower()
    stream = ChunkedDataReader(record.raw_stream, decomp_type=None) if is_chunked else record.raw_stream
    body = stream.read(MAX_PAGE + 1)
    return _Page(
        offset=offset,
        url=(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> "),
        content_type=_header(record, "Content-Type"),
        packing=_header(record, "Content-Encoding") if is_answer else "",
        body=body,
        is_whole=len(body) > MAX_PAGE or getattr(record.raw_stream, "limit", 0) == 0,
    )


def _article(page: _Page) -> Row | RefusedRow:
    if not page.is_whole:
        return RefusedRow(f"{page.url}: the page is truncated")
    try:
        body = unpacked(page.body, most=MAX_PAGE, encoding=page.packing)
    except Refusal as reason:
        return RefusedRow(f"{page.url}: {reason}")
    if not page.content_type and not _MARKUP.match(body):
        return RefusedRow(f"{page.url}: it is no page, and its type is not declared")
    if max(len(page.body), len(body)) > MAX_PAGE:
        return RefusedRow(f"{page.url}: the page has more than {MAX_PAGE:,} bytes")
    try:
        found = run_in_sandbox("page", body, url=page.url, content_type=page.content_type)
        if found.pop("refresh", ""):
            return RefusedRow(f"{page.url}: the page only redirects to another one")
        row = checked_row({**found, "url": own_address(page.url, found.pop("canonical", ""))})
    except (UnreadableBytes, RefusedAddress, RefusedRow) as reason:
        return RefusedRow(f"{page.url}: {reason}")
    return replace(row, url_given=page.url)
