"""Writes a segment in Whoosh's format ("W3") from whole posting lists.

Whoosh's writer sorts one tuple per posting through temporary files and passes each through five functions. Here the
postings of a batch are found and sorted with arrays and written block by block; merging segments copies blocks.
Whoosh reads the result as if it had written it itself.
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
from newsgroups.search.index.postings.block_format import FEW, Written, written
from newsgroups.search.index.postings.posting_blocks import BLOCK, PostingBlock, PostingRun, Postings
from newsgroups.search.index.postings.posting_lists import blocks
from newsgroups.search.index.postings.short_lists import ListStatistics, encoded_lists
from newsgroups.search.index.postings.value_columns import MIN_POSTINGS, ValueColumns
from newsgroups.search.index.postings.value_strings import decoded
from newsgroups.search.index.schema import WordField
from newsgroups.search.index.segment_words import LISTED, LexiconWriter

from .batch_terms import Text, WrittenWords, term_postings
from .term_postings import TermPostings
from .term_table import add_terms

# When segments are merged, blocks with at least this many postings are copied unchanged; smaller ones are joined.
_WORTH_COPYING = BLOCK // 2

Numbers = NDArray[np.int64]
Chunks = list[Postings | PostingRun | PostingBlock]
Term = tuple[tuple[str, bytes], Chunks]


class PostingBuffer:
    """The postings of a batch of documents, by field and term."""

    def __init__(self) -> None:
        self._texts: dict[str, list[Text]] = {}
        self._fields: dict[str, dict[bytes, Postings]] = {}
        self._terms: dict[str, Iterable[TermPostings]] = {}
        # The document frequency of each folded word of the texts.
        self.forms: Counter[str] = Counter()

    def add(self, name: str, field: Any, document: int, value: Any, language: str = "") -> None:
        """Add the value of a field of a document; `language` is a language code."""
        if isinstance(field, WordField):
            self._texts.setdefault(name, []).append(Text(document, value, language))
            return
        terms = self._fields.setdefault(name, {})
        for term, _, weight, packed in field.index(value):
            documents, weights, values = terms.setdefault(term, ([], [], []))
            documents.append(document)
            weights.append(weight)
            values.append(packed)

    def add_words(self, document: int, values: dict[str, Any], schema: Any) -> dict[str, Any]:
        """Add the fields with words of a document; return its other fields."""
        others = {}
        for name, value in values.items():
            if isinstance(schema[name], WordField):
                self.add(name, schema[name], document, value, values.get("language", ""))
            else:
                others[name] = value
        return others

    def read_words(self, schema: Any) -> dict[str, TermPostings]:
        """Find the words of all texts added; return the postings of each field with words."""
        found = {}
        for name in list(self._texts):
            written = WrittenWords.of(self._texts.pop(name))
            if name == "text":
                self.forms.update(written.documents_by_form())
            found[name] = term_postings(written, schema[name].coded)
        return found

    def add_terms(self, name: str, terms: Iterable[TermPostings]) -> None:
        """Add the postings of a field with words, in portions of consecutive terms."""
        self._terms[name] = terms

    def fields(self) -> Iterator[tuple[str, Iterable[TermPostings]]]:
        """Yield each field with its postings in order, which are released in turn."""
        for name in sorted([*self._fields, *self._terms]):
            if name in self._fields:
                yield name, [TermPostings.of_lists(self._fields.pop(name))]
            else:
                yield name, self._terms.pop(name)

    def terms(self, schema: Any) -> Iterator[Term]:
        """Yield the same term by term, since postings of merged segments are added to them."""
        for name, portions in self.fields():
            for portion in portions:
                lists = portion.lists(schema[name].format.fixed_value_size())
                for term, postings in zip(portion.terms, lists, strict=True):
                    yield (name, term), [postings]


class SegmentPostings:
    """The postings of a segment being merged, and the new numbers of its documents (-1 for deleted ones)."""

    def __init__(self, reader: Any, numbers: NDArray[np.int64]) -> None:
        self.reader, self.numbers = reader, numbers

    def __iter__(self) -> Iterator[Term]:
        for (field, term), extent in term_dictionary.entries(self.reader):
            kept = [self._kept(block) for block in blocks(self.reader, field, extent)]
            if chunks := [chunk for chunk in kept if chunk is not None]:
                yield (field, term), chunks

    def _kept(self, block: PostingBlock) -> PostingBlock | Postings | PostingRun | None:
        numbers = self.numbers[block.documents]
        stay = numbers >= 0
        if stay.all():
            return PostingBlock(numbers, block.weights, block.packed, block.size)
        places = np.flatnonzero(stay).tolist()
        if not places:
            return None
        if isinstance(block.packed, ValueColumns):
            return replace(block.run().select(stay), documents=numbers[stay])
        values = block.values()
        return numbers[stay].tolist(), block.weights[stay].tolist(), [values[place] for place in places if values]


def write_new(
    writer: W3FieldWriter, schema: Any, lengths: "Lengths", new: PostingBuffer, lexicon: LexiconWriter
) -> None:
    """Write and list all terms of new documents."""
    for field, portions in new.fields():
        number = writer._fieldmap.setdefault(field, len(writer._fieldmap))
        size, codes = schema[field].format.fixed_value_size(), lengths.codes(field)
        terms: list[bytes] = []
        documents: list[int] = []
        for portion in filter(None, portions):
            of_lists = ListStatistics.of(portion.sizes, portion.documents, portion.counts, codes)
            starts, sizes = _write_lists(writer._postfile, portion, of_lists, size, codes)
            add_terms(writer._tindex, number, portion.terms, of_lists, starts, sizes)
            terms += portion.terms
            documents += portion.sizes.tolist()
        if field in LISTED:
            lexicon.add(field, terms, documents)


def _write_lists(
    stream: Any, terms: TermPostings, of_lists: ListStatistics, size: int | None, codes: bytes
) -> tuple[Numbers, Numbers]:
    """Write the short lists at once, then the others one by one; return the start and length of each."""
    is_short = terms.sizes < FEW
    lengths, starts = np.zeros((2, len(terms.sizes)), np.int64)
    start, short = stream.tell(), terms.where(is_short)
    packed = encoded_lists(of_lists.where(is_short), short.documents, short.counts, short.values(size), size)
    others = [
        _list_bytes([written(block, size, codes) for block in _in_blocks([postings], size)])
        for postings in terms.where(~is_short).lists(size)
    ]
    stream.write(b"".join([packed.data.tobytes(), *others]))
    lengths[is_short], lengths[~is_short] = packed.lengths, list(map(len, others))
    for which in (is_short, ~is_short):
        starts[which] = start + np.cumsum(lengths[which]) - lengths[which]
        start += int(lengths[which].sum())
    return starts, lengths


def write_postings(
    writer: W3FieldWriter, schema: Any, lengths: "Lengths", sources: Sequence[Any], lexicon: LexiconWriter
) -> None:
    """Write and list the terms of all sources in order; the sources must be in the order of their documents."""
    for field, terms in groupby(merge(*sources, key=itemgetter(0)), key=lambda entry: entry[0][0]):
        number = writer._fieldmap.setdefault(field, len(writer._fieldmap))
        size, codes = schema[field].format.fixed_value_size(), lengths.codes(field)
        listed: dict[bytes, int] = {}
        for (_, term), same in groupby(terms, key=itemgetter(0)):
            chunks = chain.from_iterable(chunk_list for _, chunk_list in same)
            packed = [written(chunk, size, codes) for chunk in _in_blocks(chunks, size)]
            writer._tindex.add(pack_ushort(number) + term, _write_list(writer._postfile, packed))
            listed[term] = sum(block.number for block in packed)
        if field in LISTED:
            lexicon.add(field, listed, listed.values())


class Lengths:
    """The length of each field of each document in Whoosh's one-byte encoding."""

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
    """Regroup postings into blocks of a suitable size; blocks that already have it stay unchanged."""
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
    """Yield joined blocks; use arrays if positions are stored in columns."""
    if size is None and sum(map(_documents_of, chunks)) >= MIN_POSTINGS:
        yield from PostingRun.joined([_run(chunk) for chunk in chunks]).split(BLOCK)
        return
    lists = [chunk if isinstance(chunk, tuple) else _lists(chunk) for chunk in chunks]
    if len(lists) == 1:
        yield from _cut(lists[0])
    elif lists:
        documents, weights, values = (list(chain(*column)) for column in zip(*lists, strict=True))
        yield from _cut((documents, weights, values))


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
    documents, weights, values = postings
    for first in range(0, len(documents), BLOCK):
        span = slice(first, first + BLOCK)
        yield documents[span], weights[span], values[span]


def _write_list(stream: Any, packed: list[Written]) -> bytes:
    """Write one posting list; return its entry for the term dictionary (W3TermInfo)."""
    start, data = stream.tell(), _list_bytes(packed)
    stream.write(data)
    statistics = W3TermInfo._struct.pack(
        False,
        sum(block.weight for block in packed),
        sum(block.number for block in packed),
        min(block.shortest for block in packed),
        max(block.longest for block in packed),
        max(block.heaviest for block in packed),
        packed[0].first,
        packed[-1].last,
    )
    entry: bytes = statistics + pack_long(start) + pack_int(len(data))
    return entry


def _list_bytes(packed: list[Written]) -> bytes:
    """Return a posting list of these blocks."""
    parts = [WHOOSH3_HEADER_MAGIC]
    for block in packed:
        parts += pack_int(-len(block.data) if block is packed[-1] else len(block.data)), block.data
    return b"".join(parts)
