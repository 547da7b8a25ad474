"""The positions of a block's postings in columns: the low bytes of all deltas, the high bytes, the form codes.

Whoosh expects one byte string per posting: the number of positions, then a pickled list of deltas. Concatenated,
these deflate badly, since counts, opcodes and deltas alternate. Storing each kind together halves the space, and the
pickle itself rebuilds the strings with functions of Python's standard library, so that plain Whoosh can read them.
Our own code reads the columns, which are at known offsets.
"""

from dataclasses import dataclass
from struct import Struct
from typing import Any
from zlib import DEFLATED, MAX_WBITS, Z_HUFFMAN_ONLY, compress, compressobj, decompress

import numpy as np
from numpy.typing import NDArray

# Fewer postings than these are kept as strings: the calls that rebuild them would outweigh the savings.
MIN_POSTINGS = 96
# A delta takes two bytes; a block with a larger one, from a text of 65,536 words, is kept as strings.
MAX_DELTA = 0xFFFF
_SIZE = Struct("<I")
# This many distinct forms fit in a byte; blocks with more store the codes themselves.
_NUMBERED = 256

Numbers = NDArray[np.int64]
Codes = NDArray[np.uint16]


def _function(module: str, name: str) -> bytes:
    return f"c{module}\n{name}\n".encode()


def _text(value: str) -> bytes:
    return b"X" + _SIZE.pack(len(value)) + value.encode()


def _call(function: bytes, *arguments: bytes) -> bytes:
    return function + b"(" + b"".join(arguments) + b"tR"


# After the counts, a memo of the pickle, come the calls that rebuild the strings:
#     b"]".join((count.to_bytes(4, "big"), b"M" + low + high + b"a" for each delta)) for each posting
_COUNTS, _ATTRIBUTE, _MAP, _ZIP, _REPEAT = b"h\0", b"h\1", b"h\2", b"h\3", b"h\4"
_TUPLE = _function("builtins", "tuple")
_LOW, _HIGH = b"<low>", b"<high>"
# Functions are memoized where they are first named.
_OPCODES = _call(
    _function("builtins", "bytes"),
    _call(
        _call(_function("builtins", "getattr") + b"q\1", _function("itertools", "chain") + _text("from_iterable")),
        _call(
            _function("builtins", "zip") + b"q\3",
            _call(_function("itertools", "repeat") + b"q\4", b"KM"),
            _LOW,
            _HIGH,
            _call(_REPEAT, b"Ka"),
        ),
    ),
)
_STRINGS = _call(_function("io", "BytesIO"), _OPCODES)
_READ = _STRINGS + b"q\5" + b"0"
_MADE = _call(
    _TUPLE,
    _call(
        _function("builtins", "map") + b"q\2",
        _call(_ATTRIBUTE, b"C\1]" + _text("join")),
        _call(
            _ZIP,
            _call(
                _MAP,
                _call(_ATTRIBUTE, _function("builtins", "int") + _text("to_bytes")),
                _COUNTS,
                _call(_REPEAT, b"K\4"),
                _call(_REPEAT, _text("big")),
            ),
            _call(
                _MAP,
                _call(_ATTRIBUTE, b"h\5" + _text("read")),
                _call(_MAP, _call(_ATTRIBUTE, b"K\4" + _text("__mul__")), _COUNTS),
            ),
        ),
    ),
)
REMEMBER = b"q\0"
_BEFORE_LOW, _rest = _READ.split(_LOW)
_BETWEEN, _AFTER = (part + tail for part, tail in zip(_rest.split(_HIGH), (b"", _MADE), strict=True))
_INFLATED = _function("zlib", "decompress") + b"("
_TAKEN_OFF = b"0"


@dataclass(frozen=True)
class ValueColumns:
    """The positions of a block as consecutive deltas; the first delta of each posting counts from 0.

    `low`, `high` (deflated) and `forms` (deflated, empty if all words are their own stems) are as stored in the
    index.
    """

    low: Any
    high: Any
    forms: Any

    @classmethod
    def of(cls, deltas: Numbers, codes: Codes) -> "ValueColumns":
        """Build columns from deltas of at most MAX_DELTA and the form code of each."""
        numbers = deltas.astype("<u2").view(np.uint8)
        huffman = compressobj(1, DEFLATED, MAX_WBITS, 9, Z_HUFFMAN_ONLY)
        high = huffman.compress(numbers[1::2].tobytes()) + huffman.flush()
        return cls(numbers[::2].tobytes(), high, _packed_codes(codes) if codes.any() else b"")

    def deltas(self) -> Numbers:
        high = np.frombuffer(decompress(self.high), np.uint8).astype(np.int64)
        return (high << 8) + np.frombuffer(self.low, np.uint8)

    def codes(self) -> Codes:
        """Return the form code of each word; 0 for a word that is its own stem."""
        return _unpacked_codes(decompress(self.forms)) if len(self.forms) else np.zeros(len(self.low), np.uint16)

    def to_bytes(self) -> bytes:
        """Return the pickled strings, to be placed after counts that are followed by REMEMBER."""
        forms = (_bytes(self.forms), _TAKEN_OFF) if len(self.forms) else ()
        high = (_INFLATED, _bytes(self.high), b"tR")
        return b"".join((_BEFORE_LOW, _bytes(self.low), _BETWEEN, *high, _AFTER, *forms))

    @classmethod
    def read(cls, data: bytes, view: memoryview, place: int) -> "ValueColumns":
        """Read the output of `to_bytes` from an offset in the data."""
        low, place = _read_bytes(data, view, place + len(_BEFORE_LOW))
        high, place = _read_bytes(data, view, place + len(_BETWEEN) + len(_INFLATED))
        place += len(b"tR") + len(_AFTER)
        forms: Any = b""
        if data[place : place + 1] == b"B":
            forms, place = _read_bytes(data, view, place)
        return cls(low, high, forms)


def _bytes(data: bytes | memoryview) -> bytes:
    return b"B" + _SIZE.pack(len(data)) + data


def _read_bytes(data: bytes, view: memoryview, place: int) -> tuple[memoryview, int]:
    (length,) = _SIZE.unpack_from(data, place + 1)
    start = place + 1 + _SIZE.size
    return view[start : start + length], start + length


def _packed_codes(codes: Codes) -> bytes:
    """Pack the distinct codes and an index per word, or the codes themselves if there are many."""
    known, numbers = np.unique(codes, return_inverse=True)
    if len(known) > _NUMBERED:
        return compress(b"\0\0" + codes.astype("<u2").tobytes(), 1)
    head = len(known).to_bytes(2, "little") + known.astype("<u2").tobytes()
    return compress(head + numbers.astype(np.uint8).tobytes(), 1)


def _unpacked_codes(data: bytes) -> Codes:
    known = int.from_bytes(data[:2], "little")
    if not known:
        return np.frombuffer(data, "<u2", offset=2)
    numbers = np.frombuffer(data, np.uint8, offset=2 + 2 * known)
    return np.frombuffer(data, "<u2", known, 2)[numbers]
