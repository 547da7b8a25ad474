"""What a text says about its story, as small arrays, and their packed form."""

import struct
from dataclasses import dataclass, fields
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

_FORMAT = 3
_HEADER = struct.Struct("<BI13H")
_Ids = NDArray[np.uint32]


class DamagedDocument(ValueError):
    """Bytes that are not a document of this version."""


@dataclass(frozen=True, eq=False, slots=True)
class TermDocument:
    """Sorted unique ids (uint32) of the terms of one article, with counts (uint8) of stems and names.

    `names` are single capitalized words; `phrases` are two in a row; `people` are family names of those whose age or
    role is given; `amounts` are numbers with the word after them. `events` are names and places on days; `days` are
    ordinals of all days named in the text; `grams` are those of the beginning (uint16).
    """

    stems: _Ids
    counts: NDArray[np.uint8]
    title: _Ids
    lead: _Ids
    names: _Ids
    name_counts: NDArray[np.uint8]
    phrases: _Ids
    places: _Ids
    people: _Ids
    ages: _Ids
    numbers: _Ids
    amounts: _Ids
    events: _Ids
    days: _Ids
    grams: NDArray[np.uint16]

    def to_bytes(self) -> bytes:
        """Pack the document into about 2 kB: a header with lengths and a checksum, then the arrays."""
        arrays = [getattr(self, name).astype(dtype, copy=False) for name, dtype in _PACKED]
        body = b"".join(arrays)
        lengths = [len(a) for a in arrays if a.itemsize > 1]
        return _HEADER.pack(_FORMAT, crc32(body), *lengths) + body

    @classmethod
    def from_bytes(cls, data: bytes) -> "TermDocument":
        """Unpack the result of `to_bytes`; raise DamagedDocument if it is invalid."""
        try:
            version, checksum, *lengths = _HEADER.unpack_from(data)
        except struct.error as error:
            raise DamagedDocument(f"not a document: {error}") from None
        if version != _FORMAT or crc32(memoryview(data)[_HEADER.size :]) != checksum:
            raise DamagedDocument(f"a document of version {version} with {len(data)} bytes cannot be read")
        arrays: list[NDArray[np.generic]] = []
        start, left = _HEADER.size, iter(lengths)
        for _, dtype in _PACKED:
            length = len(arrays[-1]) if dtype.itemsize == 1 else next(left)
            arrays.append(np.frombuffer(data, dtype, length, start))
            start += length * dtype.itemsize
        return cls(*arrays)  # type: ignore[arg-type]


# Packed types of a document's arrays.
_PACKED = [
    (each.name, np.dtype({"counts": "u1", "name_counts": "u1", "grams": "<u2"}.get(each.name, "<u4")))
    for each in fields(TermDocument)
]
