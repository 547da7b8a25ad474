"""A file as a stream of UTF-8, whatever its compression and encoding, in constant memory."""

import codecs
import io
import zlib
from typing import BinaryIO

from newsgroups.ingest.sandbox.parsers.decoding.encoding import encoding_of
from newsgroups.ingest.sandbox.parsers.decoding.unpacking import GZIP, MAX_LAYERS

from . import UnreadableFile

_BATCH_SIZE = 131_072
# The sample for detecting the encoding: enough for a few articles.
_SAMPLE = 262_144
_OTHER_PACKINGS = {
    b"BZh": "bzip2",
    b"\xfd7zXZ\0": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"PK\x03\x04": "ZIP",
    b"7z\xbc\xaf": "7z",
}
_DAMAGED = "the gzip file is damaged or truncated"


def unpacked_stream(stream: BinaryIO) -> BinaryIO:
    """The stream without its gzip layers, which are recognized by their first bytes, not by the name of the file."""
    for _ in range(MAX_LAYERS):
        if _peeked(stream, len(GZIP)) != GZIP:
            break
        stream = io.BufferedReader(_Gunzipped(stream), _SAMPLE)
    return stream


def text_stream(stream: BinaryIO) -> BinaryIO:
    """The stream in UTF-8 without a byte order mark. In a UTF-8 file, invalid bytes are passed through."""
    sample = _peeked(stream, _SAMPLE)
    encoding = encoding_of(sample)
    if sample.startswith(codecs.BOM_UTF8):
        stream.read(len(codecs.BOM_UTF8))
    if encoding not in ("utf-8", "utf-8-sig"):
        stream = io.BufferedReader(_Transcoded(stream, encoding), _SAMPLE)
        sample = _peeked(stream, _SAMPLE)
    # Classic Mac OS ended lines with CR alone.
    is_old = b"\r" in sample and b"\n" not in sample
    return io.BufferedReader(_LineFeeds(stream), _SAMPLE) if is_old else stream


def packing_of(stream: BinaryIO) -> str:
    """The name of a compression that no reader here supports, by the first bytes; "" for other streams."""
    first = _peeked(stream, 8)
    return next((name for mark, name in _OTHER_PACKINGS.items() if first.startswith(mark)), "")


def beginning_of(stream: BinaryIO) -> bytes:
    """The first bytes after white space; they stay in the stream."""
    return _peeked(stream, _BATCH_SIZE).lstrip()


def _peeked(stream: BinaryIO, size: int) -> bytes:
    """The next bytes; they stay in the stream."""
    if isinstance(stream, io.BufferedReader) and not stream.seekable():
        return stream.peek(size)[:size]
    start = stream.tell()
    found = stream.read(size)
    stream.seek(start)
    return found


class _Refilled(io.RawIOBase):
    """A stream whose bytes are produced piece by piece."""

    def __init__(self, below: BinaryIO) -> None:
        self.below = below
        self.waiting = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self.waiting:
            found = self.piece()
            if found is None:
                return 0
            self.waiting = found
        size = min(len(buffer), len(self.waiting))
        buffer[:size] = self.waiting[:size]
        self.waiting = self.waiting[size:]
        return size

    def piece(self) -> bytes | None:
        """Some more bytes, possibly none; None at the end."""
        raise NotImplementedError


class _Gunzipped(_Refilled):
    """All members of a gzip file in a row.

    As in gzip itself, data after the last member is ignored, unless another member follows it: then the file is
    damaged. Raises UnreadableFile.
    """

    def __init__(self, below: BinaryIO) -> None:
        super().__init__(below)
        self.unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self.packed = b""

    def piece(self) -> bytes | None:
        if self.unpack.eof and not self._begins_again():
            return None
        data = self.unpack.unconsumed_tail or self.packed or self.below.read(_BATCH_SIZE)
        self.packed = b""
        if not data:
            raise UnreadableFile(f"{_DAMAGED} (unexpected end of file)")
        try:
            return self.unpack.decompress(data, _BATCH_SIZE * 8)
        except zlib.error as error:
            raise UnreadableFile(f"{_DAMAGED} ({error})") from None

    def _begins_again(self) -> bool:
        rest = self.unpack.unused_data or self.below.read(_BATCH_SIZE)
        while rest and not (rest := rest.lstrip(b"\0")):
            rest = self.below.read(_BATCH_SIZE)
        if len(rest) == 1:
            rest += self.below.read(_BATCH_SIZE)
        if rest.startswith(GZIP):
            self.unpack, self.packed = zlib.decompressobj(zlib.MAX_WBITS | 16), rest
            return True
        while rest:
            if GZIP + b"\x08" in rest:
                raise UnreadableFile(f"{_DAMAGED} (between two of its members)")
            rest = self.below.read(_BATCH_SIZE)
        return False


class _Transcoded(_Refilled):
    def __init__(self, below: BinaryIO, encoding: str) -> None:
        super().__init__(below)
        self.decoder = codecs.getincrementaldecoder(encoding)(errors="replace")

    def piece(self) -> bytes | None:
        data = self.below.read(_BATCH_SIZE)
        found = self.decoder.decode(data, final=not data).encode("utf-8", "replace")
        return found or (b"" if data else None)


class _LineFeeds(_Refilled):
    def piece(self) -> bytes | None:
        data = self.below.read(_BATCH_SIZE)
        return data.replace(b"\r", b"\n") or None
