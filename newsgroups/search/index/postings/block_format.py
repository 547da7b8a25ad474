"""The blocks of a posting list: pickles, as Whoosh reads them, laid out so that their arrays can be read in place.

A list consists of Whoosh's magic bytes and then blocks of: length (negative in the last block), a pickle of
statistics, and a pickle of (document deltas, weights, values). Whoosh's writer packs tuples of numbers and deflates
all of it, so finding the documents of a term means creating an object per number and inflating the positions with
them. Here the numbers are arrays at known offsets, and only the values (the positions) are deflated, by calls that
the pickle itself makes; those of many documents are stored in columns. Lists of a few documents, which are most of
all lists, stay tuples, because the overhead of an array would outweigh them.
"""

from dataclasses import dataclass
from pickle import dumps
from struct import Struct
from typing import Any
from zlib import compress, decompress

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC

from .posting_blocks import PostingBlock, PostingRun, Postings, unpickled
from .value_columns import REMEMBER, ValueColumns

COMPRESSION = 3
# Lists with fewer postings than this stay tuples.
FEW = 12
# Below this many bytes, deflating costs time and saves nothing.
WORTH_COMPRESSING = 100
# Protocol 4 has an opcode for bytes, which protocol 2 (used by Whoosh's writer) spells out as calls. A pickle names
# its own protocol.
_PROTOCOL = 4

_LENGTH, _SIZE, _DOUBLE = Struct("!i"), Struct("<I"), Struct(">d")
# The statistics: a pickled tuple of the number of postings, the last document, the highest weight, the compression,
# and the shortest and longest field in Whoosh's one-byte encoding of lengths. Its size is fixed so that it can be read
# in place.
_STATISTICS = b"\x80\x02(J%bJ%bG%bK%cK%cK%ct."
_READ_STATISTICS = Struct("<4xIxI10xBxBxB2x")
# array('B', bytes): the letter gives the width of a number, as in NumPy.
_ARRAY = b"carray\narray\n(X\1\0\0\0"
_HEAD = b"\x80\x04(" + _ARRAY
_INFLATED = b"c_pickle\nloads\n(czlib\ndecompress\n(B"
_DEFLATED_END = b"tRtR"
_DEFLATED = b"czlib\ndecompress\n(B"


def read(data: bytes, size: int | None) -> list[PostingBlock]:
    """Read the blocks of a list. Raises ValueError if there is none.

    `size` is the fixed size of a value, or None.
    """
    if data[: len(WHOOSH3_HEADER_MAGIC)] != WHOOSH3_HEADER_MAGIC:
        raise ValueError("no posting list where one should be")
    view, blocks, last, place = memoryview(data), [], False, len(WHOOSH3_HEADER_MAGIC)
    while not last:
        (length,) = _LENGTH.unpack_from(data, place)
        start, last = place + _LENGTH.size, length < 0
        place = start + abs(length)
        number, _, compression, _, _ = _READ_STATISTICS.unpack_from(data, start)
        start += _READ_STATISTICS.size
        if data.startswith(_HEAD, start):
            blocks.append(_arrays(data, view, start + len(_HEAD), number, size))
        else:
            body = view[start:place]
            deltas, weights, packed = unpickled(decompress(body) if compression else body)
            documents = np.array(deltas, np.int64).cumsum()
            blocks.append(PostingBlock(documents, _weights_of(weights, number), packed, size))
    return blocks


def _arrays(data: bytes, view: memoryview, place: int, number: int, size: int | None) -> PostingBlock:
    deltas, place = _array(data, place)
    weights: Any = None
    if data.startswith(_ARRAY, place):
        weights, place = _array(data, place + len(_ARRAY))
        if data.startswith(REMEMBER, place):
            columns = ValueColumns.read(data, view, place + len(REMEMBER))
            return PostingBlock(deltas.cumsum(dtype=np.int64), _weights_of(weights, number), columns, size)
    elif data[place : place + 1] == b"G":
        (weights,), place = _DOUBLE.unpack_from(data, place + 1), place + 9
    else:
        place += 1
    packed: Any = None
    if data.startswith(_INFLATED, place):
        place += len(_INFLATED)
        (length,) = _SIZE.unpack_from(data, place)
        packed = view[place + _SIZE.size : place + _SIZE.size + length]
    elif data[place : place + 1] == b"B":
        (length,) = _SIZE.unpack_from(data, place + 1)
        packed = data[place + 5 : place + 5 + length]
    return PostingBlock(deltas.cumsum(dtype=np.int64), _weights_of(weights, number), packed, size)


def _array(data: bytes, place: int) -> tuple[NDArray[Any], int]:
    """Return the array whose type code is at an offset, and the offset of its end."""
    kind, place = chr(data[place]), place + 1
    is_deflated = data.startswith(_DEFLATED, place)
    start = place + (len(_DEFLATED) if is_deflated else 1) + _SIZE.size
    (length,) = _SIZE.unpack_from(data, start - _SIZE.size)
    if is_deflated:
        return np.frombuffer(decompress(data[start : start + length]), kind), start + length + 4
    return np.frombuffer(data, kind, length // np.dtype(kind).itemsize, start), start + length + 2


def _weights_of(stored: Any, number: int) -> NDArray[np.float64]:
    if stored is None:
        return np.ones(number)
    return np.full(number, stored) if isinstance(stored, float) else np.array(stored, np.float64)


@dataclass(frozen=True)
class Written:
    """The bytes of a block, and what Whoosh's dictionary must record about it."""

    data: bytes
    number: int
    first: int
    last: int
    weight: float
    heaviest: float
    shortest: int
    longest: int


def written(postings: Postings | PostingRun | PostingBlock, size: int | None, codes: bytes) -> Written:
    """Pack a block; `codes` contains each document's field length in Whoosh's one-byte encoding."""
    if isinstance(postings, tuple) and len(postings[0]) < FEW:
        return _written_as_tuples(*postings, size, codes)
    if isinstance(postings, tuple):
        listed, counted, values = postings
        block = PostingBlock(np.array(listed, np.int64), np.array(counted, np.float64), _packed(values, size), size)
    else:
        block = postings.block() if isinstance(postings, PostingRun) else postings
    documents, weights, heaviest = block.documents, block.weights, float(block.weights.max())
    body = b"".join(
        (
            _HEAD,
            _array_bytes(np.diff(documents, prepend=0)),
            _counts_bytes(weights) if isinstance(block.packed, ValueColumns) else _weight_bytes(weights, heaviest),
            _value_bytes(block),
            b"t.",
        )
    )
    lengths = np.frombuffer(codes, np.uint8)[documents]
    shortest, longest = int(lengths.min()), int(lengths.max())
    first, last = int(documents[0]), int(documents[-1])
    head = statistics(len(documents), last, heaviest, 0, shortest, longest)
    return Written(head + body, len(documents), first, last, float(weights.sum()), heaviest, shortest, longest)


def _written_as_tuples(
    documents: list[int], weights: list[float], values: list[bytes], size: int | None, codes: bytes
) -> Written:
    heaviest, lightest = max(weights), min(weights)
    deltas = (documents[0], *map(int.__sub__, documents[1:], documents))
    stored = (None if heaviest == 1 else heaviest) if heaviest == lightest else tuple(weights)
    body, compression = dumps((deltas, stored, _packed(values, size)), _PROTOCOL), 0
    if len(body) >= WORTH_COMPRESSING:
        body, compression = compress(body, COMPRESSION), COMPRESSION
    lengths = [codes[document] for document in documents]
    shortest, longest, last = min(lengths), max(lengths), documents[-1]
    head = statistics(len(documents), last, heaviest, compression, shortest, longest)
    return Written(head + body, len(documents), documents[0], last, sum(weights), heaviest, shortest, longest)


def statistics(number: int, last: int, heaviest: float, compression: int, shortest: int, longest: int) -> bytes:
    counts = _SIZE.pack(number), _SIZE.pack(last), _DOUBLE.pack(heaviest)
    return _STATISTICS % (*counts, compression, shortest, longest)


def _packed(values: list[bytes], size: int | None) -> Any:
    """Pack values as Whoosh's codec does: nothing for size 0, one string for a fixed size, otherwise one by one."""
    if size == 0:
        return None
    return b"".join(values) if size and size > 0 else tuple(values)


def _array_bytes(numbers: NDArray[Any]) -> bytes:
    """Pack integers in the narrowest type, starting with its type code."""
    most = int(numbers.max())
    kind = "B" if most < 0x100 else "H" if most < 0x10000 else "I"
    return _typed(numbers, kind)


def _typed(numbers: NDArray[Any], kind: str) -> bytes:
    data = numbers.astype(kind).tobytes()
    return b"".join((kind.encode(), b"B", _SIZE.pack(len(data)), data, b"tR"))


def _weight_bytes(weights: NDArray[np.float64], heaviest: float) -> bytes:
    if heaviest == weights.min():
        return b"N" if heaviest == 1 else b"G" + _DOUBLE.pack(heaviest)
    whole = heaviest < 0x100 and bool((weights == np.floor(weights)).all())
    return _ARRAY + _typed(weights, "B" if whole else "f")


def _counts_bytes(weights: NDArray[np.float64]) -> bytes:
    """Deflate weights that are position counts; the value strings reuse the result."""
    most = int(weights.max())
    kind = "B" if most < 0x100 else "H" if most < 0x10000 else "I"
    data = compress(weights.astype(kind).tobytes(), 1)
    return b"".join((_ARRAY, kind.encode(), _DEFLATED, _SIZE.pack(len(data)), data, b"tRtR", REMEMBER))


def _value_bytes(block: PostingBlock) -> bytes:
    if isinstance(block.packed, ValueColumns):
        return block.packed.to_bytes()
    if block.packed is None:
        return b"N"
    if isinstance(block.packed, bytes):
        return b"B" + _SIZE.pack(len(block.packed)) + block.packed
    data = block.packed if block.is_deflated else compress(dumps(block.packed, _PROTOCOL), COMPRESSION)
    return b"".join((_INFLATED, _SIZE.pack(len(data)), data, _DEFLATED_END))
