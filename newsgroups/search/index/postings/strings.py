"""Columns of byte strings in one array, composed with array operations instead of string by string."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

# The opcodes of a pickle that push a number of one, two, and four bytes.
_PUSH = np.array([0, ord("K"), ord("M"), 0, ord("J")], np.uint8)


class Strings(NamedTuple):
    """Byte strings: all of them concatenated, and the length of each."""

    data: NDArray[np.uint8]
    lengths: NDArray[np.int64]

    @classmethod
    def constant(cls, string: bytes, present: NDArray[np.bool_]) -> "Strings":
        """Return this string where it is present, and an empty one elsewhere."""
        data = np.tile(np.frombuffer(string, np.uint8), int(present.sum()))
        return cls(data, present * np.int64(len(string)))

    @classmethod
    def rows(cls, numbers: NDArray[Any]) -> "Strings":
        """Return the bytes of each number or record of an array."""
        numbers = np.ascontiguousarray(numbers)
        return cls(numbers.view(np.uint8).reshape(-1), np.full(len(numbers), numbers.itemsize, np.int64))

    @classmethod
    def pushed(cls, numbers: NDArray[Any]) -> "Strings":
        """Return the opcodes that push each number: 5 gives "K\\x05", 300 gives "M\\x2c\\x01"."""
        width = np.where(numbers < 0x100, 1, np.where(numbers < 0x10000, 2, 4))
        lengths: NDArray[np.int64] = width + 1
        starts = np.cumsum(lengths) - lengths
        data = np.empty(int(lengths.sum()), np.uint8)
        data[starts] = _PUSH[width]
        for byte in range(int(width.max(initial=0))):
            wide = width > byte
            data[starts[wide] + 1 + byte] = (numbers[wide] >> (8 * byte)) & 0xFF
        return cls(data, lengths)

    @classmethod
    def concatenated(cls, *columns: "Strings") -> "Strings":
        """Concatenate the strings of all columns row by row: ["a", "b"] and ["c", ""] give ["ac", "b"]."""
        lengths: NDArray[np.int64] = np.stack([column.lengths for column in columns]).sum(axis=0)
        place = np.cumsum(lengths) - lengths
        data = np.empty(int(lengths.sum()), np.uint8)
        for column in columns:
            if len(column.data):
                data[spread(place, column.lengths)] = column.data
            place = place + column.lengths
        return cls(data, lengths)

    def grouped(self, sizes: NDArray[np.int64]) -> "Strings":
        """Concatenate consecutive strings, as many as each of these sizes (which may be 0) says."""
        ends = np.append(0, np.cumsum(self.lengths))
        return Strings(self.data, np.diff(ends[np.append(0, np.cumsum(sizes))]))

    def to_list(self) -> list[bytes]:
        data, ends = self.data.tobytes(), np.append(0, np.cumsum(self.lengths)).tolist()
        return [data[start:end] for start, end in pairwise(ends)]

    @classmethod
    def of(cls, strings: Sequence[bytes]) -> "Strings":
        return cls(np.frombuffer(b"".join(strings), np.uint8), np.fromiter(map(len, strings), np.int64, len(strings)))


def spread(first: NDArray[Any], counts: NDArray[Any]) -> NDArray[Any]:
    """Return consecutive numbers from each of these: first [5, 9] and counts [2, 3] give [5, 6, 9, 10, 11]."""
    kind = first.dtype
    shift = first - (np.cumsum(counts, dtype=kind) - counts)
    places: NDArray[Any] = np.arange(int(counts.sum()), dtype=kind) + np.repeat(shift.astype(kind), counts)
    return places
