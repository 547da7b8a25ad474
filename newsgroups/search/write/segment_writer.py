"""Writing a segment of Whoosh's format ("W3") from whole posting lists.

Whoosh's writer sorts one tuple a posting through temporary files and hands each on through five functions.
Here the postings of a batch are found and sorted by arrays and written block by block; merging segments copies
blocks. Whoosh reads what is written here as if it had written it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import merge
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import LENGTHS_COLUMN, WHOOSH3_HEADER_MAGIC, W3FieldWriter, W3TermInfo, _lenfield
from whoosh.system import pack_int, pack_long, pack_ushort

from newsgroups.search.index import term_dictionary
from newsgroups.search.index.postings.posting_blocks import BLOCK, PostingBlock, PostingRun, Postings, Written, written
from newsgroups.search.index.postings.posting_lists import blocks
from newsgroups.search.index.postings.value_columns import LEAST, ValueColumns
from newsgroups.search.index.postings.value_strings import decoded
from newsgroups.search.index.schema import WordField
from newsgroups.search.index.segment_words import LISTED, LexiconWriter

from .batch_terms import TermPostings, Text, WrittenWords

# A block of at least so many postings is copied as it is when segments are merged; smaller ones are joined.
_WORTH_COPYING = BLOCK // 2

Chunks = list[Postings | PostingRun | PostingBlock]
Term = tuple[tuple[str, bytes], Chunks]


class PostingBuffer:
    """The postings of the documents of a batch, by field and term."""

    def __init__(self) -> None:
        self._texts: dict[str, list[Text]] = {}
        self._fields: dict[str, dict[bytes, Postings]] = {}
        self._terms: dict[str, TermPostings] = {}
        # In how many of the documents each word of the texts stands, folded.
        self.forms: Counter[str] = Counter()

    def add(self, name: str, field: Any, document: int, value: Any, language: str = "") -> None:
        """Adds the value of a field of a document, which is written in a language, given by its code."""
        if isinstance(field, WordField):
            self._texts.setdefault(name, []).append(Text(document, value, language))
            return
        terms = self._fields.setdefault(name, {})
        for term, _, weight, packed in field.index(value):
            documents, weights, values = terms.setdefault(term, ([], [], []))
            documents.append(document)
            weights.append(weight)
            values.append(packed)

    def read_words(self, schema: Any) -> dict[str, list[int]]:
        """Finds the words of all texts; returns the lengths of the fields that have words, by document."""
        for name in list(self._texts):
            written = WrittenWords.of(self._texts.pop(name))
            if name == "text":
                self.forms.update(written.documents_by_form())
            self._terms[name] = TermPostings(written, schema[name].coded)
        return {name: terms.lengths().tolist() for name, terms in self._terms.items()}

    def drain(self, schema: Any) -> Iterator[Term]:
        """All postings in order; they are let go of field by field, since those of merged segments join them."""
        for name in sorted([*self._fields, *self._terms]):
            for term, postings in self._drained(name, schema):
                yield (name, term), [postings]

    def _drained(self, name: str, schema: Any) -> Iterator[tuple[bytes, Postings | PostingRun]]:
        if name in self._fields:
            return iter(sorted(self._fields.pop(name).items()))
        terms = self._terms.pop(name)
        return terms.positions() if schema[name].has_positions else terms.frequencies()


class SegmentPostings:
    """The postings of a segment that is being merged, with the numbers that its documents get (-1 for deleted ones)."""

    def __init__(self, reader: Any, numbers: NDArray[np.int64]) -> None:
        self.reader, self.numbers = reader, numbers

    def __iter__(self) -> Iterator[Term]:
        for (field, term), extent in term_dictionary.entries(self.reader):
            kept = [self._kept(block) for block in blocks(self.reader, field, extent)]
            if found := [chunk for chunk in kept if chunk is not None]:
                yield (field, term), found

    def _kept(self, block: PostingBlock) -> PostingBlock | Postings | PostingRun | None:
        numbers = self.numbers[block.documents]
        stay = numbers >= 0
        if stay.all():
            return PostingBlock(numbers, block.weights, block.packed, block.size)
        places = np.flatnonzero(stay).tolist()
        if not places:
            return None
        if isinstance(block.packed, ValueColumns):
            return replace(block.run().some(stay), documents=numbers[stay])
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
            found = [written(each, size, codes) for each in _in_blocks(chunks, size)]
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


def _in_blocks(
    chunks: Iterable[Postings | PostingRun | PostingBlock], size: int | None
) -> Iterator[Postings | PostingRun | PostingBlock]:
    """The same postings in blocks of a good size; those that have it already stay as they are."""
    gathered: list[Postings | PostingRun | PostingBlock] = []
    for chunk in chunks:
        if isinstance(chunk, PostingBlock) and _WORTH_COPYING <= len(chunk.documents) <= BLOCK:
            yield from _joined(gathered, size)
            gathered = []
            yield chunk
        else:
            gathered.append(chunk)
    yield from _joined(gathered, size)


def _joined(chunks: list[Postings | PostingRun | PostingBlock], size: int | None) -> Iterator[Postings | PostingRun]:
    """Postings in blocks, by arrays where positions are kept in columns."""
    if size is None and sum(map(_documents_of, chunks)) >= LEAST:
        yield from PostingRun.joined([_run(chunk) for chunk in chunks]).cut(BLOCK)
        return
    lists = [chunk if isinstance(chunk, tuple) else _lists(chunk) for chunk in chunks]
    if lists:
        yield from _cut(
            lists[0] if len(lists) == 1 else tuple(list(chain(*column)) for column in zip(*lists, strict=True))
        )


def _documents_of(chunk: Postings | PostingRun | PostingBlock) -> int:
    return len(chunk[0] if isinstance(chunk, tuple) else chunk.documents)


def _run(chunk: Postings | PostingRun | PostingBlock) -> PostingRun:
    if isinstance(chunk, tuple):
        documents, _, values = chunk
        return PostingRun(np.array(documents, np.int64), *decoded(values, with_forms=True))
    return chunk.run() if isinstance(chunk, PostingBlock) else chunk


def _lists(chunk: PostingRun | PostingBlock) -> Postings:
    if isinstance(chunk, PostingBlock):
        return chunk.postings()
    return chunk.documents.tolist(), chunk.counts.astype(float).tolist(), chunk.values()


def _cut(postings: Postings) -> Iterator[Postings]:
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
