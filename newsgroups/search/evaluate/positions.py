"""Where in documents a term stands, decoded for many documents at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsgroups.search.index.posting_lists import Documents, blocks
from newsgroups.search.index.snapshot import Snapshot

from . import budget
from .term_scores import extents

# A place is a document's number and a position in one number; no article has as many words.
_PLACE_BITS = 31
# Ahead of the positions stands their number; then come the opcodes of a pickled list (see `schema`).
_LIST, _STOP = 4, 1
_WIDTH = np.zeros(256, np.int64)
_WIDTH[[ord("K"), ord("M"), ord("J")]] = 1, 2, 4
_APPENDS = ord("(")
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Occurrences:
    """Documents, repeated, and a position each; ascending."""

    documents: Documents
    positions: NDArray[np.int64]

    def keys(self) -> NDArray[np.int64]:
        """Document and position in one ascending number; positions can be shifted by addition."""
        return (self.documents << _PLACE_BITS) + self.positions

    @staticmethod
    def documents_of(keys: NDArray[np.int64]) -> Documents:
        # A position that was shifted below 0 still belongs to no other document: those start half a range up.
        return keys >> _PLACE_BITS


def occurrences(
    snapshot: Snapshot, field: str, term: bytes, candidates: Documents, *, code: int | None = None
) -> Occurrences:
    """Where a term stands in the candidates, ascending; only in the form with this code if one is given."""
    documents, values = _values(snapshot, field, term, candidates)
    if not len(documents):
        return Occurrences(documents, np.empty(0, np.int64))
    counts, positions, codes = decoded(values, with_forms=code is not None)
    repeated = np.repeat(documents, counts)
    if code is not None:
        wanted = codes == code
        repeated, positions = repeated[wanted], positions[wanted]
    return Occurrences(repeated, positions)


def _values(snapshot: Snapshot, field: str, term: bytes, candidates: Documents) -> tuple[Documents, list[bytes]]:
    documents: list[Documents] = []
    values: list[bytes] = []
    for (reader, offset), extent in zip(snapshot.leaves, extents(snapshot, field, term), strict=True):
        budget.check()
        for block in blocks(reader, field, extent) if extent else ():
            found = block.documents + offset
            first, last = np.searchsorted(candidates, (found[0], found[-1] + 1))
            if first == last:
                continue
            inside = np.flatnonzero(np.isin(found, candidates[first:last], assume_unique=True))
            if len(inside):
                documents.append(found[inside])
                all_values = block.values()
                values += all_values if len(inside) == len(found) else [all_values[place] for place in inside]
    return np.concatenate(documents) if documents else np.empty(0, np.int64), values


def decoded(
    values: list[bytes], *, with_forms: bool = False
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint16]]:
    """Number of positions of each value, all positions one after the other, and the code of the form at each."""
    lengths = np.fromiter(map(len, values), np.int64, len(values))
    # Wide numbers are read beyond their end and cut; the last one needs something to read there.
    data = np.frombuffer(b"".join([*values, b"\0\0\0\0"]), np.uint8)
    starts = np.cumsum(lengths) - lengths
    counts = _number(data[starts[:, None] + np.arange(3, -1, -1)])
    several = data[starts + _LIST + 1] == _APPENDS
    opcode = starts + _LIST + 1 + several
    width = _WIDTH[data[opcode]]
    before = np.cumsum(counts) - counts
    deltas = _deltas(data, opcode + 1, width, counts, before)
    # The first of each value is a position and no difference: the end of the value before is taken off it.
    deltas[before[1:]] -= np.add.reduceat(deltas, before)[:-1]
    positions = np.cumsum(deltas)
    if not with_forms:
        return counts, positions, np.empty(0, np.uint16)
    return counts, positions, _codes(data, starts + lengths, opcode + counts * (width + 1) + 1, counts, before)


def _deltas(
    data: NDArray[np.uint8], first: Numbers, width: Numbers, counts: Numbers, before: Numbers
) -> NDArray[np.int64]:
    """Numbers of so many bytes with an opcode between two of them, `counts` in a row from `first` on."""
    steps = np.repeat(width.astype(np.int32) + 1, counts)
    steps[before[1:]] = np.diff(first) - ((counts - 1) * (width + 1))[:-1]
    steps[0] = first[0]
    place = np.cumsum(steps, dtype=np.int32)
    found = data[place].astype(np.int64)
    widest = int(width.max())
    if widest > 1:
        widths = np.repeat(width.astype(np.int8), counts)
        for byte in range(1, widest):
            found += np.where(widths > byte, data[place + byte].astype(np.int64) << (8 * byte), 0)
    return found


def _codes(
    data: NDArray[np.uint8], ends: Numbers, stops: Numbers, counts: Numbers, before: Numbers
) -> NDArray[np.uint16]:
    """The codes after the stop of the pickle, two bytes each, 0 where a value has none."""
    has_codes = ends > stops
    if not has_codes.any():
        return np.zeros(int(counts.sum()), np.uint16)
    first = np.where(has_codes, stops + _STOP - 2 * before, 0)
    each = np.repeat(has_codes, counts)
    place = np.where(each, np.repeat(first, counts) + 2 * np.arange(len(each)), 0)
    codes = data[place].astype(np.uint16) | data[place + 1].astype(np.uint16) << 8
    return np.where(each, codes, 0).astype(np.uint16)


def _number(four: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Numbers of four bytes, the lowest first."""
    return (four.astype(np.int64) << np.array([0, 8, 16, 24])).sum(axis=1)
