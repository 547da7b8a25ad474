"""Writing a segment of Whoosh's format ("W3") from whole posting lists.

Whoosh's writer sorts one tuple a posting through temporary files and hands each on through five functions.
Here a batch's postings are kept by term as they come, which is in the order of documents, and are written block
by block; merging segments copies blocks. Whoosh reads what is written here as if it had written it.
"""

from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import LENGTHS_COLUMN, WHOOSH3_HEADER_MAGIC, W3FieldWriter, W3TermInfo, _lenfield
from whoosh.system import pack_int, pack_long, pack_ushort

from newsgroups.search.index import term_dictionary
from newsgroups.search.index.lexicon import LISTED, LexiconWriter
from newsgroups.search.index.posting_blocks import BLOCK, Block, Postings, Written, written
from newsgroups.search.index.posting_lists import blocks

# A block of at least so many postings is copied as it is when segments are merged; smaller ones are joined.
_WORTH_COPYING = BLOCK // 2

Chunks = list[Postings | Block]
Term = tuple[tuple[str, bytes], Chunks]


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

    def drain(self) -> Iterator[Term]:
        """All postings in order; they are let go of one by one, since those of merged segments join them."""
        for field in sorted(self._fields):
            terms = self._fields.pop(field)
            for term in sorted(terms):
                yield (field, term), [terms.pop(term)]


class SegmentPostings:
    """The postings of a segment that is being merged, with the numbers that its documents get (-1 for deleted ones)."""

    def __init__(self, reader: Any, numbers: NDArray[np.int64]) -> None:
        self.reader, self.numbers = reader, numbers

    def __iter__(self) -> Iterator[Term]:
        for (field, term), extent in term_dictionary.entries(self.reader):
            kept = [self._kept(block) for block in blocks(self.reader, field, extent)]
            if found := [chunk for chunk in kept if chunk is not None]:
                yield (field, term), found

    def _kept(self, block: Block) -> Block | Postings | None:
        numbers = self.numbers[block.documents]
        stay = numbers >= 0
        if stay.all():
            return Block(numbers, block.weights, block.packed, block.size)
        places = np.flatnonzero(stay).tolist()
        if not places:
            return None
        values = block.values()
        return numbers[stay].tolist(), block.weights[stay].tolist(), [values[place] for place in places if values]


def write_postings(
    writer: W3FieldWriter, schema: Any, lengths: "Lengths", sources: Sequence[Any], lexicon: LexiconWriter
) -> None:
    """Writes the terms of all sources in order, and lists them; the sources come in the order of their documents."""
    for field, terms in groupby(merge(*sources, key=itemgetter(0)), key=lambda each: each[0][0]):
        number = writer._fieldmap.setdefault(field, len(writer._fieldmap))
        size, codes = schema[field].format.fixed_value_size(), lengths.codes(field)
        listed: dict[bytes, int] = {}
        for (_, term), same in groupby(terms, key=itemgetter(0)):
            chunks = chain.from_iterable(each for _, each in same)
            found = [written(each, size, codes) for each in _in_blocks(chunks)]
            writer._tindex.add(pack_ushort(number) + term, _write_list(writer._postfile, found))
            listed[term] = sum(each.number for each in found)
        if field in LISTED:
            lexicon.add(field, listed, listed.values())


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


def _in_blocks(chunks: Iterable[Postings | Block]) -> Iterator[Postings | Block]:
    """The same postings in blocks of a good size; those that have it already stay as they are."""
    gathered: Postings = ([], [], [])
    for chunk in chunks:
        if isinstance(chunk, Block) and _WORTH_COPYING <= len(chunk.documents) <= BLOCK:
            yield from _cut(gathered)
            gathered = ([], [], [])
            yield chunk
        else:
            postings = chunk.postings() if isinstance(chunk, Block) else chunk
            gathered = tuple(map(list.__iadd__, gathered, postings)) if gathered[0] else postings
    yield from _cut(gathered)


def _cut(postings: Postings) -> Iterator[Postings]:
    if len(postings[0]) <= BLOCK:
        if postings[0]:
            yield postings
        return
    for first in range(0, len(postings[0]), BLOCK):
        documents, weights, values = (each[first : first + BLOCK] for each in postings)
        yield documents, weights, values


def _write_list(stream: Any, found: list[Written]) -> bytes:
    """Writes one posting list; returns what the dictionary of terms says of it (W3TermInfo)."""
    start = stream.tell()
    parts = [WHOOSH3_HEADER_MAGIC]
    for each in found:
        parts += pack_int(-len(each.data) if each is found[-1] else len(each.data)), each.data
    data = b"".join(parts)
    stream.write(data)
    statistics = W3TermInfo._struct.pack(
        False,
        sum(each.weight for each in found),
        sum(each.number for each in found),
        min(each.shortest for each in found),
        max(each.longest for each in found),
        max(each.heaviest for each in found),
        found[0].first,
        found[-1].last,
    )
    return statistics + pack_long(start) + pack_int(len(data))
