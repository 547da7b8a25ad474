"""Web archives that were unpacked and recompressed as a whole, where each record should be its own gzip member."""

import re
import zlib
from typing import BinaryIO

from newsgroups.ingest.sandbox.parsers.decoding.unpacking import GZIP

_BATCH_SIZE = 65_536
# The first record describes the crawl. If it is longer, it is a page, and the file counts as regular.
_MOST = 16_000_000
_LENGTH = re.compile(rb"^Content-Length:\s*(\d{1,12})\s*$", re.IGNORECASE | re.MULTILINE)
_ARC = re.compile(rb"^filedesc:\S+ .* (\d{1,12})\r?\n")
# Line ends after a record.
_AFTER = 4


def is_one_member(stream: BinaryIO) -> bool:
    """Whether the first gzip member of an archive holds more than its first record. Leaves the stream at its start."""
    stream.seek(0)
    try:
        return _goes_on(stream)
    except zlib.error:
        return False
    finally:
        stream.seek(0)


def _goes_on(stream: BinaryIO) -> bool:
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)
    found, end = b"", None
    while (data := stream.read(_BATCH_SIZE)) and len(found) < _MOST:
        if not found and not data.startswith(GZIP):
            return False
        found += unpack.decompress(data, _MOST)
        end = end or _end_of_first(found)
        if end and len(found) > end + _AFTER:
            return True
        if unpack.eof:
            return False
    return False


def _end_of_first(found: bytes) -> int | None:
    if arc := _ARC.match(found):
        return arc.end() + int(arc[1])
    head, blank, _ = found.partition(b"\r\n\r\n")
    length = _LENGTH.search(head) if blank else None
    return len(head) + len(blank) + int(length[1]) if length else None
