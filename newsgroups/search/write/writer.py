"""Writing: whole batches in one commit each, replacing what stood there, and merging segments as they pile up."""

import os
from collections import Counter
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import LENGTHS_COLUMN, W3Codec, _lenfield
from whoosh.index import FileIndex, clean_files
from whoosh.reading import SegmentReader
from whoosh.util.numeric import length_to_byte
from whoosh.writing import SegmentWriter

from newsgroups.search.index import segment_words
from newsgroups.search.index.columns import Columns
from newsgroups.search.index.generations import sync_folder

from . import checksums
from .segment_writer import Lengths, PostingBuffer, SegmentPostings, write_postings

# A segment joins others of its size when there are this many: each posting is then rewritten once for every
# eightfold growth of the archive, and a search meets at most some dozen segments.
MERGE_AT = 8
# A segment is rewritten when this share of it is deleted documents.
MAX_DELETED = 0.3


class BatchWriter(SegmentWriter):
    """Whoosh's writer with postings kept by term, and a commit that is on the disk before it is announced."""

    def __init__(self, index: FileIndex, codec: W3Codec | None = None) -> None:
        super().__init__(index, codec=codec or W3Codec())
        self.buffer = PostingBuffer()
        self.merged: list[SegmentPostings] = []

    def add_document(self, **document: Any) -> None:
        """Adds one document; names and values as in the schema."""
        per_document, number, language = self.perdocwriter, self.docnum, document.get("language", "")
        per_document.start_doc(number)
        for name, value in document.items():
            field = self.schema[name]
            if field.indexed:
                self.buffer.add(name, field, number, value, language)
            per_document.add_field(name, field, value if field.stored else None, 0)
            if field.column_type:
                per_document.add_column_value(name, field.column_type, field.to_column_value(value))
        per_document.finish_doc()
        self._added = True
        self.docnum += 1

    def read_words(self) -> None:
        """Finds the words of the documents, once all of them are added and before other segments join them."""
        for name, lengths in self.buffer.read_words(self.schema).items():
            if self.schema[name].scorable:
                self._add_lengths(name, lengths)

    def _add_lengths(self, name: str, lengths: list[int]) -> None:
        per_document, column = self.perdocwriter, _lenfield(name)
        if not per_document._has_column(column):
            per_document._create_column(column, LENGTHS_COLUMN)
        add = per_document._get_column(column).add
        for number, length in enumerate(lengths):
            if length:
                add(number, length_to_byte(length))
        per_document._fieldlengths[name] += sum(lengths)

    def add_reader(self, reader: SegmentReader) -> None:
        """Takes over a segment without its deleted documents; the reader stays open until the commit."""
        first, size = self.docnum, reader.doc_count_all()
        renumbered = self.write_per_doc(set(self.schema.names()), reader)
        numbers = np.arange(first, first + size)
        if renumbered is not None:
            numbers = np.array([renumbered.get(each, -1) for each in range(size)], np.int64)
        self.merged.append(SegmentPostings(reader, numbers))
        self._added = True

    def abandon(self) -> None:
        """Gives up, even if the disk is full and closing the files fails, too."""
        with suppress(Exception):
            self.cancel()
        self.storage.close_created()
        with suppress(Exception):
            self.writelock.release()

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        lengths = Lengths(self.per_document_reader())
        listed = segment_words.LexiconWriter(self.newsegment.create_file(self.storage, segment_words.EXTENSION))
        write_postings(self.fieldwriter, self.schema, lengths, [self.buffer.drain(self.schema), *self.merged], listed)
        listed.add_forms(self._forms())
        listed.close()
        self.fieldwriter.close()
        for each in self.merged:
            each.reader.close()

    def _forms(self) -> Counter[str]:
        """The words of the texts, folded, in the new documents and in those of merged segments."""
        found = self.buffer.forms
        for each in self.merged:
            found.update(segment_words.forms_of_segment(each.reader))
        return found

    def _commit_toc(self, segments: list[Any]) -> None:
        folder = Path(self.storage.folder)
        for each in folder.glob(f"{self.newsegment.segment_id()}*"):
            _sync(each)
        checksums.record(folder, [each.segment_id() for each in segments])
        super()._commit_toc(segments)
        sync_folder(folder)


def write(index: FileIndex, documents: Iterable[dict[str, Any]], *, replacing: Collection[int] = ()) -> None:
    """Deletes the documents of the articles `replacing` and adds the new ones, in one commit or not at all."""
    # What a writer left that was killed, or that the disk had no room for, is in nobody's way but the disk's.
    contents = index._read_toc()
    clean_files(index.storage, index.indexname, contents.generation, contents.segments)
    writer = BatchWriter(index)
    try:
        _delete(writer, replacing)
        for document in documents:
            writer.add_document(**document)
        writer.read_words()
        writer.commit(mergetype=merge_by_size)
    except BaseException:
        writer.abandon()
        raise


def _delete(writer: BatchWriter, articles: Collection[int]) -> None:
    if not articles or not writer.segments:
        return
    reader = writer.reader()
    try:
        columns = Columns(reader.leaf_readers())
        found = np.isin(columns.article, np.fromiter(articles, np.int64)) & columns.live
    finally:
        reader.close()
    for number in np.flatnonzero(found).tolist():
        writer.delete_document(number)


def merge_by_size(writer: BatchWriter, segments: list[Any]) -> list[Any]:
    """Merge policy: MERGE_AT segments of one order of size become one, and one full of holes is rewritten.

    Returns the segments that stay as they are.
    """
    merged = [each for each in segments if each.deleted_count() > MAX_DELETED * each.doc_count_all()]
    size = writer.doc_count() + sum(each.doc_count_all() - each.deleted_count() for each in merged)
    for level in range(_level(size), _level(max(size, sum(each.doc_count_all() for each in segments))) + 1):
        alike = [each for each in segments if each not in merged and _level(each.doc_count_all()) == level]
        if _level(size) < level or len(alike) < MERGE_AT - 1:
            break
        merged += alike
        size += sum(each.doc_count_all() for each in alike)
    for each in merged:
        writer.add_reader(SegmentReader(writer.storage, writer.schema, each))
    return [each for each in segments if each not in merged]


def _level(documents: int) -> int:
    """The order of size of a segment: how often it can be divided by MERGE_AT."""
    level = 0
    while documents >= MERGE_AT:
        documents //= MERGE_AT
        level += 1
    return level


def _sync(file: Path) -> None:
    with file.open("rb") as stream:
        os.fsync(stream.fileno())
