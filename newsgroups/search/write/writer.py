"""Writes whole batches, one commit each, replacing previous documents, and merges segments as they accumulate."""

import os
from collections import Counter
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import LENGTHS_COLUMN, W3Codec, _lenfield
from whoosh.index import FileIndex, clean_files
from whoosh.reading import SegmentReader
from whoosh.util.numeric import length_to_byte
from whoosh.writing import SegmentWriter

from newsgroups.search.index import segment_words
from newsgroups.search.index.columns import Columns
from newsgroups.search.index.generations import sync_folder

from . import checksums
from .batch_files import JoinedTerms
from .segment_writer import Lengths, PostingBuffer, SegmentPostings, write_new, write_postings
from .term_postings import TermPostings

# Segments of similar size are merged when there are this many. Each posting is then rewritten once per eightfold
# growth of the archive, and a search visits a few dozen segments at most.
MERGE_AT = 8
# A segment is rewritten once this share of its documents is deleted.
MAX_DELETED = 0.3


class BatchWriter(SegmentWriter):
    """Whoosh's writer with postings buffered by term, and a commit that reaches the disk before it becomes visible."""

    def __init__(self, index: FileIndex, codec: W3Codec | None = None) -> None:
        super().__init__(index, codec=codec or W3Codec())
        self.buffer = PostingBuffer()
        self.merged: list[SegmentPostings] = []

    def add_document(self, **document: Any) -> None:
        """Add one document; names and values as in the schema."""
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
        """Find the words of the documents.

        Call it after all documents are added and before other segments are merged.
        """
        for name, terms in self.buffer.read_words(self.schema).items():
            self._add_terms(name, [terms], terms.lengths())

    def add_joined(self, name: str, terms: JoinedTerms) -> None:
        """Add the words of a field of all documents."""
        self._add_terms(name, terms, terms.lengths())

    def _add_terms(self, name: str, portions: Iterable[TermPostings], lengths: NDArray[np.int64]) -> None:
        self.buffer.add_terms(name, portions)
        if self.schema[name].scorable:
            self._add_lengths(name, lengths.tolist())

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
        """Merge a segment without its deleted documents; the reader stays open until the commit."""
        first, size = self.docnum, reader.doc_count_all()
        renumbered = self.write_per_doc(set(self.schema.names()), reader)
        numbers = np.arange(first, first + size)
        if renumbered is not None:
            numbers = np.array([renumbered.get(document, -1) for document in range(size)], np.int64)
        self.merged.append(SegmentPostings(reader, numbers))
        self._added = True

    def abandon(self) -> None:
        """Abort, even if the disk is full and closing the files fails too."""
        with suppress(Exception):
            self.cancel()
        self.storage.close_created()
        with suppress(Exception):
            self.writelock.release()

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        lengths = Lengths(self.per_document_reader())
        listed = segment_words.LexiconWriter(self.newsegment.create_file(self.storage, segment_words.EXTENSION))
        if self.merged:
            sources = [self.buffer.terms(self.schema), *self.merged]
            write_postings(self.fieldwriter, self.schema, lengths, sources, listed)
        else:
            write_new(self.fieldwriter, self.schema, lengths, self.buffer, listed)
        listed.add_forms(self._forms())
        listed.close()
        self.fieldwriter.close()
        for segment in self.merged:
            segment.reader.close()

    def _forms(self) -> Counter[str]:
        """Return the folded words of the texts in new documents and merged segments."""
        forms = self.buffer.forms
        for segment in self.merged:
            forms.update(segment_words.forms_of_segment(segment.reader))
        return forms

    def _commit_toc(self, segments: list[Any]) -> None:
        folder = Path(self.storage.folder)
        for path in folder.glob(f"{self.newsegment.segment_id()}*"):
            _sync(path)
        checksums.record(folder, [segment.segment_id() for segment in segments])
        super()._commit_toc(segments)
        sync_folder(folder)


def write(index: FileIndex, documents: Iterable[dict[str, Any]], *, replacing: Collection[int] = ()) -> None:
    """Delete the documents of the articles in `replacing` and add the new ones, in one atomic commit."""
    # Files left by a writer that was killed or ran out of disk space do no harm except for the space they take.
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
        is_deleted = np.isin(columns.article, np.fromiter(articles, np.int64)) & columns.live
    finally:
        reader.close()
    for number in np.flatnonzero(is_deleted).tolist():
        writer.delete_document(number)


def merge_by_size(writer: BatchWriter, segments: list[Any]) -> list[Any]:
    """Merge policy: merges MERGE_AT segments of one size class into one, and rewrites segments with many deletions.

    Returns the segments to keep unchanged.
    """
    merged = [segment for segment in segments if segment.deleted_count() > MAX_DELETED * segment.doc_count_all()]
    size = writer.doc_count() + sum(segment.doc_count_all() - segment.deleted_count() for segment in merged)
    for level in range(_level(size), _level(max(size, sum(segment.doc_count_all() for segment in segments))) + 1):
        alike = [segment for segment in segments if segment not in merged and _level(segment.doc_count_all()) == level]
        if _level(size) < level or len(alike) < MERGE_AT - 1:
            break
        merged += alike
        size += sum(segment.doc_count_all() for segment in alike)
    for segment in merged:
        writer.add_reader(SegmentReader(writer.storage, writer.schema, segment))
    return [segment for segment in segments if segment not in merged]


def _level(documents: int) -> int:
    """Return the size class of a segment: how often its document count can be divided by MERGE_AT (7: 0, 8: 1, 64:
    2).
    """
    level = 0
    while documents >= MERGE_AT:
        documents //= MERGE_AT
        level += 1
    return level


def _sync(file: Path) -> None:
    with file.open("rb") as stream:
        os.fsync(stream.fileno())
