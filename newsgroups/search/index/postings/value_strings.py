"""What Whoosh stores of a posting with positions, as one byte string: encoded and decoded for many postings at once.

A string contains the number of positions in four bytes, then a pickled list of their deltas (see
`schema.encode_positions`), and, if a word is not its own stem, a stop opcode and the form codes in two bytes each.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .strings import Strings

Numbers = NDArray[np.int64]
Codes = NDArray[np.uint16]

# The number of positions comes first, followed by the opcodes of a pickled list.
_LIST, _STOP = 4, 1
_WIDTH = np.zeros(256, np.int64)
_WIDTH[[ord("K"), ord("M"), ord("J")]] = 1, 2, 4
_OPCODE = np.zeros(5, np.uint8)
_OPCODE[[1, 2, 4]] = ord("K"), ord("M"), ord("J")
_APPENDS = ord("(")


def encoded(counts: Numbers, deltas: Numbers, codes: Codes) -> Strings:
    """Return the strings of postings.

    Each posting has `counts` positions; `deltas` and form `codes` have one entry per position.
    """
    before = np.cumsum(counts) - counts
    most = np.maximum.reduceat(deltas, before)
    width = np.where(most < 0x100, 1, np.where(most < 0x10000, 2, 4))
    has_codes = np.bitwise_or.reduceat(codes, before) != 0
    several = counts > 1
    listed = counts * (width + 1)
    bounds = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(_LIST + 2 + several + listed + has_codes * (_STOP + 2 * counts), out=bounds[1:])
    starts, data = bounds[:-1], np.zeros(bounds[-1], np.uint8)
    data[starts[:, None] + np.arange(_LIST)] = counts.astype(">u4").view(np.uint8).reshape(-1, _LIST)
    data[starts + _LIST] = ord("]")
    data[starts[several] + _LIST + 1] = _APPENDS
    first = starts + _LIST + 1 + several
    ends = first + listed
    data[ends] = np.where(several, ord("e"), ord("a"))
    data[ends[has_codes] + 1] = ord(".")
    number = np.arange(len(deltas)) - np.repeat(before, counts)
    widths = np.repeat(width, counts)
    place = np.repeat(first, counts) + number * (widths + 1)
    data[place] = _OPCODE[widths]
    for byte in range(int(width.max())):
        wide = widths > byte
        data[place[wide] + 1 + byte] = (deltas[wide] >> (8 * byte)) & 0xFF
    with_codes = np.repeat(has_codes, counts)
    place = (np.repeat(ends, counts) + 1 + _STOP + 2 * number)[with_codes]
    data[place], data[place + 1] = codes[with_codes] & 0xFF, codes[with_codes] >> 8
    return Strings(data, np.diff(bounds))


def decoded(values: Sequence[bytes], *, with_forms: bool = False) -> tuple[Numbers, Numbers, Codes]:
    """Return the number of positions per value, all deltas concatenated, and the form code of each.

    The first delta of each value is its first position.
    """
    lengths = np.fromiter(map(len, values), np.int64, len(values))
    # Wide numbers are read past their end and truncated, so the last one needs padding.
    data = np.frombuffer(b"".join([*values, b"\0\0\0\0"]), np.uint8)
    starts = np.cumsum(lengths) - lengths
    counts = _number(data[starts[:, None] + np.arange(3, -1, -1)])
    several = data[starts + _LIST + 1] == _APPENDS
    opcode = starts + _LIST + 1 + several
    width = _WIDTH[data[opcode]]
    before = np.cumsum(counts) - counts
    deltas = _deltas(data, opcode + 1, width, counts, before)
    if not with_forms:
        return counts, deltas, np.empty(0, np.uint16)
    return counts, deltas, _codes(data, starts + lengths, opcode + counts * (width + 1) + 1, counts, before)


def positions_of(counts: Numbers, deltas: Numbers) -> Numbers:
    """Return the positions with these deltas; each posting starts from 0.

    Example: counts [2, 1] and deltas [3, 2, 7] give [3, 5, 7].
    """
    before = np.cumsum(counts) - counts
    sums = np.cumsum(deltas)
    positions: Numbers = sums - np.repeat(sums[before] - deltas[before], counts)
    return positions


def _deltas(data: NDArray[np.uint8], first: Numbers, width: Numbers, counts: Numbers, before: Numbers) -> Numbers:
    """Read numbers of a given byte width separated by opcodes, `counts` consecutive ones starting at `first`."""
    steps = np.repeat(width.astype(np.int32) + 1, counts)
    steps[before[1:]] = np.diff(first) - ((counts - 1) * (width + 1))[:-1]
    steps[0] = first[0]
    place = np.cumsum(steps, dtype=np.int32)
    numbers = data[place].astype(np.int64)
    widest = int(width.max())
    if widest > 1:
        widths = np.repeat(width.astype(np.int8), counts)
        for byte in range(1, widest):
            numbers += np.where(widths > byte, data[place + byte].astype(np.int64) << (8 * byte), 0)
    return numbers


def _codes(data: NDArray[np.uint8], ends: Numbers, stops: Numbers, counts: Numbers, before: Numbers) -> Codes:
    """Read the two-byte codes after the stop opcode of the pickle; 0 if a value has none."""
    has_codes = ends > stops
    if not has_codes.any():
        return np.zeros(int(counts.sum()), np.uint16)
    first = np.where(has_codes, stops + _STOP - 2 * before, 0)
    is_coded = np.repeat(has_codes, counts)
    place = np.where(is_coded, np.repeat(first, counts) + 2 * np.arange(len(is_coded)), 0)
    codes = data[place].astype(np.uint16) | data[place + 1].astype(np.uint16) << 8
    return np.where(is_coded, codes, 0).astype(np.uint16)


def _number(four: NDArray[np.uint8]) -> Numbers:
    """Decode four-byte little-endian numbers."""
    numbers: Numbers = (four.astype(np.int64) << np.array([0, 8, 16, 24])).sum(axis=1)
    return numbers
