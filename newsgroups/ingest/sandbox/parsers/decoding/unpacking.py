"""Decompresses bytes according to the server's header or their first bytes, in bounded memory."""

import zlib
from collections.abc import Callable

import brotli

from newsgroups.ingest.sandbox.parsers import Refusal

GZIP = b"\x1f\x8b"
# Content codings (RFC 9110, 8.4.1); servers also send names of character sets and transfer codings here.
_PACKINGS = ("gzip", "x-gzip", "deflate", "br", "zstd", "compress", "x-compress", "dcb", "dcz")
# Files compressed twice occur; a third layer is an attack.
MAX_LAYERS = 2
# Of 64 compressed bytes, none is a control byte once in a thousand times.
_PLAIN = 64
_DAMAGED = "It is damaged and cannot be decompressed."


def unpacked(data: bytes, *, most: int, encoding: str = "", may_be_cut: bool = False) -> bytes:
    """At most `most` + 1 bytes of the uncompressed content of `data`.

    `encoding` is what the server declared: one coding, or several in the order in which they were applied. Data that is
    not compressed is returned as is, whatever was declared, and undeclared gzip is decompressed, too. Raises Refusal if
    the data is damaged, ends early (unless `may_be_cut`), or uses an unknown coding.
    """
    names = [name for part in encoding.split(",") if (name := part.strip().lower()) in _PACKINGS]
    if len(names) > MAX_LAYERS:
        raise Refusal(f"It is compressed {len(names)} times.")
    for name in reversed(names):
        data = _layer(name, data, most, may_be_cut)
    for _ in range(MAX_LAYERS - len(names)):
        if data.startswith(GZIP):
            data = _layer("gzip", data, most, may_be_cut)
    return data


def _layer(name: str, data: bytes, most: int, may_be_cut: bool) -> bytes:
    unpack = _UNPACKERS.get(name)
    if unpack is None:
        raise Refusal(f"It is compressed as {name}, which is not supported.")
    if not data or _is_plain(data):
        return data
    found, is_whole = unpack(data, most)
    if not is_whole and len(found) <= most and not may_be_cut:
        raise Refusal("Its compressed data is truncated.")
    return found


def _is_plain(data: bytes) -> bool:
    """Whether the bytes are markup or JSON without control bytes: some servers declare gzip but send plain text."""
    beginning = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:_PLAIN]
    return beginning[:1] in (b"<", b"{", b"[") and not any(byte < 32 and byte not in b"\t\n\r" for byte in beginning)


def _gunzip(data: bytes, most: int) -> tuple[bytes, bool]:
    """Decompresses all members in a row. As in gzip itself, trailing data that is not a member is ignored."""
    if not data.startswith(GZIP):
        raise Refusal(_DAMAGED)
    found = bytearray()
    while data.startswith(GZIP):
        unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            found += unpack.decompress(data, most + 1 - len(found))
        except zlib.error:
            raise Refusal(_DAMAGED) from None
        if not unpack.eof or len(found) > most:
            return bytes(found), False
        data = unpack.unused_data.lstrip(b"\0")
    return bytes(found), True


def _inflate(data: bytes, most: int) -> tuple[bytes, bool]:
    """With the zlib header that RFC 9110 requires, or without it as some servers send it."""
    for head in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        unpack = zlib.decompressobj(head)
        try:
            return unpack.decompress(data, most + 1), unpack.eof
        except zlib.error:
            continue
    raise Refusal(_DAMAGED)


def _unbrotli(data: bytes, most: int) -> tuple[bytes, bool]:
    unpack = brotli.Decompressor()
    try:
        found = bytearray(unpack.process(data, output_buffer_limit=most + 1))
        while not unpack.is_finished() and len(found) <= most and not unpack.can_accept_more_data():
            found += unpack.process(b"", output_buffer_limit=most + 1 - len(found))
    except brotli.error:
        raise Refusal(_DAMAGED) from None
    return bytes(found), unpack.is_finished()


_UNPACKERS: dict[str, Callable[[bytes, int], tuple[bytes, bool]]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _inflate,
    "br": _unbrotli,
}
