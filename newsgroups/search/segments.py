"""Writing a segment of Whoosh's format ("W3") from whole posting lists.

Whoosh's writer sorts one tuple a posting through temporary files and hands each on through five functions.
Here a batch's postings are kept by term as they come, which is in the order of documents, and are written block
by block; segments are merged block by block too. Whoosh reads what is written here as if it had written it.
"""

from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import accumulate, chain, groupby
from operator import itemgetter
from pickle import dumps
from typing import Any
from zlib import compress

from whoosh.codec.whoosh3 import LENGTHS_COLUMN, WHOOSH3_HEADER_MAGIC, W3FieldWriter, W3TermInfo, _lenfield
from whoosh.system import pack_int, pack_long, pack_ushort

from .postings import blocks

# Postings of one block. Whoosh's 128 serve its skipping; larger ones are read and packed faster.
BLOCK = 512
COMPRESSION = 3
# Below this many bytes deflating costs time and gains nothing.
_WORTH_COMPRESSING = 100
# Protocol 4 knows bytes, which the 2 of Whoosh's writer spells out as calls; pickles tell their protocol themselves.
_PROTOCOL = 4

Postings = tuple[list[int], list[float], list[bytes]]
Term = tuple[tuple[str, bytes], Postings]


class PostingBuffer:
    """The postings of the documents of a batch, by field and term."""

    def __init__(self) -> None:
        self._fields: dict[str, dict[bytes, Postings]] = {}

    def add(self, field: str, document: int, items: Iterator[tuple[bytes, int, float, bytes]]) -> int:
        """Adds what a field type made of a document's value; returns the length of the field in words."""
        terms, length = self._fields.setdefault(field, {}), 0
        for term, frequency, weight, value in items:
            found = terms.get(term)
            if found is None:
                found = terms[term] = ([], [], [])
            found[0].append(document)
            found[1].append(weight)
            found[2].append(value)
            length += frequency
        return length

    def __iter__(self) -> Iterator[Term]:
        for field in sorted(self._fields):
            terms = self._fields[field]
            for term in sorted(terms):
                yield (field, term), terms[term]


class SegmentPostings:
    """The postings of a segment that is being merged, with the numbers that its documents get."""

    def __init__(self, reader: Any, numbers: Sequence[int | None]) -> None:
        self.reader, self.numbers = reader, numbers

    def __iter__(self) -> Iterator[Term]:
        for (field, term), info in self.reader._terms.items():
            size = self.reader.schema[field].format.fixed_value_size()
            postings: Postings = ([], [], [])
            for (first, *deltas), weights, values in blocks(self.reader, info):
                old = list(accumulate(deltas, initial=first))
                self._add(postings, old, _weights(weights, len(old)), _values(values, size))
            if postings[0]:
                yield (field, term), postings

    def _add(self, postings: Postings, old: list[int], weights: Sequence[float], values: Sequence[bytes]) -> None:
        new = [*map(self.numbers.__getitem__, old)]
        if None in new:
            kept = [place for place, number in enumerate(new) if number is not None]
            new, weights = [new[place] for place in kept], [weights[place] for place in kept]
            values = [values[place] for place in kept] if values else values
        postings[0].extend(new)
        postings[1].extend(weights)
        postings[2].extend(values)


def write_postings(writer: W3FieldWriter, schema: Any, lengths: "Lengths", sources: Sequence[Any]) -> None:
    """Writes the terms of all sources in order; the sources come in the order of their documents."""
    for field, terms in groupby(merge(*sources, key=itemgetter(0)), key=lambda each: each[0][0]):
        number = writer._fieldmap.setdefault(field, len(writer._fieldmap))
        size, codes = schema[field].format.fixed_value_size(), lengths.codes(field)
        for (_, term), same in groupby(terms, key=itemgetter(0)):
            documents, weights, values = _joined([postings for _, postings in same])
            info = _write_list(writer._postfile, documents, weights, values, size, codes)
            writer._tindex.add(pack_ushort(number) + term, info)


class Lengths:
    """The length of each field of each document in the one byte that Whoosh keeps of it."""

    def __init__(self, per_document: Any) -> None:
        self._per_document = per_document

    def codes(self, field: str) -> bytes:
        size, name = self._per_document.doc_count_all(), _lenfield(field)
        if not self._per_document.has_column(name):
            return bytes(size)
        reader = self._per_document.column_reader(name, LENGTHS_COLUMN)
        return bytes(reader)


def _joined(parts: list[Postings]) -> Postings:
    if len(parts) == 1:
        return parts[0]
    documents, weights, values = (list(chain.from_iterable(each)) for each in zip(*parts, strict=True))
    return documents, weights, values


def _write_list(
    stream: Any, documents: list[int], weights: list[float], values: list[bytes], size: int | None, codes: bytes
) -> bytes:
    """Writes one posting list; returns what the dictionary of terms says of it (W3TermInfo)."""
    start = stream.tell()
    stream.write(WHOOSH3_HEADER_MAGIC)
    for first in range(0, len(documents), BLOCK):
        last = first + BLOCK
        block = _block(documents[first:last], weights[first:last], values[first:last], size, codes)
        stream.write(pack_int(-len(block) if last >= len(documents) else len(block)))
        stream.write(block)
    shortest, longest = _shortest_and_longest(documents, codes)
    statistics = W3TermInfo._struct.pack(
        False, sum(weights), len(documents), shortest, longest, max(weights), documents[0], documents[-1]
    )
    return statistics + pack_long(start) + pack_int(stream.tell() - start)


def _block(documents: list[int], weights: list[float], values: list[bytes], size: int | None, codes: bytes) -> bytes:
    """A block: its statistics, then differences of documents, weights and values, each a pickle."""
    heaviest, lightest = max(weights), min(weights)
    deltas = (documents[0], *map(int.__sub__, documents[1:], documents))
    stored_weights = (None if heaviest == 1 else heaviest) if heaviest == lightest else tuple(weights)
    data = dumps((deltas, stored_weights, _packed(values, size)), _PROTOCOL)
    compression = COMPRESSION if len(data) >= _WORTH_COMPRESSING else 0
    if compression:
        data = compress(data, compression)
    shortest, longest = _shortest_and_longest(documents, codes)
    return dumps((len(documents), documents[-1], heaviest, compression, shortest, longest), 2) + data


def _packed(values: list[bytes], size: int | None) -> Any:
    """Values as Whoosh's codec packs them: nothing of size 0, in one string of a fixed size, else one by one."""
    if size == 0:
        return None
    return b"".join(values) if size and size > 0 else tuple(values)


def _values(packed: Any, size: int | None) -> Sequence[bytes]:
    if size is None or size < 0:
        return packed
    return [packed[start : start + size] for start in range(0, len(packed), size)] if size else ()


def _weights(stored: Any, number: int) -> Sequence[float]:
    if stored is None:
        return [1.0] * number
    return [stored] * number if isinstance(stored, float) else stored


def _shortest_and_longest(documents: list[int], codes: bytes) -> tuple[int, int]:
    found = list(map(codes.__getitem__, documents))
    return min(found), max(found)
