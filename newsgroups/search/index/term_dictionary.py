"""The term dictionary of a segment: Whoosh's hash table on disk, looked up in two reads and listed in large ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from struct import Struct
from typing import Any

from whoosh.codec.whoosh3 import W3TermInfo

_KEY = Struct("!ii")
_SLOT = Struct("!Iq")
_NUMBER = Struct("!H")
# Slots per read. The tables are half full, so the right slot is rarely further away.
_SLOTS = 8
# The header of a key's entry and its value: statistics, then offset and length of the posting list.
_VALUE = Struct(W3TermInfo._struct.format + "qi")
_READ_AHEAD = 1 << 16


@dataclass(frozen=True, slots=True)
class Extent:
    """Location of a term's posting list, and its number of documents."""

    start: int
    length: int
    documents: int


def find(reader: Any, field: str, term: bytes) -> Extent | None:
    """Return the location of a term's posting list in one segment, or None if no document contains it."""
    terms = reader._terms
    number = terms._fieldmap.get(field)
    if number is None:
        return None
    value = _value(terms._tindex, _NUMBER.pack(number) + term)
    return None if value is None else _extent(value)


def entries(reader: Any) -> Iterator[tuple[tuple[str, bytes], Extent]]:
    """Yield all terms of all fields of a segment, in dictionary order."""
    terms = reader._terms
    for key, value in _items(terms._tindex, terms._tindex.startofdata):
        yield terms._keydecoder(key), _extent(value)


def _extent(value: bytes) -> Extent:
    fields = _VALUE.unpack(value)
    if fields[0]:
        raise ValueError("inlined posting lists are never written by this codec")
    return Extent(fields[-2], fields[-1], fields[2])


def _value(table: Any, key: bytes) -> bytes | None:
    hashed, part = table.hashfn(key), table.dbfile.file
    start, size = table.tables[hashed & 255]
    slot = (hashed >> 8) % size if size else 0
    # The probe stops at the end of the table and wraps around to its start.
    for _ in range(size // _SLOTS + 2 if size else 0):
        read = min(_SLOTS, size - slot)
        for slot_hash, place in _SLOT.iter_unpack(part.get(start + slot * _SLOT.size, read * _SLOT.size)):
            if not place:
                return None
            if slot_hash == hashed and (value := _at(part, place, key)) is not None:
                return value
        slot = (slot + read) % size
    return None


def _at(part: Any, place: int, key: bytes) -> bytes | None:
    """Return the value at an offset of the table if its key matches."""
    start = _KEY.size + len(key)
    data = part.get(place, start + _VALUE.size)
    if data[: _KEY.size] != _KEY.pack(len(key), _VALUE.size) or data[_KEY.size : start] != key:
        return None
    value: bytes = data[start:]
    return value


def _items(table: Any, place: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield keys and values in order, starting at an offset."""
    data, at, end = b"", 0, table.endofdata
    while place < end:
        if len(data) - at < _KEY.size or len(data) - at < _KEY.size + sum(_KEY.unpack_from(data, at)):
            data, at = table.dbfile.file.get(place, min(_READ_AHEAD, end - place)), 0
        length, size = _KEY.unpack_from(data, at)
        start = at + _KEY.size
        yield data[start : start + length], data[start + length : start + length + size]
        place += _KEY.size + length + size
        at = start + length + size
